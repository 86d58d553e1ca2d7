/** What the PABX calls a call: its ids are UUIDs, and others of that kind are taken too. */
export const callIdShape = /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$/

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** As some programs write an id: `{ce36d513-…}`. An id of another kind in braces is a template that nobody filled in. */
const braced = /^[{(<[](.*)[})>\]]$/

/** The id of a call as a link or a command names it; null where it cannot be one. */
export function bareCallId(text: string): string | null {
  const [, inner = ''] = braced.exec(text.trim()) ?? []
  const id = uuid.test(inner) ? inner : text.trim()
  return callIdShape.test(id) ? id : null
}

/** Shorter, and it could be a number or a word that somebody mistyped. */
const SURELY_AN_ID = 20

/** A mailbox has the shape of an id as well; the ids of SIP calls with an `@` begin with figures that nobody chose. */
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

/** The id of a call in what somebody copied: the only UUID in it, unless it is a part of an address. */
export function callIdIn(copied: string): string | null {
  const text = copied
    .slice(0, 2_000)
    .replace(/\p{Cf}/gu, '')
    .trim()
  const ids = [...new Set([...text.matchAll(uuidWithin)].map(({ 0: id }) => id.toLowerCase()))]
  return ids.length === 1 ? (ids[0] ?? null) : null
}
