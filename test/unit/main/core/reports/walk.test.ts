import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ask, Page, Window } from '../../../../../src/main/core/reports/pages'
import { walk, type Incomplete } from '../../../../../src/main/core/reports/walk'
import {
  kindOf,
  noFilters,
  type Filters,
  type ReportKind,
  type ReportRow,
} from '../../../../../src/shared/reports/kinds'
import { wallSeconds, wallText } from '../../../../../src/shared/reports/wall-time'

const CAP = 2_000
const DAY = 86_400
const start = wallSeconds('2020-09-02 00:00:00') ?? 0

type Served = { readonly at: number; readonly row: ReportRow }
type Manner = {
  /** In which order the PABX reads its records before it cuts. */
  readonly reads: 'newest' | 'oldest' | 'random'
  /** In which order it lays them into the answer. */
  readonly lays: 'newest' | 'oldest' | 'asRead'
  /** Whether `10:15` as an end takes in `10:15:30`. */
  readonly wholeMinutes: boolean
}

const plain: Manner = { reads: 'newest', lays: 'asRead', wholeMinutes: true }

/** A PABX in a few lines, which cuts at the cap; and what it was asked. */
function pabx(
  kind: ReportKind,
  moments: readonly number[],
  manner: Manner,
  causes: readonly string[] = ['NO_ANSWER'],
) {
  const { time, grain } = kindOf(kind)
  const all: Served[] = moments.map((at, index) => ({
    at,
    row: {
      [time]: wallText(at),
      hangup_cause: causes[index % causes.length] ?? '',
      destination: String(index % 3000),
    },
  }))
  const reading = {
    newest: [...all].sort((a, b) => b.at - a.at),
    oldest: [...all].sort((a, b) => a.at - b.at),
    random: [...all].sort((a, b) => ((a.at * 7919) % 1009) - ((b.at * 7919) % 1009)),
  }[manner.reads]
  let asked = 0
  const ask: Ask = ({ first, last }: Window, filters: Filters): Promise<Page> => {
    asked += 1
    const end = manner.wholeMinutes ? last + grain - 1 : last
    const cut = reading.filter(({ at, row }) => at >= first && at <= end && fits(row, filters)).slice(0, CAP)
    const laid =
      manner.lays === 'asRead'
        ? cut
        : [...cut].sort((a, b) => (manner.lays === 'newest' ? b.at - a.at : a.at - b.at))
    return Promise.resolve({ rows: laid.map(({ row }) => row), received: laid.length })
  }
  return { ask, all, asked: () => asked }
}

const fits = (row: ReportRow, { hangup_cause, destination }: Filters): boolean =>
  (hangup_cause === '' || row['hangup_cause'] === hangup_cause) &&
  (destination === '' || row['destination'] === destination)

async function walked(kind: ReportKind, period: Window, ask: Ask) {
  const rows: ReportRow[] = []
  const incomplete: Incomplete[] = []
  let done = 0
  for await (const step of walk(kind, period, noFilters, ask)) {
    rows.push(...step.rows)
    incomplete.push(...step.incomplete)
    expect(step.done).toBeGreaterThanOrEqual(done)
    done = step.done
  }
  expect(done).toBeCloseTo(1)
  return { rows, incomplete }
}

const bag = (rows: readonly ReportRow[]): string[] => rows.map((row) => JSON.stringify(row)).sort()
const even = (count: number, days: number): number[] =>
  Array.from({ length: count }, (_unused, index) => start + Math.floor((index * days * DAY) / count))
const whole = (days: number, grain: number): Window => ({ first: start, last: start + days * DAY - grain })
const goal = (count: number): number => 1.2 * Math.ceil(count / CAP) + 3

describe('the goal of 1.2 × ⌈N/2000⌉ + 3 requests', () => {
  const bursts = (count: number, days: number): number[] =>
    Array.from({ length: count }, (_unused, index) => {
      const day = index % days
      return (
        start +
        day * DAY +
        10 * 3_600 +
        ((index * 7919) % (8 * 3_600)) -
        ((index * 31) % 5 === 0 ? (index * 7919) % 3_600 : 0)
      )
    })
  const cases = [
    ['even, newest first', even(40_000, 7), plain],
    ['even, oldest first', even(40_000, 7), { ...plain, reads: 'oldest' }],
    ['bursty', bursts(40_000, 7), plain],
    ['bursty, oldest first', bursts(40_000, 7), { ...plain, reads: 'oldest' }],
    ['one page', even(1_999, 1), plain],
    ['a full page that is not cut', even(2_000, 1), plain],
    ['nothing', [], plain],
  ] as const
  for (const kind of ['tabs', 'dialer'] as const)
    for (const [name, moments, manner] of cases)
      it(`${kind}: ${name}`, async () => {
        const { ask, all, asked } = pabx(kind, moments, manner)
        const found = await walked(kind, whole(7, kindOf(kind).grain), ask)
        expect(found.incomplete).toEqual([])
        expect(found.rows.length).toBe(all.length)
        expect(bag(found.rows)).toEqual(bag(all.map(({ row }) => row)))
        expect(asked()).toBeLessThanOrEqual(goal(all.length))
      })
})

