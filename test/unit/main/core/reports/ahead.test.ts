import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later, pabxTime } from '../../../../../src/shared/time'
import { createAhead, type Ahead } from '../../../../../src/main/core/reports/ahead'
import type { Page, Source, Window } from '../../../../../src/main/core/reports/pages'
import { kindOf, noFilters, type Filters, type ReportKind } from '../../../../../src/shared/reports/kinds'
import { pabxTimeText } from '../../../../../src/shared/reports/pabx-time'
import {
  bag,
  CAP,
  DAY,
  even,
  pabxOf,
  plain,
  recordsOf,
  reportPabx,
  start,
  walked,
  whole,
  type Call,
  type Manner,
} from '../../../../support/report-pabx'

/** A source that asks ahead as `runReport` does: each answer is looked at before it is read. */
function foreseeing(kind: ReportKind, { source }: ReturnType<typeof reportPabx>) {
  let taken = 0
  const send = async (window: Window, filters: Filters): Promise<Page> => {
    const page = await source.ask(window, filters)
    ahead.look(window, filters, JSON.stringify({ result: page.rows, count: page.received }))
    return page
  }
  const ahead: Ahead<Page> = createAhead(kind, send)
  const ask: Source['ask'] = (window, filters) => {
    const known = ahead.take(window, filters)
    if (known !== null) taken += 1
    return known ?? send(window, filters)
  }
  return { source: { ask, probe: source.probe } satisfies Source, taken: () => taken }
}

describe('asking ahead', () => {
  const oldest: Manner = { ...plain, reads: 'oldest' }
  const cases: readonly (readonly [string, Manner])[] = [
    ['newest first', plain],
    ['oldest first', oldest],
    ['newest first, an end without its seconds', { ...plain, wholeMinutes: false }],
    ['oldest first, an end without its seconds', { ...oldest, wholeMinutes: false }],
  ]
  for (const kind of ['tabs', 'dialer'] as const) {
    const records = recordsOf(kind, even(40_000, 7))
    const existing = bag(records.map(({ row }) => row))
    it.each(cases)(
      `${kind}, %s: nearly every request left early, and hardly one was for nothing`,
      async (_n, manner) => {
        const period = whole(7, kindOf(kind).grain)
        const alone = pabxOf(kind, records, manner)
        await walked(kind, period, alone.source)
        const pabx = pabxOf(kind, records, manner)
        const { source, taken } = foreseeing(kind, pabx)
        const found = await walked(kind, period, source)
        expect(bag(found.rows)).toEqual(existing)
        expect(pabx.asked()).toBeLessThanOrEqual(alone.asked() + 1)
        expect(taken()).toBeGreaterThanOrEqual(14)
      },
    )
  }

  it('never loses or doubles a row, and costs two requests at the most', async () => {
    const call = fc.record({ at: fc.integer({ min: 0, max: DAY - 1 }).map((at) => start + at) })
    const manner = fc.record({
      reads: fc.constantFrom('newest', 'oldest', 'random', 'inserted'),
      lays: fc.constantFrom('newest', 'oldest', 'asRead'),
      wholeMinutes: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 40 }), manner, async (clusters, how) => {
        // Crowds of the same moment around what is drawn, so that answers are full.
        const calls: Call[] = clusters.flatMap(({ at }, index) =>
          Array.from({ length: 1 + ((index * 389) % 900) }, (_unused, more) => ({
            at: Math.min(start + DAY - 1, at + (more % 240)),
          })),
        )
        const alone = reportPabx('dialer', calls, { ...plain, ...how })
        const expected = await walked('dialer', whole(1, 60), alone.source)
        const pabx = reportPabx('dialer', calls, { ...plain, ...how })
        const found = await walked('dialer', whole(1, 60), foreseeing('dialer', pabx).source)
        expect(bag(found.rows)).toEqual(bag(expected.rows))
        expect(found.incomplete).toEqual(expected.incomplete)
        expect(pabx.asked()).toBeLessThanOrEqual(alone.asked() + 2)
      }),
      { numRuns: 30 },
    )
  })

  it('does not guess from an answer that is shorter than others, whose last date cannot be read, or without a step to go by', () => {
    const sent: Window[] = []
    const ahead = createAhead('tabs', (window) => {
      sent.push(window)
      return Promise.resolve()
    })
    const text = (rows: number, date: string): string =>
      JSON.stringify(Array.from({ length: rows }, () => ({ start_epoch: date })))
    const from = (hour: number): Window => ({
      first: pabxTime(start + hour * 3_600),
      last: pabxTime(start + DAY),
    })
    const answered = (hour: number, answer: string): void => {
      void ahead.take(from(hour), noFilters)
      ahead.look(from(hour), noFilters, answer)
    }
    answered(0, text(CAP, '2020-09-02 01:00:00'))
    answered(1, text(CAP, '2020-09-02 02:00:00'))
    answered(2, text(CAP / 2, '2020-09-02 03:00:00'))
    answered(2, text(CAP, 'soon'))
    expect(sent).toEqual([])
    for (const hour of [2, 3, 4, 5]) answered(hour, text(CAP, `2020-09-02 0${String(hour + 1)}:00:00`))
    expect(sent).toEqual([from(5), from(6)])
  })

  it('leaves the walk to itself after two wrong guesses', () => {
    let sent = 0
    const ahead = createAhead('tabs', () => Promise.resolve(void (sent += 1)))
    for (let day = 0; day < 5; day++) {
      const last = start + (day + 1) * DAY
      // Three steps alike, after which it guesses the fourth; and then the walk goes on with another day.
      for (const hour of [0, 1, 2]) {
        const window = { first: pabxTime(start + day * DAY + hour * 3_600), last: pabxTime(last) }
        void ahead.take(window, noFilters)
        const cut = pabxTimeText(later(window.first, 3_600))
        ahead.look(window, noFilters, JSON.stringify([{ start_epoch: cut }]))
      }
    }
    expect(sent).toBe(2)
  })
})
