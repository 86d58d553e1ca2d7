import { kindOf, type Filters, type ReportKind } from '../../../shared/reports/kinds'
import { RECORD_LIMIT } from '../../../shared/vocom/endpoints'
import { above, below, countIn, dated, floorTo, isAfterStartOf, isWithin } from './pages'
import type { Dated, Page, Probe, Source, Whole, Window } from './pages'

/** What the answers taught of the PABX. */
export type Learnt = {
  /** Whether `23:59` takes in `23:59:30`: the document does not say, the answers do. */
  readonly endIsWhole: boolean
  /** As many rows as an answer holds before it is cut. */
  readonly cap: number
}

export type Reader = {
  readonly known: () => Learnt
  readonly isFull: (page: Page) => boolean
  /** One window with all of its last grain, whichever way the PABX reads an end. */
  readonly whole: (window: Window) => Promise<Whole>
  readonly probe: Probe
  /** What is there when just that moment is asked for. */
  readonly exactly: (moment: Window) => Promise<readonly Dated[]>
  /** How many rows a moment has, where the PABX says so. */
  readonly totalOf: (moment: Window) => Promise<number | null>
  readonly learnCap: (window: Window, page: Whole) => Promise<Whole>
  /** The rest of the period's last grain, where its first second was taken for its end. */
  readonly afterEnd: () => Promise<{ readonly rows: readonly Dated[]; readonly full: boolean }>
}

/** Reads windows of one period; learns from the answers how the PABX means its limits. */
export function createReader(
  kind: ReportKind,
  period: Window,
  filters: Filters,
  { ask, probe }: Source,
  before?: Learnt,
): Reader {
  const { grain, time } = kindOf(kind)
  let cap = before?.cap ?? RECORD_LIMIT
  let endIsWhole = grain === 1 || before?.endIsWhole === true
  let tellsTotal = false

  const isFull = ({ received, total }: Page): boolean => received >= cap || total !== null

  function reaching({ first, last }: Window): Window {
    return { first, last: endIsWhole || last >= period.last ? last : last + grain }
  }

  function learnEnd(rows: readonly Dated[], end: number): void {
    endIsWhole ||= rows.some((row) => isAfterStartOf(end, grain, row))
  }

  async function whole(window: Window): Promise<Whole> {
    const asked = reaching(window)
    const page = await ask(asked, filters)
    // It says that it has more than it gave.
    if (page.total !== null) cap = Math.min(cap, page.received)
    tellsTotal ||= page.total !== null
    const all = dated(page.rows, time)
    learnEnd(all, asked.last)
    const rows = all.filter((row) => isWithin(window, grain, row))
    const full = isFull(page)
    // The overlap was not needed, and took the room of what was wanted.
    if (asked.last > window.last && endIsWhole && full && rows.length < all.length / 2) return whole(window)
    const astray = full && rows.length === 0 && !all.some((row) => isWithin(asked, grain, row))
    return { rows, received: page.received, full, astray }
  }

  /**
   * A system that gives less than it should at a time: told from an answer of a round number of rows, by
   * asking for each half of it again.
   */
  async function learnCap(window: Window, page: Whole): Promise<Whole> {
    const { rows, received, full } = page
    const moments = rows.flatMap(({ at }) => (at === null ? [] : [at])).sort((a, b) => a - b)
    const middle = moments[moments.length >> 1]
    if (full || received % 100 !== 0 || middle === undefined) return page
    const half = floorTo(grain, middle)
    for (const part of [below(half, window), above(half + grain, window)]) {
      if (part === null || countIn(part, grain, (await whole(part)).rows) <= countIn(part, grain, rows))
        continue
      cap = received
      return { ...page, full: true }
    }
    return page
  }

  return {
    known: () => ({ endIsWhole, cap }),
    isFull,
    whole,
    probe: (window, narrowed) => probe(reaching(window), narrowed),
    exactly: async (moment) => {
      const rows = dated((await ask(moment, filters)).rows, time)
      learnEnd(rows, moment.last)
      return rows.filter((row) => isWithin(moment, grain, row))
    },
    totalOf: async (moment) => {
      if (!tellsTotal) return null
      const page = await ask(moment, filters)
      learnEnd(dated(page.rows, time), moment.last)
      return endIsWhole ? page.total : null
    },
    learnCap,
    afterEnd: async () => {
      const page = await ask({ first: period.last, last: period.last + grain }, filters)
      const rows = dated(page.rows, time).filter((row) => isAfterStartOf(period.last, grain, row))
      return { rows, full: isFull(page) }
    },
  }
}
