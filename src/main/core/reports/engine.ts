import type {
  Arrangement,
  ExportFormat,
  RecordPage,
  RecordPageRequest,
  ReportSummary,
} from '../../../shared/reports/session'
import type { Locale } from '../../../shared/i18n/locale'
import type { ReportKind, ReportRow } from '../../../shared/reports/kinds'
import type { Separator } from '../../../shared/reports/separator'

/** An export of the engine's rows to a file. */
export type EngineExport = {
  readonly path: string
  readonly format: ExportFormat
  readonly separator: Separator
  /** The rows and columns to export; null for all rows in the order in which they came. */
  readonly these: Arrangement | null
  /** The heading of the list of missing records, and one sentence for each. */
  readonly incompleteTitle: string
  readonly incomplete: readonly string[]
}

export type EngineBegin = {
  readonly kind: ReportKind
  readonly columns: readonly string[]
  readonly locale: Locale
  /** Hang-up causes in plain words, by code. */
  readonly causes: Readonly<Record<string, string>>
}

/** The engine's calls. It holds a report's rows on disk and never sees the key. */
export type EngineCalls = {
  begin: { ask: EngineBegin; answer: null }
  append: { ask: { rows: readonly ReportRow[] }; answer: null }
  page: { ask: RecordPageRequest; answer: RecordPage }
  summary: { ask: null; answer: ReportSummary }
  export: { ask: EngineExport; answer: null }
}
export type EngineCall = keyof EngineCalls

export type Engine = {
  /** Rejects when the engine could not do it. */
  readonly call: <Name extends EngineCall>(
    name: Name,
    ask: EngineCalls[Name]['ask'],
  ) => Promise<EngineCalls[Name]['answer']>
  /** Resolves when the engine has ended and its rows are deleted. Does not reject. */
  readonly close: () => Promise<void>
}
