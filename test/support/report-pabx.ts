import { pabxTime } from '../../src/shared/time'
import type { Page, Source, Window } from '../../src/main/core/reports/pages'
import type { Incomplete } from '../../src/main/core/reports/split'
import { walk, type Position } from '../../src/main/core/reports/walk'
import {
  kindOf,
  noFilters,
  type FilterName,
  type Filters,
  type ReportKind,
  type ReportRow,
} from '../../src/shared/reports/kinds'
import { readPabxTime, pabxTimeText } from '../../src/shared/reports/pabx-time'

export const CAP = 2_000
export const DAY = 86_400
export const start = readPabxTime('2020-09-02 00:00:00') ?? 0

export type Manner = {
  /** In which order the PABX reads its records before it cuts. */
  readonly reads: 'newest' | 'oldest' | 'random' | 'inserted'
  /** In which order it lays them into the answer. */
  readonly lays: 'newest' | 'oldest' | 'asRead'
  /** Whether `10:15` as an end takes in `10:15:30`. */
  readonly wholeMinutes: boolean
  readonly cap: number
  /** Seconds by which it answers more than it was asked for, on both sides. */
  readonly slop: number
  /** Whether `count` is what there is, and not what it gives. */
  readonly sendsTotal: boolean
  readonly filters: Readonly<Record<FilterName, 'works' | 'ignored' | 'refused'>>
}

export const plain: Manner = {
  reads: 'newest',
  lays: 'asRead',
  wholeMinutes: true,
  cap: CAP,
  slop: 0,
  sendsTotal: false,
  filters: { hangup_cause: 'works', mailing: 'refused', destination: 'works' },
}

export type Call = {
  readonly at: number
  readonly cause?: string
  readonly mailing?: string
  readonly destination?: string
  /** Its date, as the PABX writes it, where that is not the usual way. */
  readonly written?: string
}

export const even = (count: number, days: number): Call[] =>
  Array.from({ length: count }, (_unused, index) => ({
    at: start + Math.floor((index * days * DAY) / count),
  }))

export const whole = (days: number, grain: number): Window => ({
  first: pabxTime(start),
  last: pabxTime(start + days * DAY - grain),
})

type Recorded = { readonly at: number; readonly row: ReportRow }

/** Those calls as the PABX has them on record. */
export const recordsOf = (kind: ReportKind, calls: readonly Call[]): readonly Recorded[] =>
  calls.map((call, index) => recorded(kind, call, index))

const recorded = (
  kind: ReportKind,
  { at, cause = 'NO_ANSWER', mailing = '9998', destination, written }: Call,
  index: number,
): Recorded => ({
  at,
  row: {
    [kindOf(kind).time]: written ?? pabxTimeText(pabxTime(at)),
    hangup_cause: cause,
    mailing_key: mailing,
    destination: destination ?? String(index % 3_000),
  },
})

/** A PABX in a few lines, which cuts at its cap; and what it was asked. */
export const reportPabx = (kind: ReportKind, calls: readonly Call[], manner: Manner = plain) =>
  pabxOf(kind, recordsOf(kind, calls), manner)

/** The same over records that were made before, for a test that asks more than one PABX about them. */
export function pabxOf(kind: ReportKind, records: readonly Recorded[], manner: Manner = plain) {
  const { grain } = kindOf(kind)
  const all = [...records]
  const scatter = (at: number): number => (at * 7919) % 1009
  let asked = 0
  let most = 0
  let underWay = 0
  const requests: { readonly window: Window; readonly filters: Filters }[] = []

  const readings = {
    newest: () => all.toSorted((a, b) => b.at - a.at),
    oldest: () => all.toSorted((a, b) => a.at - b.at),
    random: () => all.toSorted((a, b) => scatter(a.at) - scatter(b.at)),
    inserted: () => all,
  }
  let inOrder = readings[manner.reads]()

  function answer({ first, last }: Window, filters: Filters): Page {
    if (inOrder.length < all.length) inOrder = readings[manner.reads]()
    const end = (manner.wholeMinutes ? last + grain - 1 : last) + manner.slop
    const found = inOrder.filter(
      ({ at, row }) => at >= first - manner.slop && at <= end && fits(row, filters, manner),
    )
    const cut = found.slice(0, manner.cap)
    const laid =
      manner.lays === 'asRead'
        ? cut
        : cut.toSorted((a, b) => (manner.lays === 'newest' ? b.at - a.at : a.at - b.at))
    const total = manner.sendsTotal && found.length > cut.length ? found.length : null
    return { rows: laid.map(({ row }) => row), received: laid.length, total }
  }

  async function ask(window: Window, filters: Filters): Promise<Page> {
    asked += 1
    underWay += 1
    most = Math.max(most, underWay)
    requests.push({ window, filters })
    await Promise.resolve()
    underWay -= 1
    return answer(window, filters)
  }
  const source: Source = {
    ask,
    probe: async (window, filters) => {
      const isRefused = (Object.keys(manner.filters) as FilterName[]).some(
        (name) => filters[name] !== '' && manner.filters[name] === 'refused',
      )
      const page = await ask(window, filters)
      return isRefused ? null : page
    },
  }
  return {
    source,
    all,
    rows: () => all.map(({ row }) => row),
    asked: () => asked,
    mostAtOnce: () => most,
    requests,
    /** One more record, from now on. */
    add: (call: Call) => all.push(recorded(kind, call, all.length)),
  }
}

const columns = { hangup_cause: 'hangup_cause', mailing: 'mailing_key', destination: 'destination' } as const

const fits = (row: ReportRow, filters: Filters, manner: Manner): boolean =>
  (Object.keys(columns) as FilterName[]).every(
    (name) =>
      filters[name] === '' || manner.filters[name] !== 'works' || row[columns[name]] === filters[name],
  )

export type Walked = {
  readonly rows: readonly ReportRow[]
  readonly incomplete: readonly Incomplete[]
  readonly positions: readonly Position[]
}

/** A walk to its end, or up to that many steps of it. */
export async function walked(
  kind: ReportKind,
  period: Window,
  source: Source,
  from?: Position,
  steps = Infinity,
): Promise<Walked> {
  const rows: ReportRow[] = []
  const incomplete: Incomplete[] = []
  const positions: Position[] = []
  let done = from?.rest === null ? 1 : 0
  for await (const step of walk(kind, period, noFilters, source, from)) {
    rows.push(...step.rows)
    incomplete.push(...step.incomplete)
    positions.push(step.position)
    if (step.done < done) throw new Error(`the share done fell from ${done} to ${step.done}`)
    done = step.done
    if (positions.length >= steps) return { rows, incomplete, positions }
  }
  if (done !== 1) throw new Error(`the walk ended with ${done} of the period done`)
  return { rows, incomplete, positions }
}

export const bag = (rows: readonly ReportRow[]): string[] => rows.map((row) => JSON.stringify(row)).sort()
