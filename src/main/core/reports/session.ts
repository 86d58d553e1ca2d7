import type { Sentence } from '../../../shared/i18n/say'
import type { Locale } from '../../../shared/i18n/locale'
import type { PabxTime, WallTime } from '../../../shared/time'
import { say } from '../../../shared/i18n/say'
import type { Outcome } from '../../../shared/outcome'
import type {
  ExportAsk,
  PageAnswer,
  PageAsk,
  ReportForm,
  ReportSummary,
  ReportView,
} from '../../../shared/reports/session'
import { causeWords } from '../../../shared/reports/causes'
import { kindOf, type ReportKind } from '../../../shared/reports/kinds'
import { separatorOf, type Separator } from '../../../shared/reports/separator'
import { wallClockIn, wallText } from '../../../shared/reports/wall-time'
import { momentText } from '../../../shared/reports/written'
import { createPace } from '../kernel/pace'
import type { Clock, Logger, Pabx, QuitQuestion } from '../kernel/ports'
import { closeQuestion } from './close-question'
import type { Settings } from '../../../shared/settings/settings'
import { busyWith } from '../../../shared/snapshot/busy'
import type { Store } from '../kernel/store'
import { incompleteSentence } from './files/csv'
import { leftOutSentences } from './files/columns'
import { isDiskFull } from './disk-full'
import type { Engine } from './engine'
import { readRequest } from './request'
import { isGrowing } from './resume'
import { isCut, type Incomplete } from './split'
import { runReport, type Ending, type ReportProgress, type ReportRun, type Summary } from './run'

/** How often a running report reports its progress. Milliseconds. */
const PROGRESS_EVERY_MS = 250

export type ReportPorts = {
  /** Starts the engine for one report; it ends with the report's window. */
  readonly openEngine: () => Engine
  /** Asks the agent where to write a file; null when they cancel. */
  readonly askPath: (name: string, format: string) => Promise<string | null>
  /** The sign that the system puts between list items; null when it does not say. */
  readonly listSeparator: () => Promise<Separator | null>
  readonly wallNow: () => WallTime
}

/** The PABX of the settings at one moment. Its address, company and key do not change afterwards. */
export type Connected = {
  readonly pabx: Pabx
  /** Whether the settings still name that PABX, company and key. */
  readonly isCurrent: () => boolean
}

type Ports = ReportPorts & {
  readonly connect: () => Connected
  readonly clock: Clock
  readonly log: Logger
  readonly store: Store
  /** Called when the report has progressed. */
  readonly onChange: () => void
  readonly settings: () => Settings
}

export type ReportSession = {
  readonly begin: (form: ReportForm) => Promise<Outcome>
  readonly control: (what: 'pause' | 'resume' | 'cancel') => void
  readonly view: () => ReportView
  readonly page: (ask: PageAsk) => Promise<PageAnswer>
  readonly summary: () => Promise<ReportSummary | null>
  readonly exportTo: (ask: ExportAsk) => Promise<Outcome>
  /** Whether a restart of the bar would lose a report that is unfinished or not exported. */
  readonly isHeld: () => boolean
  /** Whether a report is running, which closing its window would end. */
  readonly isRunning: () => boolean
  /** The question before the window is closed; null when nothing would be lost. */
  readonly closeQuestion: () => QuitQuestion | null
  /** Whether rows are on disk: as long as a report is open. */
  readonly hasRows: () => boolean
  /** Called when the window has closed: the report ends, and its rows are deleted. */
  readonly close: () => Promise<void>
}

type Current = {
  readonly kind: ReportKind
  readonly asked: NonNullable<ReportView['asked']>
  readonly engine: Engine
  readonly run: ReportRun
  readonly connected: Connected
  /** When it began, by the PABX's clock. */
  readonly begunAt: PabxTime
  readonly isGrowing: boolean
  progress: ReportProgress
  ending: Ending | null
  columns: readonly string[]
  /** Every row read so far is in a file of the agent's. */
  exported: boolean
}

