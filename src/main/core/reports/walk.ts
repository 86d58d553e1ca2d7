import { later, pabxTime } from '../../../shared/time'
import { kindOf, type Filters, type ReportKind, type ReportRow } from '../../../shared/reports/kinds'
import { above, below, countIn, cutOf, isOrdered, orderOf, turned, undatedAhead } from './pages'
import type { Dated, Manner, Source, Whole, Window } from './pages'
import { createReader, type Learnt } from './reader'
import { createSplitter, type Incomplete, type Known, type Parts } from './split'

/** How far a walk has come: all that is needed to continue. */
export type Position = {
  /** The window that is still to be walked; null when only the seconds at the ends are left. */
  readonly rest: Window | null
  /** Whether the seconds after the period's last `:00` have been read, for a PABX that leaves them out. */
  readonly tailDone: boolean
  /** Whether the order of the rows turned out to be unreliable. */
  readonly mistrusted: boolean
} & Learnt &
  Known

export type Step = {
  readonly rows: readonly ReportRow[]
  readonly incomplete: readonly Incomplete[]
  /** The share of the period that is done, 0 to 1. */
  readonly done: number
  /** Where to continue once these rows are stored. */
  readonly position: Position
}

/**
 * The result of the first answer: rows that are certain, and the window that is left, with its answer if it is known.
 */
type Begun = {
  readonly manner: Manner
  readonly rows: readonly Dated[]
  /** Whether the last rows, if they have no date, may belong to the window that is left. */
  readonly doubtful: boolean
  readonly left: Window
  readonly page: Whole | null
}

type Settled = Pick<Begun, 'rows' | 'page'>

/** While windows are guessed, each should fill this share of an answer. */
const AIM = 0.75
/**
 * Yields every record of a period exactly once, although one answer holds only 2,000 ("APIv2, Observação").
 *
 * When a full answer is in time order, and a second request shows that it left nothing out, the walk continues from the
 * moment at which the answer was cut: the rows of that moment are dropped and asked for again. When the order is
 * unreliable, windows are made so small that no answer is full. A smallest window that is still full is split by the
 * other filters; if that is not possible, it is reported as incomplete.
 */
