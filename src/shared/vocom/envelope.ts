/*
 * The envelope of an answer, `{"response": {…}}`. A real server writes PHP's notices before or behind it, so it is
 * looked for in the whole text, and the content type decides nothing.
 */

/** A body that repeats the beginning of an envelope more often than this is not worth more time. */
const BEGINNINGS_TRIED = 5

type Found = {
  /** What the object inside the envelope says, or the body's own JSON where it has no envelope. */
  readonly inner: unknown
  readonly isWrapped: boolean
}

/** The envelope of an answer; `undefined` where the text holds none and is no JSON either. */
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

/** The position behind the brace that closes the object opened there; -1 where the text ends first. */
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
