import type { Sentence } from '../../../shared/i18n/say'
import { kindOf, type ReportRow } from '../../../shared/reports/kinds'
import type { ReportBefore } from '../../../shared/reports/session'
import { later, type PabxTime } from '../../../shared/time'
import { pabxTimeText } from '../../../shared/reports/pabx-time'
import { floorTo } from './pages'
import type { ReportRequest } from './request'
import { runReport, type Ending } from './run'
import { isCut } from './split'

/** A period before that holds more is not read to its end: the agent wanted a glance, not a second report. */
const MOST_RECORDS = 1_000_000

export type Comparison = {
  readonly view: () => ReportBefore
  readonly cancel: () => void
}

type Ports = Parameters<typeof runReport>[0]

/**
 * The period of the same length just before. One that had not ended when its report began is compared with the same
 * part of the period before.
 */
export function periodBefore({ kind, seconds, filters }: ReportRequest, begunAt: PabxTime): ReportRequest {
  const length = seconds.last - seconds.first + 1
  const end = seconds.last < begunAt ? seconds.last : begunAt
  const first = later(seconds.first, -length)
  const last = later(end, -length)
  const { grain } = kindOf(kind)
  return {
    kind,
    filters,
    seconds: { first, last },
    period: { first: floorTo(grain, first), last: floorTo(grain, last) },
  }
}

/** Counts the records of that period, and keeps none of them. */
export function countRecords(
  ports: Omit<Ports, 'givesUp' | 'onProgress'>,
  request: ReportRequest,
  onChange: (isNews: boolean) => void,
): Comparison {
  let total = 0
  let answered = 0
  let done = 0
  let ending: Ending | null = null
  let isTooMuch = false

  const count = (rows: readonly ReportRow[]): void => {
    total += rows.length
    answered += rows.filter(({ agent = '' }) => agent !== '').length
    if (total <= MOST_RECORDS) return
    isTooMuch = true
    run.cancel()
  }
  const run = runReport(
    {
      ...ports,
      // Nobody waits for it by a button: what lasts ends it, and it can be asked for again.
      givesUp: true,
      onProgress: (now) => {
        done = now.done
        onChange(false)
      },
    },
    request,
    {
      open: () => Promise.resolve(),
      write: (rows) => {
        count(rows)
        return Promise.resolve()
      },
      close: () => Promise.resolve(),
    },
  )
  void run.finished.then((ended) => {
    ending = ended
    onChange(true)
  })

  const trouble = (): Sentence | null => {
    if (isTooMuch) return { key: 'report_before_too_many', values: { count: MOST_RECORDS } }
    if (ending?.kind === 'failed') return ending.sentence
    return ending?.summary.incomplete.some(isCut) === true ? { key: 'report_before_incomplete' } : null
  }
  const status = (): ReportBefore['status'] =>
    trouble() !== null ? 'failed' : ending === null ? 'running' : 'done'
  return {
    view: () => ({
      status: status(),
      from: pabxTimeText(request.seconds.first),
      to: pabxTimeText(request.seconds.last),
      done,
      total,
      answered: request.kind === 'dialer' ? answered : null,
      trouble: trouble(),
    }),
    cancel: () => run.cancel(),
  }
}
