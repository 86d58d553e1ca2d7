/** Moves the focus to the element when it appears, and back to where it was when it goes. */
export function takeFocus(element: HTMLElement): () => void {
  const before = document.activeElement
  // What stands above it stays in sight.
  element.focus({ preventScroll: true })
  return () => {
    if (before instanceof HTMLElement && before.isConnected) before.focus()
  }
}

/** For what appears without a press in this window: who is typing in it goes on typing. */
export const takeFocusUnlessInUse = (element: HTMLElement): (() => void) =>
  document.hasFocus() ? () => undefined : takeFocus(element)

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }

/** Arrow keys, Home and End move between the options of a list. */
export function moveInList(event: KeyboardEvent): void {
  const list = event.currentTarget
  if (!(list instanceof HTMLElement)) return
  const options = [...list.querySelectorAll<HTMLElement>('[role="option"], [role="menuitem"]')]
  const here = options.findIndex((option) => option === document.activeElement)
  const step = steps[event.key]
  const target =
    event.key === 'Home'
      ? options[0]
      : event.key === 'End'
        ? options.at(-1)
        : step === undefined
          ? undefined
          : options[(here + step + options.length) % options.length]
  if (target === undefined) return
  event.preventDefault()
  target.focus()
}
