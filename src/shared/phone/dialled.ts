import { plausibleSplit } from './copied'
import { labelsBefore } from './labels'
import { TAKEN_OUT, withoutOtherFigures } from './other-figures'
import { plainText } from './plain-text'
import { readingOf, withEndings, type ReadNumber, type Reading } from './reading'
import { dialledOf, groupsOf, inOnePiece, restAt, runsIn, type Run } from './written'

const SHORTEST = 2
const LONGEST = 32
/** No number in the world has more digits, even with the codes of a carrier and a country in front. */
const LONGEST_IN_GROUPS = 17

const between = /^(?:[\s,;/|&)]|(?:e|ou|or|and|y|o)(?= ))*$/i

/** The numbers in a text that contains nothing else: typed, or from a link. */
export function readDialled(text: string, codes: boolean): Reading | null {
  const trimmed = plainText(text).replace(/^[\s"'<>.,;]+|[\s"'<>.,;]+$/g, '')
  const plain = withoutOtherFigures(inOnePiece(trimmed.replace(labelsBefore, '')))
  if (plain.includes(TAKEN_OUT)) return null
  const found: ReadNumber[] = []
  let at = 0
  for (const run of runsIn(plain, 'dialled')) {
    if (run.start < at) continue
    const gap = plain.slice(at, run.start)
    if (at === 0 ? gap.trim() !== '' : !between.test(gap)) return null
    const numbers = numbersOf(run, codes)
    if (numbers === null) return null
    const rest = restAt(plain, run.end)
    at = run.end + rest.length
    const last = { number: numbers.at(-1) ?? '', rest: rest.trim() }
    const read = withEndings(last, plain, at)
    at += read.length
    found.push(...numbers.slice(0, -1).map((number) => ({ number, rest: '' })), ...read.found)
  }
  return between.test(plain.slice(at)) ? readingOf(found) : null
}

/** The numbers of a run, usually one; null when the PABX would not take it. */
function numbersOf({ text }: Run, codes: boolean): readonly string[] | null {
  const groups = groupsOf(text)
  // Here `**` stands for the carrier's code and is not a dial code.
  const number = dialledOf(text).replace(/^0\*\*(?=[1-9]{2}\d{8,9}$)/, '')
  if (groups.length > 1 && number.length > LONGEST_IN_GROUPS) return plausibleSplit(text)
  if (number.length < SHORTEST || number.length > LONGEST) return null
  // Three stars stand for hidden digits; no dial code has them.
  if (!/^\+?[\d*#]+$/.test(number) || number.includes('***')) return null
  return codes || !/[*#]/.test(number) ? [number] : null
}
