import type { Filters, ReportRow } from '../../../shared/reports/kinds'
import { createWallReader } from '../../../shared/reports/wall-time'
import { RECORD_LIMIT } from '../../../shared/vocom/endpoints'

/** From the first second of `first` to the last second of the grain that begins at `last`; wall-clock seconds. */
export type Window = { readonly first: number; readonly last: number }

/** One answer of the PABX: what could be read, and how many there were. */
export type Page = { readonly rows: readonly ReportRow[]; readonly received: number }

/** Asks the PABX for one window; the walk waits for as long as it takes. Rejects only to end the walk. */
export type Ask = (window: Window, filters: Filters) => Promise<Page>

export type Order = 'newestFirst' | 'oldestFirst'

/** An answer of that many may have been cut. */
export const isFull = ({ received }: Page): boolean => received >= RECORD_LIMIT

export type Dated = {
  readonly row: ReportRow
  /** Seconds; of a row without a date those of the one before it in the answer, or null. */
  readonly at: number | null
  readonly dated: boolean
}

export function dated(rows: readonly ReportRow[], time: string): readonly Dated[] {
  let last: number | null = null
  const seconds = createWallReader()
  return rows.map((row) => {
    const own = seconds(row[time] ?? '')
    last = own ?? last
    return { row, at: last, dated: own !== null }
  })
}

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

export const isWithin = ({ first, last }: Window, grain: number, { at, dated: isDated }: Dated): boolean =>
  !isDated || at === null || (at >= first && at < last + grain)
