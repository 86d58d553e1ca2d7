import { everydayNumber } from './brazil'
import { readNumbers } from './phone-number'
import { plainText } from './plain-text'
import { dialledOf, groupsOf, runsIn, type Run } from './written'

/** Where a number stands in a text, and what is dialled for it. */
export type NumberPlace = { readonly start: number; readonly end: number; readonly number: string }

/** Shorter figures in a page are hardly ever numbers; an agent can still select and dial them. Digits. */
const SHORTEST = 8
/** How much of a text around a number is read with it: the word before it, and what would make it part of more. */
const BEFORE = 60
const AFTER = 40

/** At least that many digits, with nothing between them that a number could not have. */
const digitsAhead = new RegExp(String.raw`\p{Nd}(?:[^\p{L}\p{Nd}]{0,6}\p{Nd}){${SHORTEST - 1}}`, 'u')

/**
 * Every telephone number in a text of a page, with its place. The same reader decides as for a copied text; each number
 * is read with the text around it.
 */
export function numbersIn(text: string): readonly NumberPlace[] {
  // Most texts of a page have no digit at all, and that is seen at once.
  if (!/\d|[^\x00-\x7f]/.test(text)) return []
  const alone = aloneIn(text)
  if (alone !== null) return [alone]
  if (!digitsAhead.test(text)) return []
  const plain = plainText(text)
  const placeOf = plain.length === text.length ? (at: number) => at : placesOf(text, plain)
  if (placeOf === null) return []
  return runsIn(plain, 'copied')
    .filter((run) => digitsOf(run.text).length >= SHORTEST)
    .flatMap((run) => placesIn(run, plain))
    .map(({ start, end, number }) => ({ start: placeOf(start), end: placeOf(end), number }))
}

/** `(11) 99999-8888` and nothing else, as in a cell of a table. */
const cell = /^(\s*)(\((\d\d)\) ?(9?\d{4})-(\d{4}))\s*$/

/** The number of a text that has nothing else: what the reader finds there too, without its work. */
function aloneIn(text: string): NumberPlace | null {
  const [, before = '', written = '', area = '', start = '', end = ''] = cell.exec(text) ?? []
  const number = area + start + end
  if (!everydayNumber.test(number)) return null
  return { start: before.length, end: before.length + written.length, number }
}

const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** The numbers of one run of digits: usually one, several where nothing but spaces is between them, or none. */
function placesIn(run: Run, plain: string): readonly NumberPlace[] {
  const reading = readNumbers(plain.slice(Math.max(0, run.start - BEFORE), run.end + AFTER), 'copied')
  if (reading === null) return []
  const read = [reading, ...reading.others].map(({ number }) => number)
  const whole = dialledOf(run.text)
  // A number without an area code takes that of the one before it, and one behind a carrier's placeholder its zero.
  const meant = read.find((number) => number === whole || number.endsWith(digitsOf(whole)))
  if (meant !== undefined) return [{ start: run.start, end: run.end, number: meant }]
  return partsOf(run, read)
}

function partsOf(run: Run, read: readonly string[]): readonly NumberPlace[] {
  const places: NumberPlace[] = []
  let at = 0
  const groups = groupsOf(run.text)
  for (let from = 0; from < groups.length;) {
    const found = longestFrom(groups, from, read)
    const parts = groups.slice(from, found?.to ?? from + 1)
    const start = run.text.indexOf(parts[0] ?? '', at)
    for (const part of parts) at = run.text.indexOf(part, at) + part.length
    from += parts.length
    if (found === null) continue
    const opened = /[(+]+$/.exec(run.text.slice(0, start))?.[0].length ?? 0
    places.push({ start: run.start + start - opened, end: run.start + at, number: found.number })
  }
  return places
}

function longestFrom(
  groups: readonly string[],
  from: number,
  read: readonly string[],
): { readonly to: number; readonly number: string } | null {
  for (let to = groups.length; to > from; to--) {
    const digits = groups.slice(from, to).join('')
    const number = read.find((one) => digitsOf(one) === digits)
    if (number !== undefined) return { to, number }
  }
  return null
}

/**
 * The place in the text of each place in its plain form, which differs in length where marks are invisible or written
 * apart; null when the plain form is not made letter by letter.
 */
function placesOf(text: string, plain: string): ((at: number) => number) | null {
  const places: number[] = []
  let at = 0
  for (const letter of text) {
    const { length } = plainText(letter)
    for (let index = 0; index < length; index++) places.push(at)
    at += letter.length
  }
  if (places.length !== plain.length) return null
  places.push(at)
  return (place) => places[place] ?? at
}
