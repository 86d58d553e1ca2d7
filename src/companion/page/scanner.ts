import { numbersIn } from '../../shared/phone/places'
import type { Marks, Piece } from './marks'

/*
 * Finds the numbers of a page: when it is there, and wherever it changes. Works in slices, while the page has nothing
 * else to do.
 */

/** Elements in which a click has a meaning of its own, an agent types, or nobody sees the text. */
const isLeftAloneName = new Set(
  'area button canvas head iframe input math noscript object option script select style svg template textarea'.split(
    ' ',
  ),
)
/** The same by what is written on an element. */
const LEFT_ALONE =
  'a[href],[contenteditable]:not([contenteditable="false" i]),[role="button" i],[role="link" i],[role="textbox" i]'
/** Besides elements with a name of their own, the only ones that can have a shadow root. */
const isPossibleHost = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
)

/** Of a slice; a page draws sixty times a second. Milliseconds. */
const SLICE_MS = 8
/** Between two looks at the clock, which costs more than a node. */
const NODES_AT_ONCE = 16
/** A page that is busy all the time is read nevertheless. Milliseconds. */
const LATEST_MS = 500
/** In a page that changes all the time, what was found is shown after this long. Milliseconds. */
const PAINT_MS = 300
const SWEEP_MS = 1_000
/** Of a longer text, such as a log, the beginning. Characters. */
const LONGEST_TEXT = 20_000
/** Elements that may get a shadow root later. */
const MOST_CUSTOM = 500

