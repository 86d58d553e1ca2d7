import type { NumberPlace } from '../../shared/phone/places'

/*
 * The numbers that are shown as links. A page's document is not touched: the browser paints the ranges, by a highlight
 * of its own, and a click is compared with where they lie.
 */

const NAME = 'vocom-bar-number'
const STYLE = `::highlight(${NAME}) { text-decoration: underline dotted; text-decoration-thickness: 1px; }`
/** While the pointer is over a number. */
const POINTER = '* { cursor: pointer !important; }'

export type Mark = { readonly range: StaticRange; readonly number: string }
/** A text of a page: the pieces of text that stand next to each other in one element. */
export type Piece = readonly Text[]

export function createMarks() {
  const highlight = new Highlight()
  CSS.highlights.set(NAME, highlight)
  const all = new Map<Node, readonly Mark[]>()
  const sheet = sheetOf(STYLE)
  const pointer = sheetOf(POINTER)
  const roots = new Set<Document | ShadowRoot>()
  /** Found, and not painted yet. */
  const unpainted = new Set<StaticRange>()

  function clear(parent: Node): void {
    for (const { range } of all.get(parent) ?? []) {
      highlight.delete(range)
      unpainted.delete(range)
    }
    all.delete(parent)
  }

  return {
    /** Styles count inside their own tree alone. */
    style: (root: Document | ShadowRoot): void => {
      roots.add(root)
      if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet)
    },
    clear,
    has: (parent: Node): boolean => all.has(parent),
    add: (parent: Node, pieces: Piece, places: readonly NumberPlace[]): void => {
      const marks = places.map(({ start, end, number }): Mark => {
        const [startContainer, startOffset] = pointIn(pieces, start)
        const [endContainer, endOffset] = pointIn(pieces, end)
        const range = new StaticRange({ startContainer, startOffset, endContainer, endOffset })
        unpainted.add(range)
        return { range, number }
      })
      all.set(parent, [...(all.get(parent) ?? []), ...marks])
    },
    /** Shows what was found. The browser lays the page out and paints it anew, so many are shown at once. */
    paint: (): void => {
      for (const range of unpainted) highlight.add(range)
      unpainted.clear()
    },
    /** Forgets the numbers of elements that the page has taken out. */
    sweep: (): void => {
      for (const parent of all.keys()) if (!parent.isConnected) clear(parent)
    },
    /** The number under that point of the element. */
    at: (element: Node, x: number, y: number): Mark | null =>
      all.get(element)?.find(({ range }) => isUnder(range, x, y)) ?? null,
    point: (is: boolean): void => {
      for (const root of roots) {
        const others = root.adoptedStyleSheets.filter((other) => other !== pointer)
        root.adoptedStyleSheets = is ? [...others, pointer] : others
      }
    },
    stop: (): void => {
      CSS.highlights.delete(NAME)
      for (const root of roots)
        root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet && one !== pointer)
      all.clear()
    },
  }
}

export type Marks = ReturnType<typeof createMarks>

function sheetOf(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(text)
  return sheet
}

/** The node and offset of a place in the joined text. */
function pointIn(pieces: Piece, place: number): readonly [Text, number] {
  let before = 0
  for (const piece of pieces) {
    if (place <= before + piece.length) return [piece, place - before]
    before += piece.length
  }
  throw new Error('a place behind the text')
}

function isUnder(range: StaticRange, x: number, y: number): boolean {
  if (!range.startContainer.isConnected) return false
  const live = document.createRange()
  live.setStart(range.startContainer, range.startOffset)
  live.setEnd(range.endContainer, range.endOffset)
  return [...live.getClientRects()].some(
    ({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom,
  )
}
