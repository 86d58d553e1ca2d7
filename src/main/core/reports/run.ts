import type { Sentence } from '../../../shared/i18n/say'
import { kindOf, type ReportRow } from '../../../shared/reports/kinds'
import { createPabxTimeReader } from '../../../shared/reports/pabx-time'
import { errorSentence } from '../../../shared/vocom/error-sentence'
import type { AnswerOf } from '../../../shared/vocom/endpoints'
import { lastingOfWay, type PabxError } from '../../../shared/vocom/errors'
import type { Clock, Logger, Pabx } from '../kernel/ports'
import type { Page, Probe, Window } from './pages'
import { createAhead } from './ahead'
import { createColumns, type LeftOut } from './files/columns'
import { isDiskFull } from './disk-full'
import { apiRequest, type ReportRequest } from './request'
import type { Incomplete } from './split'
import { walk, type Position } from './walk'

export type Summary = LeftOut & {
  readonly rows: number
  readonly requests: number
  readonly incomplete: readonly Incomplete[]
  /** Rows without a readable date, which may belong to another period. */
  readonly undated: number
}

/** What is needed to continue, given the rows written so far. */
export type Kept = Summary & { readonly position: Position; readonly columns: readonly string[] }

/** Where the rows go. If a method rejects, the report ends, and what was written stays. */
export type Sink = {
  /** Called once, before the first rows, with the report's own columns and then the unknown ones of those rows. */
  readonly open: (columns: readonly string[]) => Promise<void>
  readonly write: (rows: readonly ReportRow[]) => Promise<void>
  /** Receives the position after each write. A sink that supports continuing stores it. */
  readonly keep?: (kept: Kept) => Promise<void>
  readonly close: (summary: Summary) => Promise<void>
  /** Called instead of `close` when the report ends before its last row. Does not reject. */
  readonly leave?: () => Promise<void>
}

export type ReportState = 'running' | 'paused' | 'failed'

export type ReportProgress = {
  readonly state: ReportState
  readonly rows: number
  /** The share of the period that is done, 0 to 1. */
  readonly done: number
  readonly secondsLeft: number | null
  /** Why the report is waiting; null while it runs. */
  readonly trouble: Sentence | null
}

export type Ending =
  | { readonly kind: 'done'; readonly summary: Summary }
  | { readonly kind: 'cancelled'; readonly summary: Summary }
  | { readonly kind: 'failed'; readonly sentence: Sentence; readonly summary: Summary }

export type ReportRun = {
  readonly pause: () => void
  /** Continues after a pause or a failure. */
  readonly resume: () => void
  readonly cancel: () => void
  readonly finished: Promise<Ending>
}

type Ports = {
  readonly pabx: Pabx
  readonly clock: Clock
  readonly log: Logger
  readonly companyId: string
  /** Whether a command is being sent; reports then wait. */
  readonly isBusy: () => boolean
  readonly onProgress: (progress: ReportProgress) => void
  /** Ends at a lasting failure instead of waiting for `resume`. */
  readonly givesUp: boolean
}

class Cancelled extends Error {}
class GivenUp extends Error {
  constructor(readonly sentence: Sentence) {
    super(sentence.key)
  }
}

/** Refusals of a filter, or of its value. */
const refusals = new Set<PabxError['kind']>(['params_failed', 'not_found_failed', 'execute_failed'])

/** Milliseconds before each further try. After the last one the report waits or ends. */
const RETRY_AFTER_MS = [500, 1_500, 4_000, 10_000]
/** After a slower answer the report rests for half as long as the answer took. Milliseconds. */
const SLOW_MS = 1_500
const BUSY_LOOK_MS = 100

/** Failures that another try would not change. */
const lasting = new Set<PabxError['kind']>([
  'params_failed',
  'authentication_failed',
  'not_found_failed',
  'bad_request',
  'insecure_http_refused',
  ...lastingOfWay,
  'not_vocom',
  'redirected',
])

/**
 * Runs a report into a sink: one request at a time, sent while the previous rows are being written. `from` is the state
 * that an earlier run stored for the same sink.
 */
