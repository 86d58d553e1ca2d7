import { pabxTime, type PabxTime } from '../../../shared/time'
import type { Filters, ReportRow } from '../../../shared/reports/kinds'
import { createPabxTimeReader } from '../../../shared/reports/pabx-time'

/**
 * A stretch of time from the first second of `first` to the last second of the grain that begins at `last`; wall-clock
 * seconds.
 */
export type Window = { readonly first: PabxTime; readonly last: PabxTime }

/** One answer of the PABX. */
export type Page = {
  /** The rows that could be read. */
  readonly rows: readonly ReportRow[]
  /** The number of rows in the answer, including those that could not be read. */
  readonly received: number
  /** How many rows the PABX says there are, if that is more than it sent; otherwise null. */
  readonly total: number | null
}

/** Asks the PABX for one window. May take long; rejects only to end the walk. */
export type Ask = (window: Window, filters: Filters) => Promise<Page>

/** The same with a filter that may not help; null when the PABX refuses the filter. */
export type Probe = (window: Window, filters: Filters) => Promise<Page | null>

export type Source = { readonly ask: Ask; readonly probe: Probe }

export type Order = 'newestFirst' | 'oldestFirst'

export type Dated = {
  readonly row: ReportRow
  /**
   * Seconds. A row without a date takes those of the dated row before it in the answer, else of the one after; or null.
   */
  readonly at: PabxTime | null
  /** The same, taken from the dated row after it. Equal to `at` for a row with a date. */
  readonly next: PabxTime | null
  readonly dated: boolean
}

export function dated(rows: readonly ReportRow[], time: string): readonly Dated[] {
  const seconds = createPabxTimeReader()
  const own = rows.map((row) => seconds(row[time] ?? ''))
  if (!own.includes(null)) return rows.map((row, index) => datedBy(row, own[index] ?? null))
  const next = [...own]
  for (let index = own.length - 2; index >= 0; index--) next[index] ??= next[index + 1] ?? null
  let last = next[0] ?? null
  return rows.map((row, index) => {
    last = own[index] ?? last
    return { row, at: last, next: next[index] ?? last, dated: own[index] !== null }
  })
}

const datedBy = (row: ReportRow, at: PabxTime | null): Dated => ({ row, at, next: at, dated: true })

/** Whether every row is on the right side of the one before it. */
export function isOrdered(rows: readonly Dated[], order: Order): boolean {
  const sign = order === 'newestFirst' ? -1 : 1
  return rows.every(({ at }, index) => {
    const before = rows[index - 1]?.at ?? null
    return at === null || before === null || (at - before) * sign >= 0
  })
}

/** The order of the rows; null when there is none, or when it cannot be seen because all have the same moment. */
export function orderOf(rows: readonly Dated[]): Order | null {
  const [falling, rising] = [isOrdered(rows, 'newestFirst'), isOrdered(rows, 'oldestFirst')]
  if (falling === rising) return null
  return falling ? 'newestFirst' : 'oldestFirst'
}

/** The beginning of the grain in which a moment lies. */
export const floorTo = (grain: number, at: PabxTime): PabxTime => pabxTime(Math.floor(at / grain) * grain)

/**
 * A row without a date lies where its neighbours are. At a boundary it counts on both sides, so that it is not lost.
 */
export function isWithin({ first, last }: Window, grain: number, { at, next }: Dated): boolean {
  const holds = (moment: PabxTime | null): boolean =>
    moment === null || (moment >= first && moment < last + grain)
  return holds(at) || (next !== at && holds(next))
}

/** Where an answer was cut off. */
export type Cut = {
  /** The beginning of the last row's grain; null when no row has a date. */
  readonly grain: PabxTime | null
  /** The index of the first row in that grain. */
  readonly index: number
}

export function cutOf(rows: readonly Dated[], grain: number): Cut {
  const last = rows.at(-1)?.at ?? null
  if (last === null) return { grain: null, index: rows.length }
  const cut = floorTo(grain, last)
  let index = rows.length
  while (index > 0 && floorTo(grain, rows[index - 1]?.at ?? pabxTime(0)) === cut) index -= 1
  return { grain: cut, index }
}

/** How many rows without a date come first in an answer. */
export function undatedAhead(rows: readonly Dated[]): number {
  const first = rows.findIndex(({ dated: isDated }) => isDated)
  return first === -1 ? rows.length : first
}

/** An answer as the walk uses it: only the rows of the wanted window. */
export type Whole = {
  readonly rows: readonly Dated[]
  readonly received: number
  readonly full: boolean
  /** The answer is full, but of other rows: the PABX ignores the dates. */
  readonly astray: boolean
}

/**
 * `laid`: the order of the rows in an answer; `read`: the order in which the PABX selects them, and so the side on
 * which an answer begins. Some PABXs use different orders.
 */
export type Manner = { readonly laid: Order; readonly read: Order }

/** An answer with its rows in the order in which the PABX selected them. */
export const turned = (page: Whole, { laid, read }: Manner): Whole =>
  laid === read ? page : { ...page, rows: page.rows.toReversed() }

/** Whether the row is in that grain, after its first second. */
export const isAfterStartOf = (start: number, grain: number, { at, dated: isDated }: Dated): boolean =>
  isDated && at !== null && at > start && at < start + grain

export const above = (moment: PabxTime, { last }: Window): Window | null =>
  moment > last ? null : { first: moment, last }

export const below = (moment: PabxTime, { first }: Window): Window | null =>
  moment < first ? null : { first, last: moment }

/** How many of those rows have a date within the window. */
export const countIn = (window: Window, grain: number, rows: readonly Dated[]): number =>
  rows.filter((row) => row.dated && isWithin(window, grain, row)).length