/** One report at a time: main walks it, the engine stores its rows, and the window shows them. */
export function createReportSession(ports: Ports): ReportSession {
  let current: Current | null = null
  const mayTell = createPace(ports.clock, PROGRESS_EVERY_MS)
  const wallNow = (): PabxTime => wallClockIn(ports.settings()['pabx.timeZone'], ports.wallNow())
  const isBusy = (): boolean => busyWith(ports.store.get()).includes('command')

  const isRunning = (): boolean => current !== null && current.ending === null

  function close(): Promise<void> {
    const ended = current
    current = null
    ended?.run.cancel()
    return ended?.engine.close() ?? Promise.resolve()
  }

  function begin(form: ReportForm): Promise<Outcome> {
    const begunAt = wallNow()
    const request = readRequest(form.kind, form, begunAt)
    if (!request.ok) return Promise.resolve({ ok: false, why: 'badArgument', sentence: request.error })
    const { companyId, locale } = ports.store.get().profile
    const connected = ports.connect()
    void close()
    const engine = ports.openEngine()
    const progress: ReportProgress = {
      state: 'running',
      rows: 0,
      done: 0,
      secondsLeft: null,
      trouble: null,
    }
    const run = runReport(
      {
        ...ports,
        pabx: connected.pabx,
        companyId,
        isBusy,
        givesUp: false,
        onProgress: (now) => {
          if (current?.run !== run) return
          const isNews = now.state !== current.progress.state || mayTell()
          current.progress = now
          if (isNews) ports.onChange()
        },
      },
      request.value,
      {
        open: async (columns) => {
          await engine.call('begin', { kind: form.kind, columns, locale, causes: causeWords(locale) })
          if (current?.engine !== engine) return
          current.columns = columns
          ports.onChange()
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
      connected,
      begunAt,
      isGrowing: isGrowing(request.value.seconds, begunAt),
      progress,
      ending: null,
      columns: kindOf(form.kind).columns.map(({ name }) => name),
      exported: false,
    }
    current = begun
    ports.onChange()
    void run.finished.then((ending) => {
      begun.ending = ending
      ports.onChange()
    })
    return Promise.resolve({ ok: true })
  }

  async function exportTo({ format, these }: ExportAsk): Promise<Outcome> {
    const held = current
    if (held === null) return { ok: false, why: 'refused', sentence: { key: 'report_none' } }
    const { locale } = ports.store.get().profile
    const day = wallText(wallNow()).slice(0, 10)
    const missing = missingOf(held)
    const name = [
      'vocom',
      held.kind,
      day,
      ...(missing.length === 0 ? [] : [say({ key: 'report_incomplete_name' }, locale)]),
    ]
    const path = await ports.askPath(name.join('-'), format)
    if (path === null) return { ok: true }
    try {
      await held.engine.call('export', {
        path,
        format,
        separator: (await ports.listSeparator()) ?? separatorOf(locale),
        these,
        incompleteTitle: say({ key: 'report_incomplete' }, locale),
        incomplete: missing.map((sentence) => say(sentence, locale)),
      })
      held.exported ||= held.ending !== null && these === null
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
    view: () =>
      current === null ? nothing(wallNow()) : viewOf(current, wallNow(), ports.store.get().profile.locale),
    page: (ask) => current?.engine.call('page', ask) ?? Promise.resolve({ total: 0, rows: [] }),
    summary: () => current?.engine.call('summary', null) ?? Promise.resolve(null),
    exportTo,
    isHeld: () =>
      current !== null && (current.ending === null || (current.ending.summary.rows > 0 && !current.exported)),
    isRunning,
    closeQuestion: () => (isRunning() ? closeQuestion(ports.store.get().profile.locale) : null),
    hasRows: () => current !== null,
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

const nothing = (wallNow: PabxTime): ReportView => ({
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
  remarks: [],
  leftOut: [],
  wallNow: wallText(wallNow),
})

/** What is missing from the rows of the period. An unfinished report says how far it came. */
function missingOf({ kind, progress, ending }: Current): readonly Sentence[] {
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

function viewOf(current: Current, wallNow: PabxTime, locale: Locale): ReportView {
  const { kind, asked, progress, ending, columns } = current
  const summary = ending?.summary ?? noSummary
  const written = (at: PabxTime): string => momentText(wallText(at), locale)
  const trouble: Sentence | null = ending?.kind === 'failed' ? ending.sentence : progress.trouble
  const inWords = (entry: Incomplete): Sentence => incompleteSentence(entry, kindOf(kind).grain, written)
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
    wallNow: wallText(wallNow),
  }
}
