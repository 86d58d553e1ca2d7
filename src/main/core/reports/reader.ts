import { later } from '../../../shared/time'
import { kindOf, type Filters, type ReportKind } from '../../../shared/reports/kinds'
import { RECORD_LIMIT } from '../../../shared/vocom/endpoints'
import { above, below, countIn, dated, floorTo, isAfterStartOf, isWithin } from './pages'
import type { Dated, Page, Probe, Source, Whole, Window } from './pages'

/** What the answers have shown about the PABX. */
export type Learnt = {
  /** Whether an end of `23:59` includes `23:59:30`. The document does not say; the answers show it. */
  readonly endIsWhole: boolean
  /** The number of rows at which the PABX cuts an answer. */
  readonly cap: number
}

export type Reader = {
  readonly known: () => Learnt
  readonly isFull: (page: Page) => boolean
  /** Reads one window including its whole last grain, however the PABX understands an end. */
  readonly whole: (window: Window) => Promise<Whole>
  readonly probe: Probe
  /** The rows when only that moment is asked for. */
  readonly exactly: (moment: Window) => Promise<readonly Dated[]>
  /** How many rows a moment has, if the PABX says so. */
  readonly totalOf: (moment: Window) => Promise<number | null>
  readonly learnCap: (window: Window, page: Whole) => Promise<Whole>
  /** The rest of the period's last grain, for a PABX that stops at its first second. */
  readonly afterEnd: () => Promise<{ readonly rows: readonly Dated[]; readonly full: boolean }>
}

/**
 * Reads the windows of one period, and learns from the answers how the PABX understands dates and how many rows it
 * sends.
 */
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
  let sendsTotal = false

  const isFull = ({ received, total }: Page): boolean => received >= cap || total !== null

  function reaching({ first, last }: Window): Window {
    return { first, last: endIsWhole || last >= period.last ? last : later(last, grain) }
  }

  function learnEnd(rows: readonly Dated[], end: number): void {
    endIsWhole ||= rows.some((row) => isAfterStartOf(end, grain, row))
  }

  async function whole(window: Window): Promise<Whole> {
    const asked = reaching(window)
    const page = await ask(asked, filters)
    // The PABX says that it has more rows than it sent.
    if (page.total !== null) cap = Math.min(cap, page.received)
    sendsTotal ||= page.total !== null
    const all = dated(page.rows, time)
    learnEnd(all, asked.last)
    const rows = all.filter((row) => isWithin(window, grain, row))
    const full = isFull(page)
    // The extension to the next minute was not needed, and took up room for the wanted rows.
    if (asked.last > window.last && endIsWhole && full && rows.length < all.length / 2) return whole(window)
    const astray = full && rows.length === 0 && !all.some((row) => isWithin(asked, grain, row))
    return { rows, received: page.received, full, astray }
  }

  /**
   * Detects a PABX that sends fewer rows than documented: when an answer has a round number of rows, asks for each half
   * of its window again.
   */
  async function learnCap(window: Window, page: Whole): Promise<Whole> {
    const { rows, received, full } = page
    const moments = rows.flatMap(({ at }) => (at === null ? [] : [at])).sort((a, b) => a - b)
    const middle = moments[moments.length >> 1]
    if (full || received % 100 !== 0 || middle === undefined) return page
    const half = floorTo(grain, middle)
    for (const part of [below(half, window), above(later(half, grain), window)]) {
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
      if (!sendsTotal) return null
      const page = await ask(moment, filters)
      learnEnd(dated(page.rows, time), moment.last)
      return endIsWhole ? page.total : null
    },
    learnCap,
    afterEnd: async () => {
      const page = await ask({ first: period.last, last: later(period.last, grain) }, filters)
      const rows = dated(page.rows, time).filter((row) => isAfterStartOf(period.last, grain, row))
      return { rows, full: isFull(page) }
    },
  }
}
