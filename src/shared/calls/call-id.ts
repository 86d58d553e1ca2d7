import { callId, type CallId } from '../ids'

/** The shape of a call id. The PABX uses UUIDs; other ids of this shape are accepted too. */
export const callIdShape = /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$/

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/**
 * Some programs write an id in braces: `{ce36d513-…}`. Anything else in braces is a template that was never filled in.
 */
const braced = /^[{(<[](.*)[})>\]]$/

/** The id of a call as a link or a command names it; null when it cannot be one. */
export function bareCallId(text: string): CallId | null {
  const [, inner = ''] = braced.exec(text.trim()) ?? []
  const id = uuid.test(inner) ? inner : text.trim()
  return callIdShape.test(id) ? callId(id) : null
}

/** A shorter text could be a number, or a mistyped word. */
const SURELY_AN_ID = 20

/** A mail address also has the shape of an id. SIP call ids with an `@` begin with a long run of random hex digits. */
const mailbox = /^(?![\da-f-]{16,}@).*[a-z].*@[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}$/i

/** Whether a text pasted into the call field is the id of a call and not a number to dial. */
export function looksLikeCallId(text: string): boolean {
  const bare = text.trim()
  if (uuid.test(bare)) return true
  return (
    bare.length >= SURELY_AN_ID &&
    callIdShape.test(bare) &&
    /\d/.test(bare) &&
    /[a-z]/i.test(bare) &&
    !mailbox.test(bare)
  )
}

const uuidWithin =
  /(?<![^\s"'()<>[\]{}:=])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![^\s"'()<>[\]{},.;])/gi

/** The call id in a copied text: its only UUID, unless that is part of an address. */
export function callIdIn(copied: string): CallId | null {
  const text = copied
    .slice(0, 2_000)
    .replace(/\p{Cf}/gu, '')
    .trim()
  const ids = [...new Set([...text.matchAll(uuidWithin)].map(({ 0: id }) => id.toLowerCase()))]
  const [only, ...more] = ids
  return only === undefined || more.length > 0 ? null : callId(only)
}
