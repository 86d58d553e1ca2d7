import type { BadgeCall } from '../../shared/companion/messages'
import type { PageMessage, Words } from '../messages'

/** The longest text that is taken as a number. Characters. */
const LONGEST_NUMBER = 200

/**
 * The badge of one call. Its elements stay while the call changes: a button that is replaced under the mouse loses the
 * click, and a field that is replaced loses its text.
 */
export function createBadge({ key }: BadgeCall, press: (message: PageMessage) => void) {
  const element = made('div', 'badge')
  element.setAttribute('role', 'group')
  const number = made('strong', 'number')
  number.dir = 'ltr'
  const state = made('span', 'state')
  const time = made('span', 'time')
  // Two buttons, not one with two meanings: a click that begins on one of them does not end on the other.
  const hold = button(() => press({ type: 'hold', call: key }))
  const retrieve = button(() => press({ type: 'retrieve', call: key }))
  const input = document.createElement('input')
  input.maxLength = LONGEST_NUMBER
  const form = transferForm(input, (to) => press({ type: 'transfer', call: key, to }))
  const transfer = button(() => {
    form.hidden = !form.hidden
    if (!form.hidden) input.focus()
  })
  const hangUp = button(() => press({ type: 'hangUp', call: key }))
  hangUp.className = 'end'
  element.append(number, state, time, hold, retrieve, transfer, hangUp, form)
  let startedAt = 0

  function tick(): void {
    time.textContent = timeSince(startedAt)
  }

  /** If the hidden button had the focus, the shown one takes it. */
  function showInPlaceOf(shown: HTMLElement, hidden: HTMLElement): void {
    shown.hidden = false
    if (hidden.matches(':focus')) shown.focus()
    hidden.hidden = true
  }

  return {
    key,
    element,
    tick,
    update: (call: BadgeCall, words: Words): void => {
      startedAt = call.startedAt
      element.setAttribute('aria-label', call.number)
      number.textContent = call.number
      state.textContent = call.says
      label(hold, words.command_hold, call.mayHold)
      label(retrieve, words.command_retrieve, call.mayHold)
      label(transfer, words.command_transfer, call.mayTransfer)
      label(hangUp, words.command_hang_up, call.mayHangUp)
      input.placeholder = words.transfer_to
      input.setAttribute('aria-label', words.transfer_to)
      if (call.isHeld) showInPlaceOf(retrieve, hold)
      else showInPlaceOf(hold, retrieve)
      tick()
    },
  }
}

export function made(name: string, className: string): HTMLElement {
  const element = document.createElement(name)
  element.className = className
  return element
}

function label(button: HTMLButtonElement, text: string, may: boolean): void {
  if (button.textContent !== text) button.textContent = text
  button.disabled = !may
}

/** A page can make up a click on what it can reach; only the agent's own counts. */
function button(run: () => void): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.addEventListener('click', ({ isTrusted }) => {
    if (isTrusted) run()
  })
  return element
}

function transferForm(input: HTMLInputElement, run: (to: string) => void): HTMLFormElement {
  const form = document.createElement('form')
  form.hidden = true
  form.append(input)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (event.isTrusted && input.value.trim() !== '') run(input.value)
  })
  return form
}

/** Minutes and seconds, with hours where there are any. */
function timeSince(at: number): string {
  const seconds = Math.max(0, Math.floor((Date.now() - at) / 1_000))
  const two = (value: number): string => String(value).padStart(2, '0')
  const minutes = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return seconds < 3_600 ? minutes : `${Math.floor(seconds / 3_600)}:${minutes}`
}
