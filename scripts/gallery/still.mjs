/*
 * What the page does to stand still: runs in it, and so may refer to nothing outside.
 * Two pictures of one state differ only in what somebody changed: figures that count are the same in both, and as long as
 * they get.
 */
export function standStill() {
  if (window.standsStill === true) return
  window.standsStill = true
  // A sheet that is adopted, because the page's policy allows no style that stands in it.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
    *, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important }
    ::-webkit-scrollbar { display: none }`)
  document.adoptedStyleSheets.push(sheet)

  // The demo PABX listens on another port each time.
  for (const field of document.querySelectorAll('input'))
    if (field.value.startsWith('http://127.0.0.1')) field.value = 'https://pabx.example.com'

  const places = [
    ['.state time', '12:04'],
    ['.state .second', '48:40'],
    ['.call .total', '02:31'],
    ['.call .label', '00:12'],
    ['time', '10:15'],
  ]
  const still = (node) => {
    const element = node.parentElement
    if (element === null || !/\d/.test(node.data)) return
    const [, figure] = places.find(([place]) => element.closest(place) !== null) ?? [null, null]
    const told = node.data
      .replace(/\d{1,2}(:\d\d){1,2}/g, (found) => figure ?? found)
      .replace(/\b\d+ s\b/g, '48 s')
      .replace(/^\d+ min$/, '12 min')
    if (told !== node.data) node.data = told
  }
  const all = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) still(node)
  }
  all(document.body)
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (target instanceof Text) still(target)
      else all(target)
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
}
