import { kindOf, type Filters, type ReportKind } from '../../../shared/reports/kinds'
import { wallSeconds } from '../../../shared/reports/wall-time'
import { floorTo, type Window } from './pages'

/*
 * Reading an answer of 2,000 rows takes a quarter of the time in which the PABX makes one. The next request
 * therefore leaves first: where its window begins stands in the last row, which a look at the end of the text
 * finds. It is a guess, of use only if the walk, which has read all of it, then asks for the very same window.
 */

export type Ahead<Answer> = {
  /** Told of an answer before it is read. */
  readonly look: (window: Window, filters: Filters, text: string) => void
  /** The answer to that request, where it is on its way already. */
  readonly take: (window: Window, filters: Filters) => Promise<Answer> | null
}

/** Wrong guesses cost a request each: after so many the walk is left to itself. */
const MOST_MISSES = 2

/** Full answers are about as long as each other. */
const LEAST_SHARE = 0.8

type Step = { readonly side: 'first' | 'last'; readonly shift: number }

type Pending<Answer> = {
  readonly key: string
  readonly answer: Promise<Answer>
  lookLater: (() => void) | null
}

export function createAhead<Answer>(
  kind: ReportKind,
  send: (window: Window, filters: Filters) => Promise<Answer>,
): Ahead<Answer> {
  const { grain, time } = kindOf(kind)
  let seen: { readonly window: Window; readonly cut: number } | null = null
  let before: Step | null = null
  let step: Step | null = null
  let misses = 0
  let longest = 0
  let pending: Pending<Answer> | null = null

  /** A walk that went on twice in the same way is likely to do so again. */
  function learn(window: Window): void {
    const now = seen === null ? null : stepBetween(seen.window, window, seen.cut)
    step = now?.side === before?.side && now?.shift === before?.shift ? now : null
    before = now
  }

  function look(window: Window, filters: Filters, text: string): void {
    // Answered before the walk has come to it: looked at when it does.
    if (pending?.key === keyOf(window, filters)) {
      pending.lookLater = () => look(window, filters, text)
      return
    }
    // A shorter one is the last: nothing follows it.
    const isFull = text.length > longest * LEAST_SHARE
    longest = Math.max(longest, text.length)
    const at = isFull ? lastMoment(text, time) : null
    seen = at === null ? null : { window, cut: floorTo(grain, at) }
    if (seen === null || step === null || misses >= MOST_MISSES || pending !== null) return
    const next = { ...window, [step.side]: seen.cut + step.shift }
    if (next.first > next.last || next[step.side] === window[step.side]) return
    pending = { key: keyOf(next, filters), answer: send(next, filters), lookLater: null }
  }

  return {
    look,
    take: (window, filters) => {
      learn(window)
      if (pending === null) return null
      const { key, answer, lookLater } = pending
      pending = null
      if (key === keyOf(window, filters)) {
        lookLater?.()
        return answer
      }
      misses += 1
      step = null
      return null
    },
  }
}

/** How the second window came out of the first, whose answer was cut there; null where neither end moved alone. */
function stepBetween(first: Window, second: Window, cut: number): Step | null {
  if (second.last === first.last && second.first > first.first)
    return { side: 'first', shift: second.first - cut }
  return second.first === first.first && second.last < first.last
    ? { side: 'last', shift: second.last - cut }
    : null
}

const keyOf = ({ first, last }: Window, { destination, mailing, hangup_cause }: Filters): string =>
  JSON.stringify([first, last, destination, mailing, hangup_cause])

/** The moment of the last row; null where there is none that can be read. */
function lastMoment(text: string, time: string): number | null {
  const name = `"${time}"`
  const at = text.lastIndexOf(name)
  if (at === -1) return null
  const value = /^\s*:\s*"([^"\\]*)"/.exec(text.slice(at + name.length, at + name.length + 60))?.[1]
  return value === undefined ? null : wallSeconds(value)
}
