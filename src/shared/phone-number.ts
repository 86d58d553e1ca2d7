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

/** Figures that nobody dials, though each of them would make a number. */
const otherFigures: readonly RegExp[] = [
  // Addresses of computers: `192.168.100.200`, with a port or without.
  /(?<![\d.+])\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?!\.?\d)/g,
  // Money: `R$ 1.234.567,89`, `1.234.567,89`, `12.345.678`.
  /(?:R\$|US\$|[$€£])\s*\d[\d.,]*/g,
  /(?<![\d.-])\d[\d.]*,\d{2}(?!\d)/g,
  // CNPJ, CPF, their short forms, RG and CEP: `12.345.678/0001-90`, `123.456.789-09`, `01310-100`.
  /(?<!\d)\d{2}\.?\d{3}\.?\d{3}\/\d{4}-?\d{2}(?!\d)/g,
  /(?<!\d)\d{3}\.?\d{3}\.?\d{3}-\d{2}(?!\d)/g,
  /(?<![\d.])\d{1,2}(?:\.\d{3}){2,}(?:-[\dXx])?(?!\.?\d)/g,
  /(?<!\d)\d{2}\.?\d{3}-\d{3}(?!\d)/g,
  // Dates and times: `2026-11-24`, `24/11/2026`, `24.11.26`, `13:55:07`.
  /(?<![\d./-])(?:19|20)\d{2}([./-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?![\d/])/g,
  /(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)\d{2}|\d{2})(?![\d./]*\d)/g,
  /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)/g,
]

/** As Brazilians write where the carrier's code goes: `0xx11`. */
const carrierPlace = /0\s*[x×]{2}\s*(?=\)?\s*\d)/gi

/** No number of the world has more figures; one that begins with an access code may. */
const LONGEST_OF_THE_WORLD = 15

/**
 * The first phone number in a longer text (a clipboard, say): 8 digits or more, or the whole text; else null.
 * Amounts, documents, dates and addresses of computers are none.
 */
export function findNumber(text: string): string | null {
  const short = otherFigures.reduce(
    (rest, figures) => rest.replace(figures, ' | '),
    text.slice(0, 2_000).replace(carrierPlace, ''),
  )
  const whole = parseNumber(short)
  if (whole !== null) return isPlausible(whole) ? whole : null
  // Figures amid letters are part of a name or an id.
  for (const [candidate] of short.matchAll(/(?<![\p{L}\d_])\+?\(?\d[\d\s().\-/]{6,}\d(?![\p{L}\d_])/gu)) {
    const number = parseNumber(candidate)
    if (number !== null && isPlausible(number)) return number
  }
  return null
}

const isPlausible = (number: string): boolean =>
  /^[0+*#]/.test(number) || number.length <= LONGEST_OF_THE_WORLD
