import type { CompanionAnswer } from '../../shared/companion/messages'
import type { PageMessage, Shown } from '../messages'
import { createBadge, made } from './badge'
import { CORNER_STYLE } from './corner-style'

/*
 * The page's corner: the call with its time and buttons, and a sentence where something was not done. It lies in a
 * closed tree of its own beside the page's body, and is there only while it shows something.
 */

/** A sentence is read by then. Milliseconds. */
const SAID_MS = 8_000

type Ports = { readonly ask: (message: PageMessage) => Promise<CompanionAnswer | null> }

export function createCorner({ ask }: Ports) {
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'closed' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(CORNER_STYLE)
  root.adoptedStyleSheets = [sheet]
  // What is typed here is none of the page's shortcuts.
  for (const name of ['keydown', 'keyup', 'keypress', 'input', 'click', 'pointerdown', 'mousedown'])
    root.addEventListener(name, (event) => event.stopPropagation())
  const said = made('p', 'said')
  said.setAttribute('role', 'status')
  root.append(said)
  let badge: ReturnType<typeof createBadge> | null = null
  let ticking: ReturnType<typeof setInterval> | null = null
  let silence: ReturnType<typeof setTimeout> | null = null

  function place(): void {
    const isNeeded = badge !== null || said.textContent !== ''
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
    if (!document.hidden) badge?.tick()
  }

  async function press(message: PageMessage): Promise<void> {
    const answer = await ask(message)
    if (answer !== null && !answer.ok) say(answer.says)
  }

  return {
    show: ({ call, words }: Shown): void => {
      // Another call's buttons are others: a press that begins on one call never ends on the next.
      if (call?.key !== badge?.key) {
        badge?.element.remove()
        badge = call === null ? null : createBadge(call, (message) => void press(message))
        if (badge !== null) root.prepend(badge.element)
      }
      if (call !== null) badge?.update(call, words)
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
