import { kindOf, type Filters, type ReportKind, type ReportRow } from '../../../shared/reports/kinds'
import { dated, floorTo, isFull, isOrdered, isWithin, orderOf } from './pages'
import type { Ask, Dated, Order, Window } from './pages'
import { createSplitter } from './split'

/** Records that the API cannot tell apart: one smallest window holds more of them than it gives. */
export type Incomplete = { readonly window: Window; readonly filters: Filters }

export type Step = {
  readonly rows: readonly ReportRow[]
  readonly incomplete: readonly Incomplete[]
  /** Share of the period that is done, 0 to 1. */
  readonly done: number
}

type Whole = { readonly rows: readonly Dated[]; readonly full: boolean }

/** While windows are guessed, each is to hold about this many records. */
const AIM = 1_500

/**
 * Every record of a period, past the 2,000 that one answer holds ("APIv2, Observação"), each exactly once.
 *
 * Where a full answer comes in time order, and a probe shows that nothing is missing on its near side, the
 * walk goes on from the moment where it was cut: the rows of that moment are dropped and asked for again.
 * Where the order cannot be trusted, windows are made so small that no answer is full. One smallest window
 * that is still full is split by the other filters; what cannot be split is told as incomplete.
 */
export async function* walk(
  kind: ReportKind,
  period: Window,
  filters: Filters,
  ask: Ask,
): AsyncGenerator<Step, void> {
  const { grain, time } = kindOf(kind)
  const split = createSplitter(kind, period, filters, (window, narrowed) => ask(reaching(window), narrowed))
  const span = period.last - period.first + grain
  let doneSeconds = 0
  /** Whether `23:59` takes in `23:59:30`: the document does not say, the answers do. */
  let endIsWhole = grain === 1

  const step = (
    window: Window | null,
    rows: readonly Dated[],
    incomplete: readonly Incomplete[] = [],
  ): Step => {
    if (window !== null) doneSeconds += window.last - window.first + grain
    return { rows: rows.map(({ row }) => row), incomplete, done: Math.min(1, doneSeconds / span) }
  }

  /** With all of its last grain, whichever way the PABX reads an end. */
  const reaching = ({ first, last }: Window): Window => ({
    first,
    last: endIsWhole || last >= period.last ? last : last + grain,
  })

  async function whole(window: Window): Promise<Whole> {
    const asked = reaching(window)
    const page = await ask(asked, filters)
    const all = dated(page.rows, time)
    endIsWhole ||= all.some((row) => isAfterStartOf(asked.last, grain, row))
    const rows = all.filter((row) => isWithin(window, grain, row))
    // The overlap was not needed, and took the room of what was wanted.
    if (asked.last > window.last && endIsWhole && isFull(page) && rows.length < all.length / 2)
      return whole(window)
    return { rows, full: isFull(page) }
  }

  /** Whether nothing was left out between the middle of this answer and the side it begins at. */
  async function isTrusted(window: Window, page: Whole, order: Order): Promise<boolean> {
    const { index, grain: cut } = cutOf(page.rows, grain)
    const middle = index === 0 ? null : (page.rows[Math.floor(index / 2)]?.at ?? null)
    const inner = middle === null ? null : floorTo(grain, middle)
    const near =
      order === 'newestFirst'
        ? { first: inner ?? cut + grain, last: window.last }
        : { first: window.first, last: inner ?? cut - grain }
    if (near.first > near.last) return true
    const expected = page.rows.filter((row) => row.dated && isWithin(near, grain, row)).length
    const found = await whole(near)
    return !found.full && found.rows.filter((row) => row.dated).length === expected
  }

  /**
   * A minute whose seconds cannot be reached: the answer reaches into the next one to have them, and that one
   * alone fills it. What stands at its first second is given, and the minute is told as incomplete.
   */
  async function behindCrowd(moment: Window): Promise<Pick<Step, 'incomplete'> & Pick<Whole, 'rows'>> {
    const page = await ask(moment, filters)
    const rows = dated(page.rows, time).filter((row) => isWithin(moment, grain, row))
    return { rows, incomplete: [{ window: moment, filters }] }
  }

  async function* fromCutToCut(window: Window, first: Whole, order: Order): AsyncGenerator<Step, void> {
    let rest = window
    let page = first
    for (;;) {
      if (page.rows.length === 0) {
        // Where the oldest come first there is nothing before the crowd; else the crowd hides what is.
        if (order === 'oldestFirst') {
          yield step(rest, [])
          return
        }
        const moment = { first: rest.last, last: rest.last }
        const parts = await behindCrowd(moment)
        yield step(moment, parts.rows, parts.incomplete)
        rest = { ...rest, last: rest.last - grain }
        if (rest.first > rest.last) return
        page = await whole(rest)
        if (page.full) continue
        yield step(rest, page.rows)
        return
      }
      const { index, grain: cut } = cutOf(page.rows, grain)
      const kept = page.rows.slice(0, index)
      const newest = order === 'newestFirst'
      if (kept.length === 0) {
        // One moment fills the whole answer.
        const moment = { first: cut, last: cut }
        const parts = await split(moment, page.rows)
        const done = newest ? { first: cut, last: rest.last } : { first: rest.first, last: cut }
        yield step(done, parts.rows, parts.incomplete)
        rest = newest ? { ...rest, last: cut - grain } : { ...rest, first: cut + grain }
      } else {
        const done = newest
          ? { first: cut + grain, last: rest.last }
          : { first: rest.first, last: cut - grain }
        yield step(done, kept)
        rest = newest ? { ...rest, last: cut } : { ...rest, first: cut }
      }
      if (rest.first > rest.last) return
      page = await whole(rest)
      if (!page.full) {
        yield step(rest, page.rows)
        return
      }
      if (!isOrdered(page.rows, order)) {
        yield* bySize(rest)
        return
      }
    }
  }

  /** Windows whose size follows the density seen so far. */
  async function* bySize(window: Window): AsyncGenerator<Step, void> {
    let first = window.first
    let size = (window.last - window.first + grain) / 2
    while (first <= window.last) {
      const length = Math.max(grain, floorTo(grain, size))
      const part = { first, last: Math.min(first + length - grain, window.last) }
      const page = await whole(part)
      if (page.full && part.last > part.first) {
        size = (part.last - part.first + grain) / 2
        continue
      }
      if (page.full) {
        const parts = page.rows.length === 0 ? await behindCrowd(part) : await split(part, page.rows)
        yield step(part, parts.rows, parts.incomplete)
      } else {
        yield step(part, page.rows)
        const seconds = part.last - part.first + grain
        size = Math.min(seconds * 4, (seconds * AIM) / Math.max(1, page.rows.length))
      }
      first = part.last + grain
    }
  }

  const page = await whole(period)
  const order = orderOf(page.rows)
  if (!page.full) {
    yield step(period, page.rows)
  } else if (period.first === period.last) {
    const parts = await split(period, page.rows)
    yield step(period, parts.rows, parts.incomplete)
  } else if (order !== null && (await isTrusted(period, page, order))) {
    yield* fromCutToCut(period, page, order)
  } else {
    yield* bySize(period)
  }
  if (!endIsWhole) yield step(null, await lastMinute())

  /** The seconds after the last `23:59:00`, where the PABX takes that for the end. */
  async function lastMinute(): Promise<readonly Dated[]> {
    const { rows } = await ask({ first: period.last, last: period.last + grain }, filters)
    return dated(rows, time).filter((row) => isAfterStartOf(period.last, grain, row))
  }
}

/** In that grain, but later than where it begins. */
const isAfterStartOf = (start: number, grain: number, { at, dated: isDated }: Dated): boolean =>
  isDated && at !== null && at > start && at < start + grain

/** Where an answer was cut: the grain of its last row, and the index of the first row that lies in it. */
function cutOf(rows: readonly Dated[], grain: number): { readonly index: number; readonly grain: number } {
  const cut = floorTo(grain, rows.at(-1)?.at ?? 0)
  let index = rows.length
  while (index > 0 && floorTo(grain, rows[index - 1]?.at ?? 0) === cut) index -= 1
  return { index, grain: cut }
}
