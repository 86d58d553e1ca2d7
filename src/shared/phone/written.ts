import { extensionWords, phoneWords } from './labels'

/*
 * How numbers are written: runs of digits with their formatting, what may follow a run, and the placeholder that
 * Brazilians write for the carrier's code.
 */

/** Digits with nothing but formatting between them. */
export type Run = {
  readonly start: number
  readonly end: number
  readonly text: string
}

const dialledRun = /[(]{0,2}(?:\+[ (]{0,2})?[\d*#](?:[ ().-]{0,4}[\d*#])*\)?/g
const copiedRun = /[(]{0,2}(?:\+[ (]{0,2})?\d(?:[ ().-]{0,4}\d)*\)?/g

export const runsIn = (plain: string, how: 'dialled' | 'copied'): readonly Run[] =>
  [...plain.matchAll(how === 'dialled' ? dialledRun : copiedRun)].map(({ index, 0: text }) => ({
    start: index,
    end: index + text.length,
    text,
  }))

/** The groups of digits in a run: `11`, `99999` and `0000` in `(11) 99999-0000`. */
export const groupsOf = (text: string): readonly string[] => text.match(/[\d*#]+/g) ?? []

/** Country codes after which the zero of an area code is dialled from abroad too: Italy, San Marino, the Vatican. */
const keepsZero = /^(?:\+|00)(?:39|378|379)/

/**
 * What is dialled of a run: its digits without formatting. The zero in `+55 (0)11` and `+55 011` is left out, because
 * it is dialled only within the country.
 */
export function dialledOf(text: string): string {
  const digits = text.replace(/[^\d*#+]/g, '')
  if (!/^(?:\+|00)[1-9]/.test(digits) || keepsZero.test(digits)) return digits
  return withoutBracketedZero(text, digits).replace(/^(\+|00)550+/, '$155')
}

function withoutBracketedZero(text: string, digits: string): string {
  const [, code] = /^[^\d]*(?:00)?[ (]*([1-9]\d{0,2})[ ).-]*\( ?0/.exec(text) ?? []
  if (code === undefined) return digits
  const at = digits.indexOf(code) + code.length
  return digits.slice(0, at) + digits.slice(at + 1)
}

/** Matches when a local number follows. */
const localAhead = String.raw`(?=\(?9?[ .-]?\d{4}[ .-]{0,3}\d{4}(?!\d))`
const areaAhead = String.raw`(?=\(? ?[1-9][1-9] ?\)?[ .)-]{0,3}9?[ .-]?\d{4}[ .-]{0,3}\d{4}(?!\d))`
const carrierPlaces: readonly RegExp[] = [
  // `0xx11`, `(0xx11)`, `0-XX-11`, `0**11`, `0 (operadora) 11`.
  new RegExp(
    String.raw`(?<![\p{L}\d*#])(\(?) ?[0oO][ (.+-]{0,3}(?:[xX×] ?[xX×]|\* ?\*|operadora|prestadora)[ ).+-]{0,3}${areaAhead}`,
    'gu',
  ),
  // `(xx11)`, `(**11)`, `xx 11`.
  new RegExp(String.raw`(?<![\p{L}\d*#])(\()(?:[xX×]{2}|\*{2})[ ).-]{0,3}${areaAhead}`, 'gu'),
  new RegExp(String.raw`(?<![\p{L}\d*#])()[xX×]{2}[ .-]{0,2}${areaAhead}`, 'gu'),
]

/** An area code in another cell, line or word than its number: `11 / 3333-4444`, `DDD 11 Tel 3333-4444`. */
const areaApart = [
  String.raw`(?<![\d/+(-]|[\d)] ?)(\(?0?[1-9][1-9]\)?)(?: ?[/|] ?|[ \t]*[\t\n]+[ \t]*)${localAhead}`,
  String.raw`(?<![\d/+-])(\(0?[1-9][1-9]\))[ ,;\t\n-]{0,3}(?:${phoneWords})[ .:]{0,3}${localAhead}`,
  String.raw`(?<![\p{L}\d])ddd:? {0,2}(\(?0?[1-9][1-9]\)?)[ ,;\t\n-]{0,3}(?:(?:${phoneWords})[ .:]{0,3})?${localAhead}`,
].map((pattern) => new RegExp(pattern, 'giu'))

/** The text without carrier placeholders, and with each number in one piece. */
export function inOnePiece(plain: string): string {
  // A nested placeholder appears only after the inner one was removed. Each pass makes the text shorter.
  let whole = plain
  for (let before = ''; before !== whole;) {
    before = whole
    whole = carrierPlaces.reduce((text, place) => text.replace(place, '$1'), whole)
  }
  const together = areaApart.reduce((text, apart) => text.replace(apart, '$1 '), whole)
  // A number broken at the end of a line.
  return together.replace(/(\d{4,5}-)[ \t]*\n[ \t]*(?=\d{4}(?!\d))/g, '$1')
}

const behind: readonly RegExp[] = [
  new RegExp(
    String.raw`^[ ,;(./-]{0,4}(?:${extensionWords})s?[ .:]{0,3}\d{1,6}(?!\d)(?: ?(?:[/,]|e|a|ou) ?\d{1,6}(?![\d-]|[ .)]{0,2}\d))*\)?`,
    'i',
  ),
  // A single letter: `r. 12`, `x12`.
  /^[ ,;(/-]{0,3}[rx][.:]? ?\d{1,6}(?![\d-])\)?/i,
  /^;(?:ext|isub|phone-context|postd)=[\w.+*#,-]*(?:;[\w-]+=[\w.+*#,-]*)*/i,
  // Pauses, and digits that are sent after the call is answered.
  /^ ?(?:,{2,}|[,;pwPW](?=[\d*#]{1,7}(?![\d ().-]*\d{3})))[\d*#,;pwPW]*/,
  /^ ?# ?\d{1,6}(?!\d)/,
]

/** The text right after a number that belongs to it but is not dialled; "" for none. */
export function restAt(plain: string, at: number): string {
  const text = plain.slice(at, at + 60)
  for (const pattern of behind) {
    const [found = ''] = pattern.exec(text) ?? []
    if (found !== '') return found
  }
  return ''
}

/** Another line of the same customer, given by its last digits: `3333-4444/45`. */
export function endingAt(
  plain: string,
  at: number,
): { readonly text: string; readonly digits: string } | null {
  const [text, slashed, worded] =
    /^(?: ?\/ ?(\d{1,4})| (?:e|ou|a|y|o|or) (\d{4}))(?![\d*#]|[ .-]{0,2}\d)/i.exec(
      plain.slice(at, at + 16),
    ) ?? []
  const digits = slashed ?? worded
  return text === undefined || digits === undefined ? null : { text, digits }
}
