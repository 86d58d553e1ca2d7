import type { Locale } from '../../../shared/i18n/locale'
import type { Sentence } from '../../../shared/i18n/say'
import { kindOf, type ReportKind } from '../../../shared/reports/kinds'
import type { ReportView } from '../../../shared/reports/session'
import type { PabxTime } from '../../../shared/time'
import { pabxTimeText } from '../../../shared/reports/pabx-time'
import { momentText } from '../../../shared/reports/written'
import type { Comparison } from './comparison'
import type { Connected } from './connect'
import type { Engine } from './engine'
import { leftOutSentences } from './files/columns'
import { incompleteSentence } from './files/csv'
import type { ReportRequest } from './request'
import type { Ending, ReportProgress, ReportRun, Summary } from './run'
import { isCut, type Incomplete } from './split'

/** The report that is open. */
export type Current = {
  readonly kind: ReportKind
  readonly request: ReportRequest
  readonly engine: Engine
  readonly run: ReportRun
  readonly connected: Connected
  /** When it began, by the PABX's clock. */
  readonly begunAt: PabxTime
  readonly isGrowing: boolean
  /** The same figures of the period before, where the agent has asked for them. */
  comparison: Comparison | null
  progress: ReportProgress
  ending: Ending | null
  columns: readonly string[]
  /** The engine knows the columns, and can be asked about rows. */
  isOpen: boolean
  /** The engine's process has ended by itself, and its rows are gone. */
  isLost: boolean
  /** Every row read so far is in a file of the agent's. */
  exported: boolean
}

const noSummary: Summary = {
  rows: 0,
  requests: 0,
  incomplete: [],
  lateColumns: [],
  moreColumns: false,
  undated: 0,
}

/** What the window shows before a report is begun. */
export const nothing = (pabxNow: PabxTime): ReportView => ({
  status: 'none',
  over: true,
  kind: 'dialer',
  requested: null,
  columns: kindOf('dialer').columns.map(({ name }) => name),
  rows: 0,
  done: 0,
  secondsLeft: null,
  trouble: null,
  incomplete: [],
  unproven: [],
  undated: 0,
  remarks: [],
  leftOut: [],
  before: null,
  pabxNow: pabxTimeText(pabxNow),
})

/** What is missing from the rows of the period. An unfinished report says how far it came. */
export function missingOf({ kind, progress, ending }: Current): readonly Sentence[] {
  const cut = (ending?.summary ?? noSummary).incomplete.filter(isCut)
  const stopped: Sentence = {
    key: 'report_incomplete_stopped',
    values: { percent: Math.floor(progress.done * 100) },
  }
  return [
    ...(ending?.kind === 'done' ? [] : [stopped]),
    ...cut.map((entry) => incompleteSentence(entry, kindOf(kind).grain)),
  ]
}

export function viewOf(current: Current, pabxNow: PabxTime, locale: Locale): ReportView {
  const { kind, request, progress, ending, columns, isLost } = current
  const requested = {
    from: pabxTimeText(request.seconds.first),
    to: pabxTimeText(request.seconds.last),
    filters: request.filters,
  }
  if (isLost) return { ...nothing(pabxNow), status: 'lost', kind, requested, columns }
  const summary = ending?.summary ?? noSummary
  const written = (at: PabxTime): string => momentText(pabxTimeText(at), locale)
  const trouble: Sentence | null = ending?.kind === 'failed' ? ending.sentence : progress.trouble
  const inWords = (entry: Incomplete): Sentence => incompleteSentence(entry, kindOf(kind).grain, written)
  return {
    status: ending?.kind ?? progress.state,
    over: ending !== null,
    kind,
    requested,
    columns,
    rows: ending === null ? progress.rows : summary.rows,
    done: ending?.kind === 'done' ? 1 : progress.done,
    secondsLeft: ending === null ? progress.secondsLeft : null,
    trouble,
    incomplete: summary.incomplete.filter(isCut).map(inWords),
    unproven: summary.incomplete.filter((entry) => !isCut(entry)).map(inWords),
    undated: summary.undated,
    remarks: [
      ...(current.isGrowing
        ? [{ key: 'report_growing', values: { time: written(current.begunAt) } } as const]
        : []),
      ...(current.connected.isCurrent() ? [] : [{ key: 'report_of_former_settings' } as const]),
    ],
    leftOut: leftOutSentences(summary),
    before: current.comparison?.view() ?? null,
    pabxNow: pabxTimeText(pabxNow),
  }
}
