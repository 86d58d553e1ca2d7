import type { PabxTime, WallTime } from '../../../shared/time'
import { say } from '../../../shared/i18n/say'
import { DONE, type Outcome } from '../../../shared/outcome'
import type {
  ExportAsk,
  RecordPage,
  RecordPageRequest,
  ReportForm,
  ReportSummary,
  ReportView,
} from '../../../shared/reports/session'
import { causeWords } from '../../../shared/reports/causes'
import { kindOf } from '../../../shared/reports/kinds'
import { separatorOf, type Separator } from '../../../shared/reports/separator'
import { pabxTimeIn, pabxTimeText } from '../../../shared/reports/pabx-time'
import { createPace } from '../kernel/pace'
import type { Clock, Logger, QuitQuestion } from '../kernel/ports'
import { closeQuestion } from './close-question'
import { countRecords, periodBefore } from './comparison'
import type { Connected } from './connect'
import type { Settings } from '../../../shared/settings/settings'
import { busyWith } from '../../../shared/snapshot/busy'
import type { Store } from '../kernel/store'
import { isDiskFull } from './disk-full'
import type { Engine, EngineCalls } from './engine'
import { readRequest } from './request'
import { isGrowing } from './resume'
import { isCut } from './split'
import { runReport, type ReportProgress } from './run'
import { missingOf, nothing, viewOf, type Current } from './view'

const LOST: Outcome = { ok: false, why: 'refused', sentence: { key: 'report_lost' } }

/** How often a running report reports its progress. Milliseconds. */
const PROGRESS_EVERY_MS = 250

export type ReportPorts = {
  /**
   * Starts the engine for one report; it ends with the report's window. `onLost` is called when its process has ended by
   * itself, for instance because the computer was out of memory.
   */
  readonly openEngine: (onLost: () => void) => Engine
  /** Asks the agent where to write a file; null when they cancel. */
  readonly askPath: (name: string, format: string) => Promise<string | null>
  /** The sign that the system puts between list items; null when it does not say. */
  readonly listSeparator: () => Promise<Separator | null>
  readonly wallNow: () => WallTime
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
  readonly page: (ask: RecordPageRequest) => Promise<RecordPage>
  readonly summary: () => Promise<ReportSummary | null>
  /** Counts the period before: the only requests that a comparison costs, and only when it is asked for. */
  readonly compare: () => Outcome
  readonly stopComparing: () => void
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

/** One report at a time: main walks it, the engine stores its rows, and the window shows them. */
export function createReportSession(ports: Ports): ReportSession {
  let current: Current | null = null
  const mayTell = createPace(ports.clock, PROGRESS_EVERY_MS)
  const pabxNow = (): PabxTime => pabxTimeIn(ports.settings()['pabx.timeZone'], ports.wallNow())
  const isBusy = (): boolean => busyWith(ports.store.get()).includes('command')

  const isRunning = (): boolean => current?.ending === null && !current.isLost

  function close(): Promise<void> {
    const ended = current
    current = null
    ended?.run.cancel()
    ended?.comparison?.cancel()
    return ended?.engine.close() ?? Promise.resolve()
  }

  function lose(lost: Current): void {
    lost.isLost = true
    lost.isOpen = false
    lost.run.cancel()
    lost.comparison?.cancel()
    ports.onChange()
  }

  function begin(form: ReportForm): Promise<Outcome> {
    const begunAt = pabxNow()
    const request = readRequest(form.kind, form, begunAt)
    if (!request.ok) return Promise.resolve({ ok: false, why: 'badArgument', sentence: request.error })
    const { companyId, locale } = ports.store.get().profile
    const connected = ports.connect()
    void close()
    const engine = ports.openEngine(() => lose(begun))
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
          current.isOpen = true
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
      request: request.value,
      engine,
      run,
      connected,
      begunAt,
      isGrowing: isGrowing(request.value.seconds, begunAt),
      comparison: null,
      progress,
      ending: null,
      columns: kindOf(form.kind).columns.map(({ name }) => name),
      isOpen: false,
      isLost: false,
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

  function compare(): Outcome {
    const held = current
    if (held?.isLost === true) return LOST
    const isWhole = held?.ending?.kind === 'done' && !held.ending.summary.incomplete.some(isCut)
    if (held === null || !isWhole) return { ok: false, why: 'refused', sentence: { key: 'report_not_whole' } }
    // It would ask another PABX, or with another key, than the report did.
    if (!held.connected.isCurrent())
      return { ok: false, why: 'refused', sentence: { key: 'report_of_former_settings' } }
    if (held.comparison?.view().status === 'running') return DONE
    const { companyId } = ports.store.get().profile
    held.comparison = countRecords(
      { ...ports, pabx: held.connected.pabx, companyId, isBusy },
      periodBefore(held.request, held.begunAt),
      (isNews) => {
        if (held === current && (isNews || mayTell())) ports.onChange()
      },
    )
    ports.onChange()
    return DONE
  }

  function stopComparing(): void {
    current?.comparison?.cancel()
    if (current !== null) current.comparison = null
    ports.onChange()
  }

  async function exportTo({ format, these }: ExportAsk): Promise<Outcome> {
    const held = current
    if (held === null) return { ok: false, why: 'refused', sentence: { key: 'report_none' } }
    if (held.isLost) return LOST
    const { locale } = ports.store.get().profile
    const day = pabxTimeText(pabxNow()).slice(0, 10)
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

  /** Asks about the rows of the current report; `none` where there is no report, or its first answer has not come. */
  async function askRows<Name extends 'page' | 'summary', None>(
    name: Name,
    ask: EngineCalls[Name]['ask'],
    none: None,
  ): Promise<EngineCalls[Name]['answer'] | None> {
    const held = current
    if (held?.isOpen !== true) return none
    try {
      return await held.engine.call(name, ask)
    } catch (error) {
      // The engine ended with its report, and the window shows another one now, or none, or that its rows are lost.
      if (held === current && !held.isLost) throw error
      return askRows(name, ask, none)
    }
  }

  return {
    begin,
    control: (what) => current?.run[what](),
    view: () =>
      current === null ? nothing(pabxNow()) : viewOf(current, pabxNow(), ports.store.get().profile.locale),
    page: (ask) => askRows('page', ask, { total: 0, rows: [] }),
    summary: () => askRows('summary', null, null),
    compare,
    stopComparing,
    exportTo,
    isHeld: () =>
      current?.isLost === false &&
      (current.ending === null || (current.ending.summary.rows > 0 && !current.exported)),
    isRunning,
    closeQuestion: () => (isRunning() ? closeQuestion(ports.store.get().profile.locale) : null),
    hasRows: () => current !== null,
    close,
  }
}