export async function* walk(
  kind: ReportKind,
  period: Window,
  filters: Filters,
  source: Source,
  from?: Position,
): AsyncGenerator<Step, void> {
  const { grain } = kindOf(kind)
  const span = period.last - period.first + grain
  const rest = from === undefined ? period : from.rest
  const reader = createReader(kind, period, filters, source, from)
  const { whole } = reader
  const splitter = createSplitter(kind, filters, reader.probe, reader.isFull, from)
  let tailDone = from?.tailDone ?? false
  let mistrusted = from?.mistrusted ?? false

  const step = (rows: readonly Dated[], incomplete: readonly Incomplete[], left: Window | null): Step => {
    const open = left === null ? 0 : left.last - left.first + grain
    splitter.note(rows)
    return {
      rows: rows.map(({ row }) => row),
      incomplete,
      done: 1 - open / span,
      position: { rest: left, tailDone, mistrusted, ...reader.known(), ...splitter.known() },
    }
  }
  const stepOf = (parts: Parts, left: Window | null): Step => step(parts.rows, parts.incomplete, left)
  /**
   * Asks again for the rows between the beginning of an answer and the moment at which it was cut. Null when the answer
   * had left some of them out.
   */
  async function trusted(window: Window, page: Whole, manner: Manner): Promise<Begun | null> {
    const { grain: cut } = cutOf(page.rows, grain)
    if (cut === null) return null
    const newest = manner.read === 'newestFirst'
    // Finds out whether an end includes its seconds; otherwise the next answer would reach into the moment that was
    // cut.
    if (!newest && !reader.known().endIsWhole) await reader.exactly({ first: cut, last: cut })
    const near = newest ? above(later(cut, grain), window) : below(later(cut, -grain), window)
    // The moment at the edge fills the whole answer, so no row is certain yet.
    if (cut === (newest ? window.last : window.first))
      return { manner, rows: [], doubtful: false, left: window, page }
    if (near === null) return null
    const doubtful = !newest && !reader.known().endIsWhole
    const found = turned(await whole(near), manner)
    // Records that came in since the answer are newer than all of it: they are no gap, and must not be lost.
    const newestSeen = Math.max(...page.rows.map(({ at }) => at ?? 0))
    const seenBefore = newest ? found.rows.filter(({ at }) => (at ?? 0) <= newestSeen) : found.rows
    const same = !found.full && countIn(near, grain, seenBefore) === countIn(near, grain, page.rows)
    const left = newest ? below(later(near.first, -grain), window) : above(later(near.last, grain), window)
    return same && left !== null ? { manner, rows: found.rows, doubtful, left, page: null } : null
  }

  /** How the PABX orders its answers, if the walk can continue from them. */
  async function inOrder(window: Window, page: Whole): Promise<Begun | null> {
    const laid = orderOf(page.rows)
    if (laid === null) return null
    const other = laid === 'newestFirst' ? 'oldestFirst' : 'newestFirst'
    for (const read of [laid, other] as const) {
      const begun = await trusted(window, turned(page, { laid, read }), { laid, read })
      if (begun !== null) return begun
    }
    return null
  }

  async function oneMoment(moment: Window, { rows }: Whole): Promise<Parts> {
    if (rows.length > 0) return splitter.split(moment, rows, await reader.totalOf(moment))
    // Its seconds cannot be reached: the request has to extend into the next minute, which fills the answer by itself.
    // Only the rows of its first second are returned.
    return { rows: await reader.exactly(moment), incomplete: [{ window: moment, filters, why: 'cut' }] }
  }

  function unreadable(window: Window): Step {
    tailDone = true
    return step([], [{ window, filters, why: 'cut' }], null)
  }

  /**
   * Rows without a date at the end of this answer may belong to the next window; those that its answer repeats are left
   * to it.
   */
  async function settled(rows: readonly Dated[], left: Window, manner: Manner): Promise<Settled> {
    const loose = rows.length - rows.findLastIndex((row) => row.dated) - 1
    if (loose === 0) return { rows, page: null }
    const page = turned(await whole(left), manner)
    const theirs = Math.min(loose, undatedAhead(page.rows))
    return { rows: rows.slice(0, rows.length - theirs), page }
  }

  async function* fromCutToCut({ manner, doubtful, ...begun }: Begun): AsyncGenerator<Step, void> {
    const newest = manner.read === 'newestFirst'
    let { left, page } = begun
    if (begun.rows.length > 0) {
      const sure = doubtful ? await settled(begun.rows, left, manner) : { rows: begun.rows, page }
      page = sure.page
      yield step(sure.rows, [], left)
    }
    for (;;) {
      page ??= turned(await whole(left), manner)
      if (page.astray) {
        yield unreadable(left)
        return
      }
      if (!page.full) {
        yield step(page.rows, [], null)
        return
      }
      if (!isOrdered(page.rows, manner.read)) {
        yield* bySize(left)
        return
      }
      const { index, grain: cut } = cutOf(page.rows, grain)
      // With the oldest rows first, nothing comes before a crowd. With the newest first, the crowd hides what does.
      if (page.rows.length === 0 && !newest) {
        yield step([], [], null)
        return
      }
      if (cut === null && page.rows.length > 0) {
        yield* bySize(left)
        return
      }
      const at = cut ?? left.last
      if (index === 0) {
        // One moment fills the whole answer.
        const beyond = newest ? below(later(at, -grain), left) : above(later(at, grain), left)
        yield stepOf(await oneMoment({ first: at, last: at }, page), beyond)
        if (beyond === null) return
        left = beyond
        page = null
        continue
      }
      left = newest ? { ...left, last: at } : { ...left, first: at }
      const sure = await settled(page.rows.slice(0, index), left, manner)
      page = sure.page
      yield step(sure.rows, [], left)
    }
  }

  /** Walks in windows sized by the density of the rows so far. */
  async function* bySize(window: Window): AsyncGenerator<Step, void> {
    mistrusted = true
    let left: Window | null = window
    let size = (window.last - window.first + grain) / 2
    while (left !== null) {
      const length = Math.max(grain, Math.floor(size / grain) * grain)
      const part: Window = {
        first: left.first,
        last: pabxTime(Math.min(left.first + length - grain, left.last)),
      }
      const page = await whole(part)
      if (page.astray) {
        yield unreadable(left)
        return
      }
      const seconds = part.last - part.first + grain
      if (page.full && part.last > part.first) {
        size = seconds / 2
        continue
      }
      left = above(later(part.last, grain), left)
      if (page.full) {
        yield stepOf(await oneMoment(part, page), left)
      } else {
        yield step(page.rows, [], left)
        size = Math.min(seconds * 4, (seconds * AIM * reader.known().cap) / Math.max(1, page.rows.length))
      }
    }
  }

  async function* begin(window: Window): AsyncGenerator<Step, void> {
    const page = await reader.learnCap(window, await whole(window))
    if (!page.full) {
      yield step(page.rows, [], null)
      return
    }
    if (page.astray) {
      yield unreadable(window)
      return
    }
    if (window.first === window.last) {
      yield stepOf(await oneMoment(window, page), null)
      return
    }
    const begun = mistrusted ? null : await inOrder(window, page)
    yield* begun === null ? bySize(window) : fromCutToCut(begun)
  }

  if (rest !== null) yield* begin(rest)
  // The seconds after the last `23:59:00`, for a PABX that ends there.
  if (!reader.known().endIsWhole && !tailDone) {
    const { rows, full } = await reader.afterEnd()
    tailDone = true
    const last = { first: period.last, last: period.last }
    yield step(rows, full ? [{ window: last, filters, why: 'cut' }] : [], null)
  }
  for await (const parts of splitter.rest()) yield stepOf(parts, null)
}
