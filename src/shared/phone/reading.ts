import { isArea, isLocal, isNational } from './brazilian-plan'
import { endingAt } from './written'

export type ReadNumber = {
  /** What is dialled: digits, `*`, `#` and a leading `+`. */
  readonly number: string
  /** What follows the number and is not dialled: an extension, or a pause and more digits; may be "". */
  readonly rest: string
}

/** The contents of a text: its first number, and the others in order. */
export type Reading = ReadNumber & { readonly others: readonly ReadNumber[] }

/** The least digits of a number that may have several endings. Extensions are shorter: `2001/2002` are two. */
const SHORTEST_WITH_ENDING = 8

/** More numbers are not offered as a choice. */
const OTHERS_SHOWN = 8

/** A number and, if its last digits are followed by alternatives, those numbers too: `3333-4444/45/46`. */
export function withEndings(
  found: ReadNumber,
  plain: string,
  at: number,
): { readonly found: readonly ReadNumber[]; readonly length: number } {
  const all = [found]
  let end = at
  while (found.number.length >= SHORTEST_WITH_ENDING && all.length <= OTHERS_SHOWN) {
    const ending = endingAt(plain, end)
    if (ending === null) break
    all.push({ number: found.number.slice(0, -ending.digits.length) + ending.digits, rest: '' })
    end += ending.text.length
  }
  return { found: all, length: end - at }
}

/** Combines the numbers that were found; one without an area code takes that of the number before it. */
export function readingOf(found: readonly ReadNumber[]): Reading | null {
  const [first] = found
  if (first === undefined) return null
  const others = new Map<string, ReadNumber>()
  // Most texts have one number, and the library takes its time to know an area.
  let area: string | null = null
  for (const other of found.slice(1)) {
    const number = isLocal(other.number) ? (area ??= areaOf(first.number)) + other.number : other.number
    if (number !== first.number && !others.has(number)) others.set(number, { ...other, number })
  }
  return { ...first, others: [...others.values()].slice(0, OTHERS_SHOWN) }
}

/** Everything before the local part of a number: `+5511`, `11`. */
function areaOf(number: string): string {
  const [, before, local] = /^((?:\+55|0)?[1-9][1-9])(9\d{8}|[2-9]\d{7})$/.exec(number) ?? []
  const known = before !== undefined && local !== undefined && isArea(before)
  return known && isNational(number.replace(/^\+55/, '')) ? before : ''
}