const manners: fc.Arbitrary<Manner> = fc.record({
  reads: fc.constantFrom('newest', 'oldest', 'random'),
  lays: fc.constantFrom('newest', 'oldest', 'asRead'),
  wholeMinutes: fc.boolean(),
})

/** Clusters of records: where, how many, over how many seconds. */
const clusters = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: DAY - 1 }),
    count: fc.integer({ min: 1, max: 3_500 }),
    spread: fc.constantFrom(1, 30, 600, 7_200, DAY),
  }),
  { maxLength: 5 },
)
const momentsOf = (found: readonly { at: number; count: number; spread: number }[]): number[] =>
  found.flatMap(({ at, count, spread }) =>
    Array.from(
      { length: count },
      (_unused, index) => start + ((at + Math.floor((index * spread) / count)) % DAY),
    ),
  )

it('gives exactly the rows that exist, or an honest list of windows that are not whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('tabs' as const, 'dialer' as const),
      clusters,
      manners,
      async (kind, found, manner) => {
        const { grain, time } = kindOf(kind)
        const moments = momentsOf(found)
        const { ask, all } = pabx(kind, moments, manner, ['NO_ANSWER', 'USER_BUSY', 'CUSTOM_CAUSE'])
        const got = await walked(kind, whole(1, grain), ask)
        const isTold = (row: ReportRow): boolean => {
          const at = wallSeconds(row[time] ?? '') ?? 0
          return got.incomplete.some(({ window }) => at >= window.first && at < window.last + grain)
        }
        const exact = (rows: readonly ReportRow[]): string[] => bag(rows.filter((row) => !isTold(row)))
        expect(exact(got.rows)).toEqual(exact(all.map(({ row }) => row)))
        // What is told as incomplete is: the PABX has as many there as it gives, or more; or in the minute after
        // it, which stands in every answer that reaches this one's seconds.
        for (const { window } of got.incomplete)
          expect(
            all.filter(({ at }) => at >= window.first && at < window.last + 2 * grain).length,
          ).toBeGreaterThanOrEqual(CAP)
        // And of what is not whole, nothing is doubled.
        expect(got.rows.length).toBeLessThanOrEqual(all.length)
      },
    ),
    {
      numRuns: 60,
      examples: [
        [
          'dialer',
          [
            { at: 86_340, count: 1_999, spread: 1 },
            { at: 0, count: 1_440, spread: DAY },
          ],
          { reads: 'newest', lays: 'newest', wholeMinutes: false },
        ],
      ],
    },
  )
})

it('splits a minute that is full by the hang-up cause', async () => {
  const moments = Array.from({ length: 3_000 }, (_unused, index) => start + 600 + (index % 60))
  const { ask, all } = pabx('dialer', moments, plain, ['NO_ANSWER', 'USER_BUSY'])
  const { rows, incomplete } = await walked('dialer', whole(1, 60), ask)
  expect(incomplete).toEqual([])
  expect(bag(rows)).toEqual(bag(all.map(({ row }) => row)))
})

it('tells a second that is full, and gives what it could read of it', async () => {
  const moments = [...even(500, 1), ...Array.from({ length: 2_500 }, () => start + 600)]
  const { ask } = pabx('tabs', moments, plain)
  const { rows, incomplete } = await walked('tabs', whole(1, 1), ask)
  expect(incomplete.map(({ window }) => window)).toEqual([{ first: start + 600, last: start + 600 }])
  expect(rows.length).toBe(2_500)
})

it('keeps a row without a date where it was read', async () => {
  const rows = [{ start_epoch: wallText(start + 5) }, { start_epoch: 'soon' }]
  const found = await walked('tabs', whole(1, 1), () => Promise.resolve({ rows, received: 2 }))
  expect(found.rows).toEqual(rows)
})
