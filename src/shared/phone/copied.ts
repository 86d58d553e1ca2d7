import { isBehindCountryCode, isLocal, isNational } from './brazilian-plan'
import { labelBefore, labelsBefore, phoneWords, type Label } from './labels'
import { withoutCopiedFigures } from './other-figures'
import { plainText } from './plain-text'
import { readingOf, withEndings, type ReadNumber, type Reading } from './reading'
import { dialledOf, groupsOf, inOnePiece, restAt, runsIn, type Run } from './written'

/** No number in the world has more digits. */
const LONGEST_OF_THE_WORLD = 15
const SHORTEST_OF_THE_WORLD = 8

/**
 * The numbers in a copied text, whatever else it contains. A wrong number is worse than none, so digits that could be
 * part of something longer are ignored.
 */
export function readCopied(text: string): Reading | null {
  const plain = inOnePiece(withoutCopiedFigures(plainText(text)))
  const found: ReadNumber[] = []
  let at = 0
  for (const run of runsIn(plain, 'copied')) {
    if (run.start < at) continue
    const rest = restAt(plain, run.end)
    const label = labelBefore(plain, run.start)
    if (!standsAlone(plain, run, rest)) continue
    const numbers = isPlausible(run.text, label) ? [dialledOf(run.text)] : plausibleSplit(run.text)
    const last = numbers?.at(-1)
    if (numbers === null || last === undefined) continue
    at = run.end + rest.length
    const read = withEndings({ number: last, rest: rest.trim() }, plain, at)
    at += read.length
    found.push(...numbers.slice(0, -1).map((number) => ({ number, rest: '' })), ...read.found)
  }
  return readingOf(found.length > 0 ? found : shortNumbers(plain))
}

const phoneWordBefore = new RegExp(`(?:^|[^a-z])(?:${phoneWords})\\.?$`, 'i')

/**
 * Whether the signs around the run show that it is not part of something longer: a word, a path, a code, a percentage.
 */
function standsAlone(plain: string, { start, end }: Run, rest: string): boolean {
  const before = plain.slice(Math.max(0, start - 24), start)
  const [, touching = '', sign = ''] = /([\p{L}\d]?)([^\s\p{L}\d]?)$/u.exec(before) ?? []
  const bold = sign === '*' && plain[end] === '*'
  if (/[_@#\\=&%$€£~^\ufffd{]/.test(sign) || (sign === '*' && !bold)) {
    if (sign !== '=' || !phoneWordBefore.test(before.slice(0, -1))) return false
  }
  if (
    /[/.-]/.test(sign) &&
    touching !== '' &&
    /\p{L}/u.test(touching) &&
    !phoneWordBefore.test(before.slice(0, -1))
  )
    return sign === '.'
  if (sign === ':' && /\d/.test(touching)) return false
  if (sign === '-' && touching === '' && /\d$/.test(plain.slice(0, start))) return false
  if (sign === '-' && !/\s$/.test(before)) return false
  if (sign === '' && touching !== '' && !phoneWordBefore.test(before)) return false
  if (rest !== '') return true
  const after = plain.slice(end, end + 2)
  if (bold) return true
  return !/^(?:[\p{L}\d_@%*º°ª²³\ufffd}]|[-.:=][\p{L}\d])/u.test(after)
}

/** Whether digits grouped like this are a telephone number. */
function isPlausible(text: string, label: Label): boolean {
  const digits = dialledOf(text)
  const groups = groupsOf(text)
  if (digits.startsWith('+55')) return isBehindCountryCode(digits.slice(3))
  if (digits.startsWith('+'))
    return (
      digits.length > SHORTEST_OF_THE_WORLD && digits.length <= LONGEST_OF_THE_WORLD + 1 && digits[1] !== '0'
    )
  const formatted = /[()]/.test(text) || (groups.length > 1 && text.includes('-'))
  if (label === 'other' && !(formatted && digits.length >= 10)) return false
  if (isNational(digits)) return isGroupedAsNumber(groups)
  if (writtenWithArea.test(text)) return true
  if (isLocal(digits)) return isGroupedAsLocal(groups) || (groups.length === 1 && label === 'phone')
  if (/^00[1-9]\d{9,14}$/.test(digits)) return groups.length > 1 || isNational(digits.slice(2))
  return isForeignShape(text.replace(/[()]/g, '').trim(), groups)
}

