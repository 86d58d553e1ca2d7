import type { Sentence } from '../i18n/say'
import type { FilterName, Filters, ReportKind } from './kinds'

/*
 * The reports window's queries and their answers. Types only; main parses the arguments.
 */

/** As typed; dates in the format of `--report`. */
export type ReportForm = {
  readonly kind: ReportKind
  readonly from: string
  readonly to: string
  readonly filters: Readonly<Partial<Record<FilterName, string | undefined>>>
}

/** What the period before, of the same length, held. It is read only when the agent asks. */
export type ReportBefore = {
  readonly status: 'running' | 'done' | 'failed'
  /** Its first and its last second. */
  readonly from: string
  readonly to: string
  /** Share of the period, 0 to 1. */
  readonly done: number
  readonly total: number
  /** Null when the report has no such figure. */
  readonly answered: number | null
  /** Why there is no comparison. */
  readonly trouble: Sentence | null
}

export type ReportView = {
  /** `lost`: its records are gone, and it can only be run anew. */
  readonly status: 'none' | 'running' | 'paused' | 'failed' | 'done' | 'cancelled' | 'lost'
  /** The report has ended, completely or not, and cannot be continued. */
  readonly over: boolean
  readonly kind: ReportKind
  /** The request as it was understood, from its first second to its last. Null when no report was begun. */
  readonly requested: { readonly from: string; readonly to: string; readonly filters: Filters } | null
  readonly columns: readonly string[]
  readonly rows: number
  /** Share of the period, 0 to 1. */
  readonly done: number
  readonly secondsLeft: number | null
  readonly trouble: Sentence | null
  /** Windows that are incomplete, or may be. */
  readonly incomplete: readonly Sentence[]
  /** Windows that were read value by value; every record with a known value is there. */
  readonly unproven: readonly Sentence[]
  readonly undated: number
  /**
   * What the agent should know about the report: for example that records may have come in since, or that the settings
   * have changed.
   */
  readonly remarks: readonly Sentence[]
  /** Columns that the PABX sent and the report does not show. */
  readonly leftOut: readonly Sentence[]
  /** The comparison that was asked for; null for none. */
  readonly before: ReportBefore | null
  /** The time on the PABX's clock, as `2020-09-02 18:03:12`; the presets of the period start from it. */
  readonly pabxNow: string
}

export const PAGE_ROWS = 100
/** The most columns that a report has, in the window and in a file. */
export const MOST_COLUMNS = 200

export type RecordPageRequest = {
  readonly search: string
  readonly sort: { readonly column: string; readonly descending: boolean } | null
  readonly offset: number
  readonly limit: number
}
/** How the records are viewed: which rows, in which order, with which columns. */
export type Arrangement = Pick<RecordPageRequest, 'search' | 'sort'> & { readonly columns: readonly string[] }
export type RecordPage = { readonly total: number; readonly rows: readonly (readonly string[])[] }

export type Group = { readonly name: string; readonly count: number; readonly answered: number }
export type ReportSummary = {
  readonly total: number
  /** Null when the report has no such figure. */
  readonly answered: number | null
  readonly ringingSeconds: number | null
  readonly groups: readonly Grouping[]
}
export type Grouping = {
  readonly by: GroupName
  /** The first groups, if there are very many. */
  readonly rows: readonly Group[]
  /** The number of all groups, and of the records in all of them; shares refer to these. */
  readonly groups: number
  readonly count: number
}
export const groupNames = ['hour', 'day', 'hangup_cause', 'tab_name', 'agent', 'ringing'] as const
export type GroupName = (typeof groupNames)[number]

export const exportFormats = ['csv', 'xlsx', 'parquet'] as const
export type ExportFormat = (typeof exportFormats)[number]

export type ExportAsk = {
  readonly format: ExportFormat
  /** Null for all records in their original order. */
  readonly these: Arrangement | null
}

export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
