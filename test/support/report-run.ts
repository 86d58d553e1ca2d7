import { pabxTime, steadyTime } from '../../src/shared/time'
import type { Pabx } from '../../src/main/core/kernel/ports'
import type { ReportRequest } from '../../src/main/core/reports/request'
import { runReport, type Kept, type ReportProgress, type Sink } from '../../src/main/core/reports/run'
import { noFilters, type Filters, type ReportRow } from '../../src/shared/reports/kinds'
import { readPabxTime } from '../../src/shared/reports/pabx-time'
import { failed, ok } from '../../src/shared/result'
import type { PabxErrorKind } from '../../src/shared/vocom/errors'
import { plain, reportPabx, whole, type Call, type Manner } from './report-pabx'

type Failing = (request: number, filters: Filters) => PabxErrorKind | null

/** A PABX that speaks APIv2 over those records, and fails where it is told to. */
export function speaking(calls: readonly Call[], failing: Failing = () => null, manner: Manner = plain) {
  const records = reportPabx('dialer', calls, manner)
  let requests = 0
  let underWay = 0
  let most = 0
  const call = async (
    _endpoint: string,
    request: Filters & { date_begin: string; date_end: string },
    { peek }: { peek?: (text: string) => void } = {},
  ) => {
    const { date_begin, date_end, destination, mailing, hangup_cause } = request
    const filters = { destination, mailing, hangup_cause }
    const kind = failing(requests++, filters)
    underWay += 1
    most = Math.max(most, underWay)
    await new Promise((resolve) => setImmediate(resolve))
    underWay -= 1
    if (kind !== null) return failed({ kind, acted: 'no' as const })
    const page = await records.source.ask(
      { first: pabxTime(readPabxTime(date_begin) ?? 0), last: pabxTime(readPabxTime(date_end) ?? 0) },
      filters,
    )
    // As the real client does: the text is shown before it is parsed.
    peek?.(JSON.stringify({ result: page.rows }))
    return ok({ list: page.rows, received: page.received, count: page.total ?? page.received })
  }
  return { pabx: { call } as unknown as Pabx, records, requests: () => requests, most: () => most }
}

/** A clock on which waiting takes no time. */
export function quickClock() {
  let now = 0
  return {
    now: () => steadyTime(now),
    after: (milliseconds: number, run: () => void) => {
      const timer = setImmediate(() => {
        now += milliseconds
        run()
      })
      return () => clearImmediate(timer)
    },
    pass: (milliseconds: number) => void (now += milliseconds),
  }
}

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
export const request = {
  kind: 'dialer',
  period: whole(1, 60),
  seconds: whole(1, 1),
  filters: noFilters,
} as const

export function begin(
  pabx: Pabx,
  sink: Partial<Sink> = {},
  more: object = {},
  from?: Kept,
  wanted: ReportRequest = request,
) {
  const rows: ReportRow[] = []
  const columns: string[][] = []
  const kept: Kept[] = []
  const seen: ReportProgress[] = []
  let left = 0
  const run = runReport(
    {
      pabx,
      clock: quickClock(),
      log,
      companyId: 'company',
      isBusy: () => false,
      givesUp: true,
      onProgress: (progress) => void seen.push(progress),
      ...more,
    },
    wanted,
    {
      open: (names) => Promise.resolve(void columns.push([...names])),
      write: (found) => Promise.resolve(void rows.push(...found)),
      keep: (known) => Promise.resolve(void kept.push(known)),
      close: () => Promise.resolve(),
      leave: () => Promise.resolve(void (left += 1)),
      ...sink,
    },
    from,
  )
  return { run, rows, columns, kept, seen, left: () => left }
}
