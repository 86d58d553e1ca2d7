import type { BadgeCall, CompanionAnswer } from '../../shared/companion/messages'
import type { PageAsk, Shown, Words } from '../messages'
import { CORNER_STYLE } from './corner-style'

/*
 * The page's corner: the call with its time and buttons, and a sentence where something was not done. It lies in a
 * closed tree of its own beside the page's body, and is there only while it shows something.
 */

/** A sentence is read by then. Milliseconds. */
const SAID_MS = 8_000

type Ports = { readonly ask: (asked: PageAsk) => Promise<CompanionAnswer | null> }

export function createCorner({ ask }: Ports) {
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'closed' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(CORNER_STYLE)
  root.adoptedStyleSheets = [sheet]
  // What is typed here is none of the page's shortcuts.
  for (const name of ['keydown', 'keyup', 'keypress', 'input', 'click', 'pointerdown', 'mousedown'])
    root.addEventListener(name, (event) => event.stopPropagation())
  const badge = made('div', 'badge')
  badge.setAttribute('role', 'group')
  const said = made('p', 'said')
  said.setAttribute('role', 'status')
  root.append(badge, said)
  let shown: BadgeCall | null = null
  let time: HTMLElement | null = null
  let ticking: ReturnType<typeof setInterval> | null = null
  let silence: ReturnType<typeof setTimeout> | null = null

  function place(): void {
    const isNeeded = shown !== null || said.textContent !== ''
    if (!isNeeded) host.remove()
    else if (!host.isConnected) document.documentElement.append(host)
  }

  function say(text: string | null): void {
    said.textContent = text ?? ''
    if (silence !== null) clearTimeout(silence)
    silence = text === null ? null : setTimeout(() => say(null), SAID_MS)
    place()
  }

  function tick(): void {
    if (time !== null && shown !== null && !document.hidden) time.textContent = timeSince(shown.startedAt)
  }

  async function press(asked: PageAsk): Promise<void> {
    const answer = await ask(asked)
    if (answer !== null && !answer.ok) say(answer.says)
  }

  function draw(call: BadgeCall, words: Words): void {
    badge.setAttribute('aria-label', call.number)
    time = made('span', 'time')
    const number = made('strong', 'number', call.number)
    number.dir = 'ltr'
    const hold = call.isHeld ? 'retrieve' : 'hold'
    const field = transferField(call, words)
    badge.replaceChildren(
      number,
      made('span', 'state', call.says),
      time,
      button(
        words[call.isHeld ? 'command_retrieve' : 'command_hold'],
        call.mayHold,
        () => void press({ type: hold, call: call.key }),
      ),
      button(words.command_transfer, call.mayTransfer, () => {
        field.hidden = !field.hidden
        if (!field.hidden) field.querySelector('input')?.focus()
      }),
      button(
        words.command_hang_up,
        call.mayHangUp,
        () => void press({ type: 'hangUp', call: call.key }),
        'end',
      ),
      field,
    )
    tick()
  }

  function transferField(call: BadgeCall, words: Words): HTMLFormElement {
    const form = document.createElement('form')
    form.hidden = true
    const input = document.createElement('input')
    input.setAttribute('aria-label', words.transfer_to)
    input.placeholder = words.transfer_to
    input.maxLength = 200
    form.append(input)
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      if (event.isTrusted && input.value.trim() !== '')
        void press({ type: 'transfer', call: call.key, to: input.value })
    })
    return form
  }

  return {
    show: ({ call, words }: Shown): void => {
      if (JSON.stringify(call) !== JSON.stringify(shown) && call !== null) draw(call, words)
      shown = call
      badge.hidden = call === null
      if (ticking !== null) clearInterval(ticking)
      ticking = call === null ? null : setInterval(tick, 1_000)
      place()
    },
    say,
    stop: (): void => {
      if (ticking !== null) clearInterval(ticking)
      if (silence !== null) clearTimeout(silence)
      host.remove()
    },
  }
}

function made(name: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(name)
  element.className = className
  element.textContent = text
  return element
}

/** A page can make up a click on what it can reach; only the agent's own counts. */
function button(text: string, may: boolean, run: () => void, className = ''): HTMLElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = className
  element.textContent = text
  element.disabled = !may
  element.addEventListener('click', ({ isTrusted }) => {
    if (isTrusted) run()
  })
  return element
}

/** Minutes and seconds, with hours where there are any. */
function timeSince(at: number): string {
  const seconds = Math.max(0, Math.floor((Date.now() - at) / 1_000))
  const two = (value: number): string => String(value).padStart(2, '0')
  const minutes = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return seconds < 3_600 ? minutes : `${Math.floor(seconds / 3_600)}:${minutes}`
}
