import type { Attachment } from 'svelte/attachments'

/** What covers the window goes with Escape, and with the focus. */
export const goesAway: Attachment<HTMLDetailsElement> = (details) => {
  const over = new AbortController()
  const { signal } = over
  details.addEventListener(
    'keydown',
    ({ key }) => {
      if (key !== 'Escape') return
      details.open = false
      details.querySelector('summary')?.focus()
    },
    { signal },
  )
  details.addEventListener(
    'focusout',
    ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !details.contains(relatedTarget)) details.open = false
    },
    { signal },
  )
  return () => over.abort()
}
