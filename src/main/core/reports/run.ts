import type { Sentence } from '../../../shared/i18n/say'
import { kindOf, type ReportRow } from '../../../shared/reports/kinds'
import { errorSentence } from '../../../shared/vocom/error-sentence'
import type { PabxError } from '../../../shared/vocom/errors'
import type { Clock, Logger, Pabx } from '../ports'
import type { Page, Window } from './pages'
import { apiRequest, type ReportRequest } from './request'
import { walk, type Incomplete } from './walk'

export type Summary = {
  readonly rows: number
  readonly requests: number
  readonly incomplete: readonly Incomplete[]
  /** Columns that turned up after the first rows were written, and are in no file. */
  readonly lateColumns: readonly string[]
  /** Rows without a readable date: they may belong elsewhere. */
  readonly undated: number
}

/** Where the rows go. Every method may reject: then the report ends, and what was written stays. */
export type Sink = {
  /** Called once, before the first rows: the report's own columns, then those it does not know. */
  readonly open: (columns: readonly string[]) => Promise<void>
  readonly write: (rows: readonly ReportRow[]) => Promise<void>
  readonly close: (summary: Summary) => Promise<void>
}

export type ReportState = 'running' | 'paused' | 'failed'

export type ReportProgress = {
  readonly state: ReportState
  readonly rows: number
  readonly requests: number
  /** Share of the period, 0 to 1. */
  readonly done: number
  readonly secondsLeft: number | null
  /** Why it stands still. */
  readonly trouble: Sentence | null
}

export type Ending =
  | { readonly kind: 'done'; readonly summary: Summary }
  | { readonly kind: 'cancelled'; readonly summary: Summary }
  | { readonly kind: 'failed'; readonly sentence: Sentence; readonly summary: Summary }

export type ReportRun = {
  readonly pause: () => void
  /** Goes on where it stood, after a pause or a failure. */
  readonly resume: () => void
  readonly cancel: () => void
  readonly finished: Promise<Ending>
}

type Ports = {
  readonly pabx: Pabx
  readonly clock: Clock
  readonly log: Logger
  readonly companyId: string
  /** Whether a command is on its way: reports wait. */
  readonly isBusy: () => boolean
  readonly onProgress: (progress: ReportProgress) => void
  /** Ends at a failure that does not pass, instead of waiting for somebody to go on. */
  readonly givesUp: boolean
}

class Cancelled extends Error {}
class GivenUp extends Error {
  constructor(readonly sentence: Sentence) {
    super(sentence.key)
  }
}

/** Milliseconds before each new try; after the last the report stands still, or ends. */
const RETRY_AFTER_MS = [500, 1_500, 4_000, 10_000]
/** An answer slower than this is followed by a rest of half its time. */
const SLOW_MS = 1_500
const BUSY_LOOK_MS = 100

/** Trying again changes nothing. */
const lasting = new Set<PabxError['kind']>([
  'params_failed',
  'authentication_failed',
  'not_found_failed',
  'bad_request',
  'insecure_http_refused',
  'tls_refused',
  'not_vocom',
  'redirected',
])

/** Runs a report into a sink: one request at a time, the next one while the last rows are being written. */
export function runReport(ports: Ports, request: ReportRequest, sink: Sink): ReportRun {
  const { pabx, clock, companyId } = ports
  const { endpoint, columns: known, time } = kindOf(request.kind)
  const life = new AbortController()
  const startedAt = clock.now()
  let state: ReportState = 'running'
  let trouble: Sentence | null = null
  let wakeUp: () => void = () => undefined
  let done = 0
  let rows = 0
  let requests = 0
  let undated = 0
  const incomplete: Incomplete[] = []
  let columns: readonly string[] | null = null
  const late = new Set<string>()

  const tell = (): void => {
    const spent = (clock.now() - startedAt) / 1_000
    const secondsLeft = done > 0.01 && state === 'running' ? Math.round((spent / done) * (1 - done)) : null
    ports.onProgress({ state, rows, requests, done, secondsLeft, trouble })
  }
  const sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const callOff = clock.after(milliseconds, resolve)
      life.signal.addEventListener('abort', () => {
        callOff()
        resolve()
      })
    })
  const cancelled = (): boolean => life.signal.aborted
  const standsStill = (): boolean => state !== 'running'

  async function untilMayGo(): Promise<void> {
    while (standsStill() && !cancelled()) await new Promise<void>((resolve) => (wakeUp = resolve))
    while (ports.isBusy() && !cancelled()) await sleep(BUSY_LOOK_MS)
    if (cancelled()) throw new Cancelled()
  }

  async function ask(window: Window, filters: ReportRequest['filters']): Promise<Page> {
    for (let tries = 0; ; tries++) {
      await untilMayGo()
      const sentAt = clock.now()
      requests += 1
      const answer = await pabx.call(endpoint, apiRequest(request.kind, window, filters, companyId), {
        lane: 'report',
        signal: life.signal,
      })
      if (cancelled()) throw new Cancelled()
      const took = clock.now() - sentAt
      if (answer.ok) {
        const { list, received } = answer.value as { list: readonly ReportRow[]; received: number }
        if (took > SLOW_MS) await sleep(took / 2)
        return { rows: list, received: Math.max(received, list.length) }
      }
      const wait = RETRY_AFTER_MS[tries]
      if (wait !== undefined && !lasting.has(answer.error.kind)) {
        await sleep(Math.max(wait, answer.error.retryAfterMs ?? 0))
        continue
      }
      trouble = errorSentence(answer.error, true)
      if (ports.givesUp) throw new GivenUp(trouble)
      state = 'failed'
      tries = -1
      tell()
    }
  }

  async function write(found: readonly ReportRow[]): Promise<void> {
    if (columns === null) {
      const names = known.map(({ name }) => name)
      columns = [
        ...names,
        ...new Set(found.flatMap((row) => Object.keys(row).filter((name) => !names.includes(name)))),
      ]
      await sink.open(columns)
    }
    for (const row of found) {
      if ((row[time] ?? '') === '') undated += 1
      for (const name in row) if (!columns.includes(name)) late.add(name)
    }
    if (found.length > 0) await sink.write(found)
    rows += found.length
  }

  const summary = (): Summary => ({ rows, requests, incomplete, lateColumns: [...late], undated })

  async function run(): Promise<Ending> {
    try {
      const steps = walk(request.kind, request.period, request.filters, ask)
      let upcoming = steps.next()
      for (;;) {
        const step = await upcoming
        if (step.done === true) break
        // Asked for while the disk is busy; a failure is met when it is awaited.
        upcoming = steps.next()
        upcoming.catch(() => undefined)
        // On its way, before the rows of the last answer take their time.
        await new Promise<void>((resolve) => clock.after(0, resolve))
        await write(step.value.rows)
        incomplete.push(...step.value.incomplete)
        done = step.value.done
        tell()
      }
      if (columns === null) await write([])
      await sink.close(summary())
      return { kind: 'done', summary: summary() }
    } catch (error) {
      life.abort()
      if (error instanceof Cancelled) return { kind: 'cancelled', summary: summary() }
      if (error instanceof GivenUp) return { kind: 'failed', sentence: error.sentence, summary: summary() }
      ports.log.error('report', error)
      const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
      const key = code === 'ENOSPC' ? 'report_disk_full' : 'report_not_written'
      return { kind: 'failed', sentence: { key }, summary: summary() }
    }
  }

  const goOn = (next: ReportState): void => {
    state = next
    if (next === 'running') trouble = null
    tell()
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
