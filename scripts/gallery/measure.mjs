/*
 * Runs in the page, and so may refer to nothing outside: the words that are cut off, wrap within a button or stand outside
 * of their window. Measured rather than compared with pictures, so that fonts of another computer make no difference.
 */
export function measure() {
  const faults = []
  const label = (element) =>
    `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60)}”`
  const isShown = (element) => {
    const { width, height } = element.getBoundingClientRect()
    return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true })
  }
  const linesOf = (element) => {
    const range = document.createRange()
    const tops = []
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.data.trim() === '' || node.parentElement?.closest('.sr-only, small') !== null) continue
      range.selectNodeContents(node)
      for (const { top, height } of range.getClientRects()) if (height > 0) tops.push(Math.round(top))
    }
    return new Set(tops).size
  }
  /** Words that lack a part of a pixel end in an ellipsis all the same; the whole pixels of `scrollWidth` hide it. */
  const isEllipsed = (element) => {
    const isWords = element.childElementCount === 0 && getComputedStyle(element).textOverflow === 'ellipsis'
    if (!isWords) return false
    const words = document.createRange()
    words.selectNodeContents(element)
    return words.getBoundingClientRect().width > element.getBoundingClientRect().width + 0.01
  }
  for (const button of document.querySelectorAll('button.button, nav button')) {
    if (!isShown(button) || button.matches('.two *, .again *')) continue
    if (linesOf(button) > 1) faults.push(`${label(button)} takes more than one line`)
  }
  // A name or a number may be cut where its title has the whole of it; what scrolls is not cut.
  for (const element of document.querySelectorAll(
    'button, label, th, h2, h1, strong, .label, .second, .word',
  )) {
    if (
      !isShown(element) ||
      element.matches('strong[title], [title] > strong, th[title], th[title] > button')
    )
      continue
    const { overflowX } = getComputedStyle(element)
    if (overflowX === 'visible' || overflowX === 'auto' || overflowX === 'scroll') continue
    if (element.scrollWidth > element.clientWidth + 1 || isEllipsed(element))
      faults.push(`${label(element)} is cut off`)
  }
  const root = document.documentElement
  if (root.scrollWidth > root.clientWidth) faults.push('the page is wider than its window')
  return faults
}