export function runReport(ports: Ports, request: ReportRequest, sink: Sink, from?: Kept): ReportRun {
  const { pabx, clock, companyId } = ports
  const { endpoint, columns: known, grain, time } = kindOf(request.kind)
  const life = new AbortController()
  const startedAt = clock.now()
  let state: ReportState = 'running'
  let trouble: Sentence | null = null
  let wakeUp: () => void = () => undefined
  let done = 0
  let rows = from?.rows ?? 0
  let requests = from?.requests ?? 0
  let undated = from?.undated ?? 0
  const incomplete: Incomplete[] = [...(from?.incomplete ?? [])]
  const columns = createColumns(
    known.map(({ name }) => name),
    from,
  )
  const secondsOf = createPabxTimeReader()

  const reportProgress = (): void => {
    const spent = (clock.now() - startedAt) / 1_000
    const secondsLeft = done > 0.01 && state === 'running' ? Math.round((spent / done) * (1 - done)) : null
    ports.onProgress({ state, rows, done, secondsLeft, trouble })
  }
  const sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const ended = (): void => {
        callOff()
        resolve()
      }
      const callOff = clock.after(milliseconds, () => {
        life.signal.removeEventListener('abort', ended)
        resolve()
      })
      life.signal.addEventListener('abort', ended, { once: true })
    })
  const cancelled = (): boolean => life.signal.aborted
  const standsStill = (): boolean => state !== 'running'

  async function untilMayGo(): Promise<void> {
    while (standsStill() && !cancelled()) await new Promise<void>((resolve) => (wakeUp = resolve))
    while (ports.isBusy() && !cancelled()) await sleep(BUSY_LOOK_MS)
    if (cancelled()) throw new Cancelled()
  }

  async function ask(window: Window, filters: ReportRequest['filters']): Promise<Page> {
    const page = await tried(window, filters, false)
    if (page === null) throw new Error('only a probe may be refused')
    return page
  }

  /** The walk itself added this filter, so a refusal says something about the filter and does not end the report. */
  const probe: Probe = (window, filters) => tried(window, filters, true)

  function send(
    window: Window,
    filters: ReportRequest['filters'],
  ): ReturnType<typeof pabx.call<typeof endpoint>> {
    requests += 1
    const sentAt = clock.now()
    return pabx.call(endpoint, apiRequest(request.kind, window, filters, companyId), {
      lane: 'report',
      signal: life.signal,
      peek: (text) => {
        const isSlow = clock.now() - sentAt > SLOW_MS
        if (!isSlow && !standsStill() && !ports.isBusy() && !cancelled()) ahead.look(window, filters, text)
      },
    })
  }
  const ahead = createAhead(request.kind, send)

  async function tried(
    window: Window,
    filters: ReportRequest['filters'],
    isProbe: boolean,
  ): Promise<Page | null> {
    for (let tries = 0; ; tries++) {
      await untilMayGo()
      const sentAt = clock.now()
      const answer = await (ahead.take(window, filters) ?? send(window, filters))
      if (cancelled()) throw new Cancelled()
      const took = clock.now() - sentAt
      if (answer.ok) {
        if (took > SLOW_MS) await sleep(took / 2)
        return pageOf(answer.value)
      }
      const { kind, retryAfterMs = 0 } = answer.error
      // A failure to execute may be temporary, so it is tried once more.
      if (isProbe && refusals.has(kind) && (kind !== 'execute_failed' || tries > 0)) return null
      const wait = RETRY_AFTER_MS[tries]
      if (wait !== undefined && !lasting.has(kind)) {
        await sleep(Math.max(wait, retryAfterMs))
        continue
      }
      trouble = errorSentence(answer.error, true)
      if (ports.givesUp) throw new GivenUp(trouble)
      state = 'failed'
      tries = -1
      reportProgress()
    }
  }

  const { seconds, period } = request
  const isWhole = seconds.first <= period.first && seconds.last >= period.last + grain - 1
  /**
   * The dialer is asked for whole minutes, so rows outside the wanted seconds are dropped. A row without a date is
   * kept.
   */
  const isWanted = (row: ReportRow): boolean => {
    const at = secondsOf(row[time] ?? '')
    return at === null || (at >= seconds.first && at <= seconds.last)
  }

  async function write(read: readonly ReportRow[]): Promise<void> {
    const found = isWhole ? read : read.filter(isWanted)
    if (found.length === 0) return
    if (columns.names() === null) await sink.open(columns.open(found))
    for (const row of found) {
      if (secondsOf(row[time] ?? '') === null) undated += 1
      columns.look(row)
    }
    await sink.write(found)
    rows += found.length
  }

  const summary = (): Summary => ({ rows, requests, incomplete, undated, ...columns.leftOut() })

  async function run(): Promise<Ending> {
    try {
      const steps = walk(request.kind, request.period, request.filters, { ask, probe }, from?.position)
      let upcoming = steps.next()
      for (;;) {
        const step = await upcoming
        if (step.done === true) break
        // Requested while the disk is busy; a failure surfaces when the answer is awaited.
        upcoming = steps.next()
        upcoming.catch(() => undefined)
        // Gives the request time to leave before the last answer's rows occupy the process.
        await new Promise<void>((resolve) => clock.after(0, resolve))
        await write(step.value.rows)
        incomplete.push(...step.value.incomplete)
        done = step.value.done
        const names = columns.names()
        if (names !== null) await sink.keep?.({ ...summary(), position: step.value.position, columns: names })
        reportProgress()
      }
      if (columns.names() === null) await sink.open(columns.open([]))
      // Cancels requests that were sent ahead and are not needed.
      life.abort()
      await sink.close(summary())
      return { kind: 'done', summary: summary() }
    } catch (error) {
      life.abort()
      await sink.leave?.()
      if (error instanceof Cancelled) return { kind: 'cancelled', summary: summary() }
      if (error instanceof GivenUp) return { kind: 'failed', sentence: error.sentence, summary: summary() }
      ports.log.error('report', error)
      const key = isDiskFull(error) ? 'report_disk_full' : 'report_not_written'
      return { kind: 'failed', sentence: { key }, summary: summary() }
    }
  }

  const goOn = (next: ReportState): void => {
    state = next
    if (next === 'running') trouble = null
    reportProgress()
    wakeUp()
  }
  return {
    pause: () => {
      if (state === 'running') goOn('paused')
    },
    resume: () => goOn('running'),
    cancel: () => {
      life.abort()
      wakeUp()
    },
    finished: run(),
  }
}

/** An answer that was cut ends at a round number of rows; only then does a larger count mean the total. */
function pageOf({ list, received, count }: AnswerOf<'listDialer'>): Page {
  const isTotal = count !== null && count > received && received > 0 && received % 100 === 0
  return { rows: list, received: Math.max(received, list.length), total: isTotal ? count : null }
}
