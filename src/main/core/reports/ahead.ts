import { later, type PabxTime } from '../../../shared/time'
import { kindOf, type Filters, type ReportKind } from '../../../shared/reports/kinds'
import { readPabxTime } from '../../../shared/reports/pabx-time'
import { floorTo, type Window } from './pages'

/*
 * Parsing an answer of 2,000 rows takes a quarter of the time that the PABX needs to make one. The next request is
 * therefore sent before the parsing: its window begins at the last row, which is found at the end of the text. The
 * window is a guess, used only if the walk then asks for exactly the same one.
 */

export type Ahead<Answer> = {
  /** Receives an answer before it is parsed. */
  readonly look: (window: Window, filters: Filters, text: string) => void
  /** The answer to that request, if it was already sent. */
  readonly take: (window: Window, filters: Filters) => Promise<Answer> | null
}

/** Each wrong guess costs a request; after this many, no more are made. */
const MOST_MISSES = 2

/** All full answers have about the same length: an answer is full if it is longer than this share of the longest. */
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
  let seen: { readonly window: Window; readonly cut: PabxTime } | null = null
  let before: Step | null = null
  let step: Step | null = null
  let misses = 0
  let longest = 0
  let pending: Pending<Answer> | null = null

  /** When the walk has moved on twice in the same way, the next step is likely to be the same. */
  function learn(window: Window): void {
    const now = seen === null ? null : stepBetween(seen.window, window, seen.cut)
    step = now?.side === before?.side && now?.shift === before?.shift ? now : null
    before = now
  }

  function look(window: Window, filters: Filters, text: string): void {
    // The answer came before the walk asked for it: look at it when the walk does.
    if (pending?.key === keyOf(window, filters)) {
      pending.lookLater = () => look(window, filters, text)
      return
    }
    // A shorter answer is the last one.
    const isFull = text.length > longest * LEAST_SHARE
    longest = Math.max(longest, text.length)
    const at = isFull ? lastMoment(text, time) : null
    seen = at === null ? null : { window, cut: floorTo(grain, at) }
    if (seen === null || step === null || misses >= MOST_MISSES || pending !== null) return
    const next = { ...window, [step.side]: later(seen.cut, step.shift) }
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

/**
 * How the second window follows from the first, whose answer was cut at `cut`; null when they do not differ in one end
 * only.
 */
function stepBetween(first: Window, second: Window, cut: number): Step | null {
  if (second.last === first.last && second.first > first.first)
    return { side: 'first', shift: second.first - cut }
  return second.first === first.first && second.last < first.last
    ? { side: 'last', shift: second.last - cut }
    : null
}

const keyOf = ({ first, last }: Window, { destination, mailing, hangup_cause }: Filters): string =>
  JSON.stringify([first, last, destination, mailing, hangup_cause])

/** The moment of the last row; null when it has none, or one that cannot be read. */
function lastMoment(text: string, time: string): PabxTime | null {
  const name = `"${time}"`
  const at = text.lastIndexOf(name)
  if (at === -1) return null
  const value = /^\s*:\s*"([^"\\]*)"/.exec(text.slice(at + name.length, at + name.length + 60))?.[1]
  return value === undefined ? null : readPabxTime(value)
}
