/*
 * The envelope of an answer, `{"response": {…}}`. A real server may write PHP's notices before or after it, so the
 * whole text is searched for it, and the content type is ignored.
 */

/** How many possible beginnings of an envelope are tried before the body is given up. */
const BEGINNINGS_TRIED = 5

type Found = {
  /** The object inside the envelope, or the body's own JSON when it has no envelope. */
  readonly inner: unknown
  readonly isWrapped: boolean
}

/** The envelope of an answer; `undefined` when the text has none and is not JSON either. */
export function findEnvelope(body: string): Found | undefined {
  const whole = parseJson(body.replace(/^\uFEFF/, ''))
  if (whole !== undefined) return unwrapped(whole)
  let tried = 0
  for (const { index } of body.matchAll(/\{\s*"response"\s*:/g)) {
    if (++tried > BEGINNINGS_TRIED) return undefined
    const end = endOfObject(body, index)
    const json = end === -1 ? undefined : parseJson(body.slice(index, end))
    if (json !== undefined) return unwrapped(json)
  }
  return undefined
}

/** The position after the brace that closes the object opened there; -1 when the text ends first. */
function endOfObject(text: string, opening: number): number {
  let depth = 0
  let quoted = false
  for (let at = opening; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (quoted) {
      if (sign === BACKSLASH) at += 1
      else if (sign === QUOTE) quoted = false
    } else if (sign === QUOTE) quoted = true
    else if (sign === OPEN) depth += 1
    else if (sign === CLOSE && --depth === 0) return at + 1
  }
  return -1
}

const [QUOTE, BACKSLASH, OPEN, CLOSE] = [0x22, 0x5c, 0x7b, 0x7d]

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unwrapped(json: unknown): Found {
  const isWrapped = typeof json === 'object' && json !== null && 'response' in json
  return { inner: isWrapped ? json.response : json, isWrapped }
}
