/*
 * Figures that are no telephone numbers, although a part of each could look like one: addresses, ids, documents, dates,
 * amounts. They are removed before a text is searched for numbers. Every pattern reads a text once, from left to right.
 */

/** Marks where something was removed. */
export const TAKEN_OUT = '\u0000'

const figures: readonly RegExp[] = [
  // Ids: UUIDs, and templates in braces that were never filled in.
  /(?<![\da-f])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\da-f])/gi,
  // Network addresses: `192.168.100.200`, with or without a port; MAC and IPv6.
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
  // Court cases: `0001234-56.2026.8.26.0100`.
  /(?<!\d)\d{7}-\d{2}\.\d{4}\.\d\.\d{2}\.\d{4}(?!\d)/g,
  // Coordinates: `-23.550520, -46.633308`.
  /(?<![\d.])\d{1,3}\.\d{5,7}(?![\d.-])/g,
  // Dates and times: `2026-11-24`, `24/11/2026`, `24.11.26`, `13:55:07`.
  /(?<![\d./-])(?:19|20)\d{2}([./-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?![\d/])/g,
  /(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)\d{2}|\d{2})(?![\d./]*\d)/g,
  /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)/g,
]

/** Two years with a hyphen or space: in a copied text, `2025-2026` is no number. */
const years = /(?<![\d./-])(?:19|20)\d{2} ?[ -] ?(?:19|20)\d{2}(?![\d./-])/g
/** Eight digits that are a date: `20261124`, `24112026`. */
const days =
  /(?<!\d)(?:(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d{2})(?!\d)/g

const takenOut = (text: string, patterns: readonly RegExp[]): string =>
  patterns.reduce((rest, pattern) => rest.replace(pattern, ` ${TAKEN_OUT} `), text)

export const withoutOtherFigures = (plain: string): string => takenOut(plain, figures)

/** Also without figures that could be a number if typed, but hardly are one in a copied text. */
export const withoutCopiedFigures = (plain: string): string =>
  takenOut(plain.replace(/\S+/g, withoutPage).replace(/[^\s,;|<>"']+/g, withoutAddress), [
    ...figures,
    years,
    days,
  ])

/** A chat address contains a complete number: with the country code and without `+`. */
const chat = /(?:wa\.me\/|whatsapp[^\s?]*\?(?:[^\s#]*&)?phone=)(?:\+|%2B)?(\d{10,15})(?!\d)/i

/** Removes a word that is a web address. */
function withoutPage(word: string): string {
  const [, number] = chat.exec(word) ?? []
  if (number !== undefined) return ` +${number} `
  return word.includes('://') || /^[("'<]*www\./i.test(word) ? TAKEN_OUT : word
}

/** Removes the parts of a word that belong to a web, mail or file address. */
function withoutAddress(word: string): string {
  if (!/\d/.test(word) || /^\(?(?:tel|callto|sips?):/i.test(word)) return word
  const isAddress =
    word.includes('\\') ||
    /[a-z\d]@[a-z\d]/i.test(word) ||
    /[a-z]\.[a-z]{2,}(?:[/:?#]|$)/i.test(word) ||
    /(?:^|[a-z])\/[a-z][\w-]*\/[\w-]*\d/i.test(word)
  return isAddress ? TAKEN_OUT : word
}
