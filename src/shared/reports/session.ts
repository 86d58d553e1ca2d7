import type { Sentence } from '../i18n/say'
import type { FilterName, Filters, ReportKind } from './kinds'

/*
 * What the reports window asks of main, and is told. Types only; main parses what it is asked.
 */

/** As typed; dates as in `--report`. */
export type ReportForm = {
  readonly kind: ReportKind
  readonly from: string
  readonly to: string
  readonly filters: Readonly<Partial<Record<FilterName, string | undefined>>>
}

export type ReportView = {
  readonly status: 'none' | 'running' | 'paused' | 'failed' | 'done' | 'cancelled'
  /** It has come to its end, whole or not: nothing can be gone on with. */
  readonly over: boolean
  readonly kind: ReportKind
  /** As it was understood: from the first second to the last. Null where no report was begun. */
  readonly asked: { readonly from: string; readonly to: string; readonly filters: Filters } | null
  readonly columns: readonly string[]
  readonly rows: number
  /** Share of the period, 0 to 1. */
  readonly done: number
  readonly secondsLeft: number | null
  readonly trouble: Sentence | null
  /** Windows that are not whole, or may not be. */
  readonly incomplete: readonly Sentence[]
  /** Windows that were read value by value: all that is known of is there. */
  readonly unproven: readonly Sentence[]
  readonly undated: number
  /** What the agent should know of how it came about: that records may have come in since, that the settings are others. */
  readonly remarks: readonly Sentence[]
  /** Columns that the PABX gave and the report does not have. */
  readonly leftOut: readonly Sentence[]
  /** What the PABX's clock shows, as `2020-09-02 18:03:12`: the presets count from there. */
  readonly wallNow: string
}

export const PAGE_ROWS = 100
/** A report has no more columns than this, and none with a longer name: in the window as in a file. */
export const MOST_COLUMNS = 200

export type PageAsk = {
  readonly search: string
  readonly sort: { readonly column: string; readonly descending: boolean } | null
  readonly offset: number
  readonly limit: number
}
/** What of the records is looked at, and how: these rows, in this order, with these columns. */
export type Arrangement = Pick<PageAsk, 'search' | 'sort'> & { readonly columns: readonly string[] }
export type PageAnswer = { readonly total: number; readonly rows: readonly (readonly string[])[] }

export type Group = { readonly name: string; readonly count: number; readonly answered: number }
export type ReportSummary = {
  readonly total: number
  /** Null where the report does not say. */
  readonly answered: number | null
  readonly ringingSeconds: number | null
  readonly groups: readonly Grouping[]
}
export type Grouping = {
  readonly by: GroupName
  /** The first of them, where there are very many. */
  readonly rows: readonly Group[]
  /** How many there are, and how many records all of them hold: shares are of these. */
  readonly groups: number
  readonly count: number
}
export const groupNames = ['hour', 'day', 'hangup_cause', 'tab_name', 'agent', 'ringing'] as const
export type GroupName = (typeof groupNames)[number]

export const exportFormats = ['csv', 'xlsx', 'parquet'] as const
export type ExportFormat = (typeof exportFormats)[number]

export type ExportAsk = {
  readonly format: ExportFormat
  /** Null for all records, as they came. */
  readonly these: Arrangement | null
}

export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
