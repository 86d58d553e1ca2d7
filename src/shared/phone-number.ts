const SHORTEST = 2
const LONGEST = 32

/**
 * A number as the PABX takes it: digits, `*`, `#` and a leading `+`, 2 to 32 characters; formatting is
 * stripped. Null for anything else.
 */
export function parseNumber(text: string): string | null {
  const bare = text
    .normalize('NFKC')
    .replace(/[\s().\-/\u2010-\u2015\u2060\u200b-\u200f\u202a-\u202e\u00ad]/g, '')
  if (!/^\+?[0-9*#]+$/.test(bare)) return null
  return bare.length >= SHORTEST && bare.length <= LONGEST ? bare : null
}

/** `2026-11-24`, `24/11/2026`, `13:55:07`: figures that nobody dials. */
const dateOrTime = /\b(\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}\/\d{2,4}|\d{1,2}:\d{2}(:\d{2})?)\b/g

/** The first phone number in a longer text (a clipboard, say): 8 digits or more, or the whole text; else null. */
export function findNumber(text: string): string | null {
  const short = text.slice(0, 2_000).replace(dateOrTime, ' | ')
  const whole = parseNumber(short)
  if (whole !== null) return whole
  for (const [candidate] of short.matchAll(/\+?\(?\d[\d\s().\-/]{6,}\d/g)) {
    const number = parseNumber(candidate)
    if (number !== null) return number
  }
  return null
}