/** The shape alone is enough, even with an area code that does not exist: the PABX refuses that one. */
const writtenWithArea = /^\((?:0 ?)?[1-9]\d\) ?(?:9[ .]?)?\d{4}[ .-]?\d{4}$|^[1-9]\d 9?\d{4}-\d{4}$/

/** A number ends in a group of four, seldom three or five, or is written in one piece or in pairs. */
function isGroupedAsNumber(groups: readonly string[]): boolean {
  const sizes = groups.map(({ length }) => length)
  const last = sizes.at(-1) ?? 0
  return (
    sizes.length === 1 ||
    [3, 4, 8, 9].includes(last) ||
    (last === 5 && sizes.at(-2) === 4) ||
    (last >= 6 && sizes.length === 2) ||
    (sizes.length >= 4 && sizes.every((size) => size <= 2))
  )
}

const isGroupedAsLocal = (groups: readonly string[]): boolean =>
  ['4 4', '5 4', '1 4 4', '3 3 3'].includes(groups.map(({ length }) => length).join(' '))

/** North America and France, where people write numbers without the country code. */
const isForeignShape = (text: string, groups: readonly string[]): boolean =>
  (groups.length >= 3 && /^(?:1[ .-]?)?[2-9]\d{2}[ .-]{1,2}\d{3}[ .-]\d{4}$/.test(text)) ||
  (groups.length === 5 && /^0[1-9](?:[ .-]\d{2}){4}$/.test(text))

/**
 * Two or more numbers with area codes, separated only by a space or hyphen; null when the text does not divide into
 * such numbers.
 */
export function plausibleSplit(text: string): readonly string[] | null {
  const groups = [...text.matchAll(/[(+]*\d+\)?/g)].map(({ 0: group }) => group)
  if (groups.length > 16) return null
  const split = (from: number): readonly string[] | null => {
    if (from === groups.length) return []
    for (let to = groups.length; to > from + 1; to--) {
      const part = groups.slice(from, to).join(' ')
      if (part.replace(/\D/g, '').length < 10 || !isPlausible(part, null)) continue
      const others = split(to)
      if (others !== null) return [dialledOf(part), ...others]
    }
    return null
  }
  const numbers = split(0)
  return numbers !== null && numbers.length > 1 ? numbers : null
}

/** A text of nothing but extensions, or of the three digits of a public service: `2000`, `2001/2002`, `190`. */
function shortNumbers(plain: string): readonly ReadNumber[] {
  const words = plain
    .trim()
    .replace(labelsBefore, '')
    .replace(/[.,;]$/, '')
    .split(/ ?[/,;|\t\n] ?| (?:e|ou) /)
  const isShort = words.every((word) => /^\d{2,6}$/.test(word))
  const alike = words.every(({ length }) => length === words[0]?.length && length >= 3)
  if (!isShort || (words.length > 1 && !alike)) return labelledShort(plain)
  return words.map((number) => ({ number, rest: '' }))
}

/** `disque 190 em caso de incêndio`, `fale no ramal 2000`. */
function labelledShort(plain: string): readonly ReadNumber[] {
  const [, number] =
    /(?:^|[^a-z\d])(?:ramal|rml|disque|ligue|extension)[ .:]{1,3}(?:n[o.]? ?)?(\d{3,6})(?![\d]|[-.,/:]\d|[a-z%])/i.exec(
      plain,
    ) ?? []
  return number === undefined ? [] : [{ number, rest: '' }]
}
