import type { ExportFormat, PageAnswer, PageAsk, ReportSummary } from '../../../shared/reports/desk'
import type { ReportKind, ReportRow } from '../../../shared/reports/kinds'

/** A file to be written from the rows that the engine holds. */
export type ExportAsk = {
  readonly path: string
  readonly format: ExportFormat
  readonly separator: ';' | ','
  /** Head of the list of windows that are not whole, and a sentence for each. */
  readonly incompleteTitle: string
  readonly incomplete: readonly string[]
}

/** What can be asked of the engine that holds a report's rows on disk. It never sees the key. */
export type EngineCalls = {
  begin: { ask: { kind: ReportKind; columns: readonly string[] }; answer: null }
  append: { ask: { rows: readonly ReportRow[] }; answer: null }
  page: { ask: PageAsk; answer: PageAnswer }
  summary: { ask: null; answer: ReportSummary }
  export: { ask: ExportAsk; answer: null }
}
export type EngineCall = keyof EngineCalls

export type Engine = {
  /** Rejects where the engine could not do it. */
  readonly call: <Name extends EngineCall>(
    name: Name,
    ask: EngineCalls[Name]['ask'],
  ) => Promise<EngineCalls[Name]['answer']>
  readonly close: () => void
}
