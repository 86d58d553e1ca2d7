import type { Sentence } from '../../../shared/i18n/say'
import { say } from '../../../shared/i18n/say'
import type { Outcome } from '../../../shared/outcome'
import type {
  ExportFormat,
  PageAnswer,
  PageAsk,
  ReportForm,
  ReportSummary,
  ReportView,
} from '../../../shared/reports/desk'
import { kindOf, type ReportKind } from '../../../shared/reports/kinds'
import { wallClockIn, wallText } from '../../../shared/reports/wall-time'
import type { Clock, Logger, Pabx } from '../ports'
import type { SettingsStore } from '../settings-store'
import type { Store } from '../store'
import { incompleteSentence, separatorOf } from './csv'
import { leftOutSentences } from './columns'
import { isDiskFull } from './disk-full'
import type { Engine } from './engine'
import { readRequest } from './request'
import { isCut, type Incomplete } from './split'
import { runReport, type Ending, type ReportProgress, type ReportRun, type Summary } from './run'

export type ReportPorts = {
  /** Started when a report is, and ended with its window. */
  readonly openEngine: () => Engine
  /** Asks where a file is to be written; null where the agent thinks better of it. */
  readonly askPath: (name: string, format: string) => Promise<string | null>
  readonly wallNow: () => number
}

type Ports = ReportPorts & {
  readonly pabx: Pabx
  readonly clock: Clock
  readonly log: Logger
  readonly store: Store
  readonly settings: SettingsStore
}

export type ReportDesk = {
  readonly begin: (form: ReportForm) => Promise<Outcome>
  readonly control: (what: 'pause' | 'resume' | 'cancel') => void
  readonly view: () => ReportView
  readonly page: (ask: PageAsk) => Promise<PageAnswer>
  readonly summary: () => Promise<ReportSummary | null>
  readonly exportTo: (format: ExportFormat) => Promise<Outcome>
  /** The window is gone: the report ends, and its rows with it. */
  readonly close: () => void
}

type Current = {
  readonly kind: ReportKind
  readonly asked: NonNullable<ReportView['asked']>
  readonly engine: Engine
  readonly run: ReportRun
  progress: ReportProgress
  ending: Ending | null
  columns: readonly string[]
}

/** One report at a time: walked by main, kept by the engine, looked at by the window. */
export function createReportDesk(ports: Ports): ReportDesk {
  let current: Current | null = null
  const wallNow = (): number => wallClockIn(ports.settings.get().values['pabx.timeZone'], ports.wallNow())
  const isBusy = (): boolean => ports.store.get().intents.some(({ state }) => state === 'sent')

  function close(): void {
    current?.run.cancel()
    current?.engine.close()
    current = null
  }

  function begin(form: ReportForm): Promise<Outcome> {
    const request = readRequest(form.kind, form, wallNow())
    if (!request.ok) return Promise.resolve({ ok: false, why: 'badArgument', sentence: request.error })
    const { companyId } = ports.store.get().profile
    close()
    const engine = ports.openEngine()
    const progress: ReportProgress = {
      state: 'running',
      rows: 0,
      requests: 0,
      done: 0,
      secondsLeft: null,
      trouble: null,
    }
    const run = runReport(
      {
        ...ports,
        companyId,
        isBusy,
        givesUp: false,
        onProgress: (now) => {
          if (current?.run === run) current.progress = now
        },
      },
      request.value,
      {
        open: async (columns) => {
          await engine.call('begin', { kind: form.kind, columns })
          if (current?.engine === engine) current.columns = columns
        },
        write: async (rows) => {
          await engine.call('append', { rows })
        },
        close: () => Promise.resolve(),
      },
    )
    const begun: Current = {
      kind: form.kind,
      asked: {
        from: wallText(request.value.seconds.first),
        to: wallText(request.value.seconds.last),
        filters: request.value.filters,
      },
      engine,
      run,
      progress,
      ending: null,
      columns: kindOf(form.kind).columns.map(({ name }) => name),
    }
    current = begun
    void run.finished.then((ending) => {
      begun.ending = ending
    })
    return Promise.resolve({ ok: true })
  }

  async function exportTo(format: ExportFormat): Promise<Outcome> {
    const held = current
    if (held === null) return { ok: false, why: 'refused', sentence: { key: 'report_none' } }
    const day = wallText(wallNow()).slice(0, 10)
    const path = await ports.askPath(`vocom-${held.kind}-${day}`, format)
    if (path === null) return { ok: true }
    const { locale } = ports.store.get().profile
    try {
      await held.engine.call('export', {
        path,
        format,
        separator: separatorOf(locale),
        incompleteTitle: say({ key: 'report_incomplete' }, locale),
        incomplete: viewOf(held, wallNow()).incomplete.map((sentence) => say(sentence, locale)),
      })
      return { ok: true, sentence: { key: 'file_written', values: { path } } }
    } catch (error) {
      ports.log.error('export', error)
      const key = isDiskFull(error) ? 'file_disk_full' : 'file_not_written'
      return { ok: false, why: 'failed', sentence: { key, values: { path } } }
    }
  }

  return {
    begin,
    control: (what) => current?.run[what](),
    view: () => (current === null ? nothing(wallNow()) : viewOf(current, wallNow())),
    page: (ask) => current?.engine.call('page', ask) ?? Promise.resolve({ total: 0, rows: [] }),
    summary: () => current?.engine.call('summary', null) ?? Promise.resolve(null),
    exportTo,
    close,
  }
}

const noSummary: Summary = {
  rows: 0,
  requests: 0,
  incomplete: [],
  lateColumns: [],
  moreColumns: false,
  undated: 0,
}

const nothing = (wallNow: number): ReportView => ({
  status: 'none',
  over: true,
  kind: 'dialer',
  asked: null,
  columns: kindOf('dialer').columns.map(({ name }) => name),
  rows: 0,
  done: 0,
  secondsLeft: null,
  trouble: null,
  incomplete: [],
  unproven: [],
  undated: 0,
  leftOut: [],
  wallNow: wallText(wallNow),
})

function viewOf({ kind, asked, progress, ending, columns }: Current, wallNow: number): ReportView {
  const summary = ending?.summary ?? noSummary
  const trouble: Sentence | null = ending?.kind === 'failed' ? ending.sentence : progress.trouble
  const told = (entry: Incomplete): Sentence => incompleteSentence(entry, kindOf(kind).grain)
  return {
    status: ending?.kind ?? progress.state,
    over: ending !== null,
    kind,
    asked,
    columns,
    rows: ending === null ? progress.rows : summary.rows,
    done: ending?.kind === 'done' ? 1 : progress.done,
    secondsLeft: ending === null ? progress.secondsLeft : null,
    trouble,
    incomplete: summary.incomplete.filter(isCut).map(told),
    unproven: summary.incomplete.filter((entry) => !isCut(entry)).map(told),
    undated: summary.undated,
    leftOut: leftOutSentences(summary),
    wallNow: wallText(wallNow),
  }
}
