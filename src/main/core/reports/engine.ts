import type {
  Arrangement,
  ExportFormat,
  PageAnswer,
  PageAsk,
  ReportSummary,
} from '../../../shared/reports/session'
import type { Locale } from '../../../shared/i18n/say'
import type { ReportKind, ReportRow } from '../../../shared/reports/kinds'
import type { Separator } from '../../../shared/reports/separator'

/** A file to be written from the rows that the engine holds. */
export type EngineExport = {
  readonly path: string
  readonly format: ExportFormat
  readonly separator: Separator
  /** Null for all rows, as they came. */
  readonly these: Arrangement | null
  /** Head of the list of what is not whole, and a sentence for each. */
  readonly incompleteTitle: string
  readonly incomplete: readonly string[]
}

export type EngineBegin = {
  readonly kind: ReportKind
  readonly columns: readonly string[]
  readonly locale: Locale
  /** Hang-up causes in plain words, by their codes. */
  readonly causes: Readonly<Record<string, string>>
}

/** What can be asked of the engine that holds a report's rows on disk. It never sees the key. */
export type EngineCalls = {
  begin: { ask: EngineBegin; answer: null }
  append: { ask: { rows: readonly ReportRow[] }; answer: null }
  page: { ask: PageAsk; answer: PageAnswer }
  summary: { ask: null; answer: ReportSummary }
  export: { ask: EngineExport; answer: null }
}
export type EngineCall = keyof EngineCalls

export type Engine = {
  /** Rejects where the engine could not do it. */
  readonly call: <Name extends EngineCall>(
    name: Name,
    ask: EngineCalls[Name]['ask'],
  ) => Promise<EngineCalls[Name]['answer']>
  /** Resolves when it has ended and its rows are off the disk. Does not reject. */
  readonly close: () => Promise<void>
}
