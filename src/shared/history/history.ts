import type { SavedReport } from '../reports/saved'
import { later, type WallTime } from '../time'

/*
 * What the bar remembers for its agent: calls, for redial, and breaks, for the tally. Stored on this computer for
 * `history.keepDays`, cleared on request, and sent nowhere. Each agent at the same desk has a separate history.
 */

export type CallEntry = {
  readonly number: string
  readonly direction: 'outbound' | 'inbound'
  /** Milliseconds since 1970. */
  readonly at: WallTime
}

/** All breaks of one name on one day. */
export type BreakTally = {
  /** `2026-03-02`, by this computer's clock. */
  readonly day: string
  readonly name: string
  readonly count: number
  readonly milliseconds: number
}

/** A destination of transfers, and when it was last used. */
export type TransferEntry = { readonly to: string; readonly at: WallTime }

/** The history of one identity: an agent of one company at one PABX. */
export type History = {
  /** Newest first. */
  readonly calls: readonly CallEntry[]
  readonly breaks: readonly BreakTally[]
  /** Last used first. */
  readonly transfers: readonly TransferEntry[]
  /** Names of starred colleagues. The agent chose them, so they are kept until the agent removes the star. */
  readonly favourites: readonly string[]
  /** Reports to which the agent has given a name, kept until the agent removes them. */
  readonly reports: readonly SavedReport[]
}

export const emptyHistory: History = { calls: [], breaks: [], transfers: [], favourites: [], reports: [] }

const CALLS_KEPT = 200
const TRANSFERS_KEPT = 5
const FAVOURITES_KEPT = 50
const DAY_MS = 86_400_000

/** The day of a moment, in this computer's time zone. */
export function dayOf(at: WallTime): string {
  const moment = new Date(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

export const withCall = (history: History, call: CallEntry): History => ({
  ...history,
  calls: [call, ...history.calls].slice(0, CALLS_KEPT),
})

export const withTransfer = (history: History, transfer: TransferEntry): History => ({
  ...history,
  transfers: [transfer, ...history.transfers.filter(({ to }) => to !== transfer.to)].slice(0, TRANSFERS_KEPT),
})

export const withFavourite = (history: History, name: string, isOne: boolean): History => {
  const others = history.favourites.filter((other) => other !== name)
  return { ...history, favourites: isOne ? [...others, name].slice(-FAVOURITES_KEPT) : others }
}

export function withBreak(history: History, name: string, from: WallTime, to: WallTime): History {
  const day = dayOf(from)
  const isSame = (tally: BreakTally): boolean => tally.day === day && tally.name === name
  const before = history.breaks.find(isSame) ?? { day, name, count: 0, milliseconds: 0 }
  const after = {
    ...before,
    count: before.count + 1,
    milliseconds: before.milliseconds + Math.max(0, to - from),
  }
  return { ...history, breaks: [...history.breaks.filter((tally) => !isSame(tally)), after] }
}

/** The history without entries that are too old; with 0 days nothing is kept. */
export function pruned(history: History, keepDays: number, now: WallTime): History {
  const oldest = later(now, -keepDays * DAY_MS)
  const firstDay = dayOf(oldest)
  return {
    calls: keepDays === 0 ? [] : history.calls.filter(({ at }) => at >= oldest),
    breaks: history.breaks.filter(({ day }) => day === dayOf(now) || (keepDays > 0 && day >= firstDay)),
    transfers: keepDays === 0 ? [] : history.transfers.filter(({ at }) => at >= oldest),
    favourites: history.favourites,
    reports: history.reports,
  }
}

export const isEmpty = ({ calls, breaks, transfers, favourites, reports }: History): boolean =>
  [calls, breaks, transfers, favourites, reports].every(({ length }) => length === 0)
