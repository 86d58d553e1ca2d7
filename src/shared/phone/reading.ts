import { isArea, isLocal, isNational } from './brazilian-plan'
import { endingAt } from './written'

export type ReadNumber = {
  /** What is dialled: digits, `*`, `#` and a leading `+`. */
  readonly number: string
  /** What stands behind it and is not dialled with it: an extension, a pause and figures; or nothing. */
  readonly rest: string
}

/** What a text says: the first number, and the others in their order. */
export type Reading = ReadNumber & { readonly others: readonly ReadNumber[] }

/** Extensions have no endings: `2001/2002` are two. */
const SHORTEST_WITH_ENDING = 8

/** More are no choice any more. */
const OTHERS_SHOWN = 8

/** A number and, where its last figures are followed by those of others, those as well: `3333-4444/45/46`. */
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

/** One reading of all that was found; a number without an area has that of the one before it. */
export function readingOf(found: readonly ReadNumber[]): Reading | null {
  const [first] = found
  if (first === undefined) return null
  const area = areaOf(first.number)
  const others = new Map<string, ReadNumber>()
  for (const other of found.slice(1)) {
    const number = isLocal(other.number) ? area + other.number : other.number
    if (number !== first.number && !others.has(number)) others.set(number, { ...other, number })
  }
  return { ...first, others: [...others.values()].slice(0, OTHERS_SHOWN) }
}

/** All that stands before the local part of a number: `+5511`, `11`. */
function areaOf(number: string): string {
  const [, before, local] = /^((?:\+55|0)?[1-9][1-9])(9\d{8}|[2-9]\d{7})$/.exec(number) ?? []
  const known = before !== undefined && local !== undefined && isArea(before)
  return known && isNational(number.replace(/^\+55/, '')) ? before : ''
}
