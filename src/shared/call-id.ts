/** What the PABX calls a call: its ids are UUIDs, and others of that kind are taken too. */
export const callIdShape = /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$/

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** Shorter, and it could be a number or a word that somebody mistyped. */
const SURELY_AN_ID = 20

/** Whether a text pasted into the call field is the id of a call and not a number to dial. */
export function looksLikeCallId(text: string): boolean {
  const bare = text.trim()
  if (uuid.test(bare)) return true
  return bare.length >= SURELY_AN_ID && callIdShape.test(bare) && /\d/.test(bare) && /[a-z]/i.test(bare)
}