export function createScanner(marks: Marks) {
  /** Parts of the page to read, and elements of which only the own text has changed. */
  const waiting = new Set<Node>()
  const changed = new Set<Node>()
  const custom = new Set<Element>()
  const seen = new WeakSet<ShadowRoot>()
  /** Whether the texts in an element are left alone, where that was asked in this slice. */
  const leftAlone = new Map<Element, boolean>()
  const observers: MutationObserver[] = []
  let walk: TreeWalker | null = null
  let isPlanned = false
  let sweeping: ReturnType<typeof setTimeout> | null = null
  let isStopped = false
  let unpaintedSince: number | null = null

  function plan(): void {
    if (isPlanned || isStopped) return
    isPlanned = true
    requestIdleCallback(work, { timeout: LATEST_MS })
  }

  function sweepLater(): void {
    sweeping ??= setTimeout(() => {
      sweeping = null
      marks.sweep()
    }, SWEEP_MS)
  }

  function follow(root: Document | ShadowRoot): void {
    marks.style(root)
    const observer = new MutationObserver((changes) => {
      for (const { type, target, addedNodes, removedNodes } of changes) {
        if (removedNodes.length > 0) sweepLater()
        // A text that changed is read with its neighbours.
        const parent = type === 'characterData' ? target.parentNode : target
        if (parent !== null && (type === 'characterData' || hasText(removedNodes) || hasText(addedNodes)))
          changed.add(parent)
        for (const node of addedNodes) if (node instanceof Element) waiting.add(node)
      }
      plan()
    })
    observer.observe(root, { subtree: true, childList: true, characterData: true })
    observers.push(observer)
    waiting.add(root)
    plan()
  }

  function work(): void {
    isPlanned = false
    if (isStopped) return
    const began = performance.now()
    lookForShadows()
    // The page may have exchanged what was being read: the rest is found from the beginning.
    if (walk !== null && !walk.currentNode.isConnected) {
      waiting.add(walk.root)
      walk = null
    }
    leftAlone.clear()
    let isMore = true
    while (isMore && performance.now() - began < SLICE_MS) isMore = workOn()
    unpaintedSince ??= began
    if (!isMore || began - unpaintedSince > PAINT_MS) {
      unpaintedSince = null
      marks.paint()
    }
    if (isMore) plan()
  }

  /** Does the next small thing; false when there is nothing to do. */
  function workOn(): boolean {
    if (walk !== null) {
      for (let nodes = 0; nodes < NODES_AT_ONCE && walk !== null; nodes++) if (!step(walk)) walk = null
      return true
    }
    const [parent] = changed
    if (parent !== undefined) {
      changed.delete(parent)
      if (parent.isConnected && !isLeftAlone(elementOf(parent))) readTexts(parent)
      return true
    }
    const [next] = waiting
    if (next === undefined) return false
    waiting.delete(next)
    walk = walkOf(next)
    return true
  }

  /** Reads the next element or text; false when there is none. */
  function step(walker: TreeWalker): boolean {
    const node = walker.currentNode
    if (node.nodeType === Node.TEXT_NODE) readWithNeighbours(node as Text)
    else if (node instanceof Element) {
      if (isLeftAloneName.has(node.localName)) return goPast(walker)
      lookInto(node)
    }
    return walker.nextNode() !== null
  }

  /** A text is read at the first of its pieces that holds a digit, together with the others. */
  function readWithNeighbours(text: Text): void {
    const { parentNode } = text
    if (parentNode === null) return
    // The text may have changed while its element was out of the page.
    if (marks.has(parentNode)) changed.add(parentNode)
    if (!mayHold(text) || isLeftAlone(elementOf(parentNode))) return
    // Most texts have an element for themselves.
    if (text.previousSibling === null && text.nextSibling === null && !marks.has(parentNode))
      readPieces(parentNode, [text])
    else changed.add(parentNode)
  }

  /** Whether the texts of that element are left alone. Most stand beside others in the same row or list. */
  const isLeftAlone = (element: Element | null): boolean =>
    element !== null && (isLeftAloneItself(element) || isInLeftAlone(element))

  function isInLeftAlone(element: Element): boolean {
    const around = elementOf(element.parentNode)
    if (around === null) return document.designMode === 'on'
    const known = leftAlone.get(around)
    if (known !== undefined) return known
    const is = isLeftAloneItself(around) || isInLeftAlone(around)
    leftAlone.set(around, is)
    return is
  }

  /** Goes through a part of the page; null when it is gone, or none of the extension's business. */
  const walkOf = (node: Node): TreeWalker | null =>
    !node.isConnected || isLeftAlone(elementOf(node))
      ? null
      : document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)

  function lookInto(element: Element): void {
    const { localName } = element
    const isCustom = localName.includes('-')
    if (!isCustom && !isPossibleHost.has(localName)) return
    const { shadowRoot } = element
    if (shadowRoot !== null) {
      if (seen.has(shadowRoot)) return
      seen.add(shadowRoot)
      follow(shadowRoot)
    } else if (isCustom && custom.size < MOST_CUSTOM) custom.add(element)
  }

  /** Some elements get their shadow root only after they were put into the page. */
  function lookForShadows(): void {
    for (const element of custom) {
      if (element.isConnected && element.shadowRoot === null) continue
      custom.delete(element)
      if (element.isConnected) lookInto(element)
    }
  }

  function readTexts(parent: Node): void {
    marks.clear(parent)
    const { firstChild } = parent
    // Nearly every element has no text or one, and nearly every text no digit.
    if (firstChild === parent.lastChild) {
      if (firstChild instanceof Text && mayHold(firstChild)) readPieces(parent, [firstChild])
      return
    }
    let pieces: Text[] = []
    const read = (): void => {
      if (pieces.some(mayHold)) readPieces(parent, pieces)
      pieces = []
    }
    for (let child = firstChild; child !== null; child = child.nextSibling) {
      // Frameworks put comments between the pieces of one text.
      if (child instanceof Text) pieces.push(child)
      else if (child.nodeType !== Node.COMMENT_NODE) read()
    }
    read()
  }

  function readPieces(parent: Node, pieces: Piece): void {
    const text = pieces.map(({ data }) => data).join('')
    const places = numbersIn(text.slice(0, LONGEST_TEXT))
    if (places.length > 0) marks.add(parent, pieces, places)
  }

  return {
    follow,
    stop: (): void => {
      isStopped = true
      for (const observer of observers) observer.disconnect()
      if (sweeping !== null) clearTimeout(sweeping)
    },
  }
}

/** Whether a number could begin in there: a digit of any script. */
const mayHold = ({ data }: Text): boolean => /\d|[^\x00-\x7f]/.test(data)

const hasText = (nodes: NodeList): boolean => [...nodes].some((node) => node instanceof Text)

/** The element itself, or the one that a shadow tree belongs to; null for the document. */
const elementOf = (node: Node | null): Element | null =>
  node instanceof Element ? node : node instanceof ShadowRoot ? node.host : null

/** Goes to what follows the element and all that is in it; false when there is nothing. */
function goPast(walker: TreeWalker): boolean {
  do if (walker.nextSibling() !== null) return true
  while (walker.parentNode() !== null)
  return false
}

const isLeftAloneItself = (element: Element): boolean =>
  isLeftAloneName.has(element.localName) || (element.hasAttributes() && element.matches(LEFT_ALONE))
