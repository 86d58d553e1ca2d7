import type { Mark, Marks } from './marks'

/** A second click this soon is a double click, or an impatient one. Milliseconds. */
const SAME_CLICK_MS = 1_000

/** A click on a number dials it, and means nothing to the page. Answers the way to stop listening. */
export function followClicks(marks: Marks, dial: (number: string) => void): () => void {
  let last = { number: '', at: -Infinity }
  let isPointing = false
  let moved: PointerEvent | null = null

  const under = (event: MouseEvent): Mark | null => {
    const [target] = event.composedPath()
    return target instanceof Node ? marks.at(target, event.clientX, event.clientY) : null
  }

  function onClick(event: MouseEvent): void {
    const { isTrusted, button, detail, altKey, ctrlKey, metaKey, shiftKey } = event
    // A page can make up a click, and an agent can select a number to copy it.
    if (!isTrusted || button !== 0 || altKey || ctrlKey || metaKey || shiftKey) return
    if (detail === 1 && getSelection()?.isCollapsed === false) return
    const mark = under(event)
    if (mark === null) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const { number } = mark
    if (detail > 1 || (number === last.number && event.timeStamp - last.at < SAME_CLICK_MS)) return
    last = { number, at: event.timeStamp }
    dial(number)
  }

  function onMove(event: PointerEvent): void {
    if (moved === null)
      requestAnimationFrame(() => {
        const is = moved !== null && under(moved) !== null
        moved = null
        if (is !== isPointing) marks.point((isPointing = is))
      })
    moved = event
  }

  addEventListener('click', onClick, { capture: true })
  addEventListener('pointermove', onMove, { capture: true, passive: true })
  return () => {
    removeEventListener('click', onClick, { capture: true })
    removeEventListener('pointermove', onMove, { capture: true })
  }
}

/** The text that the agent has selected in this frame, in a field or in the page; null where the keyboard is elsewhere. */
export function selectedText(): string | null {
  const { activeElement } = document
  if (!document.hasFocus() || activeElement instanceof HTMLIFrameElement) return null
  const field = deepest(activeElement)
  if (field instanceof HTMLInputElement && field.type === 'password') return null
  const text =
    field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
      ? field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)
      : (getSelection()?.toString() ?? '')
  return text.trim() === '' ? null : text.slice(0, LONGEST_SELECTION)
}

/** The bar reads no longer text. Characters. */
const LONGEST_SELECTION = 2_000

function deepest(element: Element | null): Element | null {
  let inner = element
  while (inner?.shadowRoot?.activeElement != null) inner = inner.shadowRoot.activeElement
  return inner
}
