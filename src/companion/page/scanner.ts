import { numbersIn } from '../../shared/phone/places'
import type { Marks, Piece } from './marks'

/*
 * Finds the numbers of a page: when it is there, and wherever it changes. Works in slices, while the page has nothing
 * else to do.
 */

/** Where a click has a meaning of its own, where an agent types, and what nobody sees. */
const LEFT_ALONE =
  'a[href],area,button,input,textarea,select,option,script,style,noscript,template,iframe,object,canvas,svg,math,' +
  'head,[contenteditable]:not([contenteditable="false" i]),[role="button" i],[role="link" i],[role="textbox" i]'

/** Of a slice; a page draws sixty times a second. Milliseconds. */
const SLICE_MS = 8
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
      if (!step(walk)) walk = null
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

  /** Reads the next element; false when there is none. */
  function step(walker: TreeWalker): boolean {
    const node = walker.currentNode
    if (!node.isConnected) {
      // The page has exchanged what was being read: the rest is found from the beginning.
      waiting.add(walker.root)
      return false
    }
    if (node instanceof Element) lookInto(node)
    readTexts(node)
    return walker.nextNode() !== null
  }

  function lookInto(element: Element): void {
    const { shadowRoot } = element
    if (shadowRoot !== null) {
      if (seen.has(shadowRoot)) return
      seen.add(shadowRoot)
      follow(shadowRoot)
    } else if (element.localName.includes('-') && custom.size < MOST_CUSTOM) custom.add(element)
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

const elementOf = (node: Node): Element | null =>
  node instanceof Element ? node : node instanceof ShadowRoot ? node.host : null

/** Goes through the elements of a part of the page; null when it is gone, or none of the extension's business. */
function walkOf(node: Node): TreeWalker | null {
  if (!node.isConnected || isLeftAlone(elementOf(node))) return null
  return document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT, (next) =>
    next instanceof Element && next.matches(LEFT_ALONE) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  )
}

/** Whether the element, or one around it in this tree or an outer one, is left alone. */
function isLeftAlone(element: Element | null): boolean {
  if (document.designMode === 'on') return true
  for (let at = element; at !== null;) {
    if (at.closest(LEFT_ALONE) !== null) return true
    const root = at.getRootNode()
    at = root instanceof ShadowRoot ? root.host : null
  }
  return false
}
