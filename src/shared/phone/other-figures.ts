/*
 * Figures that nobody dials, though a part of each would make a number: addresses, ids, documents, dates, amounts.
 * They are taken out of a text before a number is looked for in it. Every pattern reads a text once, from left to right.
 */

/** Stands where something was taken out. */
export const TAKEN_OUT = '\u0000'

const figures: readonly RegExp[] = [
  // Ids: UUIDs, and what stands in braces for something that was never filled in.
  /(?<![\da-f])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\da-f])/gi,
  // Addresses of computers: `192.168.100.200`, with a port or without; MAC and IPv6.
  /(?<![\d.+])\d{1,3}(?:\.\d{1,3}){3}(?::\d+|\/\d+)?(?!\.?\d)/g,
  /(?<![\da-f:-])[\da-f]{2}(?:([:-])[\da-f]{2})(?:\1[\da-f]{2}){4}(?![\da-f])/gi,
  /(?<![\da-f:])[\da-f]{1,4}(?::{1,2}[\da-f]{1,4}){3,}(?![\da-f:])/gi,
  // Money: `R$ 1.234.567,89`, `1.234.567,89`, `12.345.678`, `12345678.90`.
  /(?:R\$|US\$|[$€£])\s*\d[\d.,]*/g,
  /(?<![\d.-])\d[\d.]*,\d{2}(?!\d)/g,
  /(?<![\d.,-])\d{3,}[.,]\d{1,2}(?![\d.,-]*\d)/g,
  // CNPJ, CPF, their short forms, RG, PIS and CEP: `12.345.678/0001-90`, `123.456.789-09`, `01310-100`.
  /(?<!\d)\d{2}\.?\d{3}\.?\d{3} ?\/ ?\d{4} ?-? ?\d{2}(?!\d)/g,
  /(?<!\d)\d{3}[. ]?\d{3}[. ]?\d{3} ?- ?\d{2}(?!\d)/g,
  /(?<!\d)\d{3}[. ]\d{3}[. ]\d{3}[. ]\d{2}(?!\d)/g,
  /(?<!\d)\d{3}\.\d{5}\.\d{2}-\d(?!\d)/g,
  /(?<![\d.])\d{1,2}(?:\.\d{3}){2,}(?:-[\dXx])?(?!\.?\d)/g,
  /(?<![\d-])\d{2}\.?\d{3} ?- ?\d{3}(?!-?\d)/g,
  // A lawsuit: `0001234-56.2026.8.26.0100`.
  /(?<!\d)\d{7}-\d{2}\.\d{4}\.\d\.\d{2}\.\d{4}(?!\d)/g,
  // A place on the map: `-23.550520, -46.633308`.
  /(?<![\d.])\d{1,3}\.\d{5,7}(?![\d.-])/g,
  // Dates and times: `2026-11-24`, `24/11/2026`, `24.11.26`, `13:55:07`.
  /(?<![\d./-])(?:19|20)\d{2}([./-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?![\d/])/g,
  /(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)\d{2}|\d{2})(?![\d./]*\d)/g,
  /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)/g,
]

/** Between two years there is a hyphen as well: in a text that somebody copied, `2025-2026` is no number. */
const years = /(?<![\d./-])(?:19|20)\d{2} ?[ -] ?(?:19|20)\d{2}(?![\d./-])/g
/** Eight figures that are a day: `20261124`, `24112026`. */
const days =
  /(?<!\d)(?:(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d{2})(?!\d)/g

const takenOut = (text: string, patterns: readonly RegExp[]): string =>
  patterns.reduce((rest, pattern) => rest.replace(pattern, ` ${TAKEN_OUT} `), text)

export const withoutOtherFigures = (plain: string): string => takenOut(plain, figures)

/** Also without what may be a number where somebody types it, and hardly is one where somebody copied it. */
export const withoutCopiedFigures = (plain: string): string =>
  takenOut(plain.replace(/\S+/g, withoutPage).replace(/[^\s,;|<>"']+/g, withoutAddress), [
    ...figures,
    years,
    days,
  ])

/** A chat's address holds a whole number, by its definition with the country's code and without `+`. */
const chat = /(?:wa\.me\/|whatsapp[^\s?]*\?(?:[^\s#]*&)?phone=)(?:\+|%2B)?(\d{10,15})(?!\d)/i

/** A word that is a page's address is taken out whole. */
function withoutPage(word: string): string {
  const [, number] = chat.exec(word) ?? []
  if (number !== undefined) return ` +${number} `
  return word.includes('://') || /^[("'<]*www\./i.test(word) ? TAKEN_OUT : word
}

/** A word without what is a part of an address: of a page, a mailbox, a file. */
function withoutAddress(word: string): string {
  if (!/\d/.test(word) || /^\(?(?:tel|callto|sips?):/i.test(word)) return word
  const isAddress =
    word.includes('\\') ||
    /[a-z\d]@[a-z\d]/i.test(word) ||
    /[a-z]\.[a-z]{2,}(?:[/:?#]|$)/i.test(word) ||
    /(?:^|[a-z])\/[a-z][\w-]*\/[\w-]*\d/i.test(word)
  return isAddress ? TAKEN_OUT : word
}
