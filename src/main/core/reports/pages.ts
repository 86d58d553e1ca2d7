import type { Filters, ReportRow } from '../../../shared/reports/kinds'
import { createWallReader } from '../../../shared/reports/wall-time'

/** From the first second of `first` to the last second of the grain that begins at `last`; wall-clock seconds. */
export type Window = { readonly first: number; readonly last: number }

/** One answer of the PABX. */
export type Page = {
  /** What could be read of it. */
  readonly rows: readonly ReportRow[]
  /** How many rows there were, read or not. */
  readonly received: number
  /** How many the PABX says it has, where it says more than it gave; null where it does not. */
  readonly total: number | null
}

/** Asks the PABX for one window; the walk waits for as long as it takes. Rejects only to end the walk. */
export type Ask = (window: Window, filters: Filters) => Promise<Page>

/** The same with a filter that may be no help: null where the PABX will not have it. */
export type Probe = (window: Window, filters: Filters) => Promise<Page | null>

export type Source = { readonly ask: Ask; readonly probe: Probe }

export type Order = 'newestFirst' | 'oldestFirst'

export type Dated = {
  readonly row: ReportRow
  /** Seconds; of a row without a date those of the dated one before it in the answer, else after it; or null. */
  readonly at: number | null
  /** The same of the dated row after it: whoever has a date of their own has it twice. */
  readonly next: number | null
  readonly dated: boolean
}

export function dated(rows: readonly ReportRow[], time: string): readonly Dated[] {
  const seconds = createWallReader()
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

const datedBy = (row: ReportRow, at: number | null): Dated => ({ row, at, next: at, dated: true })

/** Whether no row stands on the wrong side of the one before it. */
export function isOrdered(rows: readonly Dated[], order: Order): boolean {
  const sign = order === 'newestFirst' ? -1 : 1
  return rows.every(({ at }, index) => {
    const before = rows[index - 1]?.at ?? null
    return at === null || before === null || (at - before) * sign >= 0
  })
}

/** The order the rows come in, or null where there is none, or none to be seen (all of one moment). */
export function orderOf(rows: readonly Dated[]): Order | null {
  const [falling, rising] = [isOrdered(rows, 'newestFirst'), isOrdered(rows, 'oldestFirst')]
  if (falling === rising) return null
  return falling ? 'newestFirst' : 'oldestFirst'
}

/** The grain in which a moment lies. */
export const floorTo = (grain: number, at: number): number => Math.floor(at / grain) * grain

/** A row without a date is where its neighbours are: rather on both sides of a boundary than on none. */
export function isWithin({ first, last }: Window, grain: number, { at, next }: Dated): boolean {
  const holds = (moment: number | null): boolean =>
    moment === null || (moment >= first && moment < last + grain)
  return holds(at) || (next !== at && holds(next))
}

/** Where an answer was cut. */
export type Cut = {
  /** The grain of its last row; null where no row has a date. */
  readonly grain: number | null
  /** The first row that lies in that grain. */
  readonly index: number
}

export function cutOf(rows: readonly Dated[], grain: number): Cut {
  const last = rows.at(-1)?.at ?? null
  if (last === null) return { grain: null, index: rows.length }
  const cut = floorTo(grain, last)
  let index = rows.length
  while (index > 0 && floorTo(grain, rows[index - 1]?.at ?? 0) === cut) index -= 1
  return { grain: cut, index }
}

/** How many rows without a date an answer begins with. */
export function undatedAhead(rows: readonly Dated[]): number {
  const first = rows.findIndex(({ dated: isDated }) => isDated)
  return first === -1 ? rows.length : first
}

/** An answer as the walk reads it: the rows that lie in the window that was meant. */
export type Whole = {
  readonly rows: readonly Dated[]
  readonly received: number
  readonly full: boolean
  /** It is full, of nothing that was asked for: the PABX takes no notice of the dates. */
  readonly astray: boolean
}

/** The order the rows come in, and the side where an answer begins: not every PABX shows them as it reads them. */
export type Manner = { readonly laid: Order; readonly read: Order }

/** An answer in the order in which it was read. */
export const turned = (page: Whole, { laid, read }: Manner): Whole =>
  laid === read ? page : { ...page, rows: page.rows.toReversed() }

/** In that grain, but later than where it begins. */
export const isAfterStartOf = (start: number, grain: number, { at, dated: isDated }: Dated): boolean =>
  isDated && at !== null && at > start && at < start + grain

export const above = (moment: number, { last }: Window): Window | null =>
  moment > last ? null : { first: moment, last }

export const below = (moment: number, { first }: Window): Window | null =>
  moment < first ? null : { first, last: moment }

/** How many of those rows have a date that lies in the window. */
export const countIn = (window: Window, grain: number, rows: readonly Dated[]): number =>
  rows.filter((row) => row.dated && isWithin(window, grain, row)).length
