import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pabxTime } from '../../../../../src/shared/time'
import type { Incomplete } from '../../../../../src/main/core/reports/split'
import type { Position } from '../../../../../src/main/core/reports/walk'
import { kindOf, noFilters, type ReportKind, type ReportRow } from '../../../../../src/shared/reports/kinds'
import { readPabxTime } from '../../../../../src/shared/reports/pabx-time'
import {
  bag,
  CAP,
  DAY,
  even,
  plain,
  reportPabx,
  start,
  walked,
  whole,
  type Call,
  type Manner,
} from '../../../../support/report-pabx'

const orders = (['newest', 'oldest', 'random'] as const).flatMap((reads) =>
  (['newest', 'oldest', 'asRead'] as const).map((lays) => ({ reads, lays })),
)
const manners: fc.Arbitrary<Manner> = fc
  .record({
    order: fc.constantFrom(...orders),
    wholeMinutes: fc.boolean(),
    cap: fc.constant(CAP),
    slop: fc.constantFrom(0, 0, 90),
    sendsTotal: fc.boolean(),
    filters: fc.record({
      hangup_cause: fc.constantFrom('works', 'ignored', 'refused'),
      mailing: fc.constantFrom('works', 'ignored', 'refused'),
      destination: fc.constantFrom('works', 'ignored', 'refused'),
    }),
  })
  .map(({ order, ...manner }) => ({ ...manner, ...order }))

const causes = ['NO_ANSWER', 'USER_BUSY', 'CUSTOM_CAUSE', ''] as const

/** Clusters of records: where, how many, over how many seconds; of one cause or of several. */
const clusters = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: DAY - 1 }),
    count: fc.oneof(fc.integer({ min: 1, max: 3_500 }), fc.constantFrom(500, 1_000, 1_999, 2_000, 2_001)),
    spread: fc.constantFrom(1, 30, 60, 600, 7_200, DAY),
    causes: fc.integer({ min: 1, max: causes.length }),
    twins: fc.boolean(),
  }),
  { maxLength: 5 },
)
type Cluster = { at: number; count: number; spread: number; causes: number; twins: boolean }
const callsOf = (found: readonly Cluster[]): Call[] =>
  found.flatMap((cluster) =>
    Array.from({ length: cluster.count }, (_unused, index) => ({
      at: start + ((cluster.at + Math.floor((index * cluster.spread) / cluster.count)) % DAY),
      cause: causes[index % cluster.causes] ?? '',
      // Rows have no id, and may be the same to the last letter.
      ...(cluster.twins ? { destination: '0800' } : {}),
    })),
  )

/** Whether a row lies in a window that was told as not whole. */
const toldBy =
  (kind: ReportKind, incomplete: readonly Incomplete[]) =>
  (row: ReportRow): boolean => {
    const { grain, time } = kindOf(kind)
    const at = readPabxTime(row[time] ?? '') ?? 0
    return incomplete.some(({ window }) => at >= window.first && at < window.last + grain)
  }

it('gives exactly the rows that exist, or an honest list of windows that are not whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('tabs' as const, 'dialer' as const),
      clusters,
      manners,
      async (kind, found, manner) => {
        const { grain } = kindOf(kind)
        const calls = callsOf(found)
        const pabx = reportPabx(kind, calls, manner)
        const got = await walked(kind, whole(1, grain), pabx.source)
        const isTold = toldBy(kind, got.incomplete)
        const exact = (rows: readonly ReportRow[]): string[] => bag(rows.filter((row) => !isTold(row)))
        expect(exact(got.rows)).toEqual(exact(pabx.rows()))
        // What is told as incomplete is: the PABX has as many there as it gives, or more; or in the minute after
        // it, which stands in every answer that reaches this one's seconds.
        const near = grain + Math.max(grain, manner.slop)
        for (const { window } of got.incomplete)
          expect(
            calls.filter(({ at }) => at >= window.first - manner.slop && at < window.last + near).length,
          ).toBeGreaterThanOrEqual(manner.cap)
        // And of what is not whole, nothing is doubled.
        const left = new Map<string, number>()
        for (const row of bag(pabx.rows())) left.set(row, (left.get(row) ?? 0) + 1)
        for (const row of bag(got.rows)) left.set(row, (left.get(row) ?? 0) - 1)
        expect([...left.values()].filter((count) => count < 0)).toEqual([])
        expect(pabx.mostAtOnce()).toBeLessThanOrEqual(2)
      },
    ),
    {
      numRuns: 80,
      examples: [
        [
          'dialer',
          [
            { at: 86_340, count: 1_999, spread: 1, causes: 3, twins: false },
            { at: 0, count: 1_440, spread: DAY, causes: 3, twins: false },
          ],
          { ...plain, lays: 'newest', wholeMinutes: false },
        ],
        [
          'dialer',
          [{ at: 61, count: 2_001, spread: 60, causes: 1, twins: false }],
          { ...plain, lays: 'oldest', wholeMinutes: false },
        ],
        [
          'dialer',
          [{ at: 4, count: 2_106, spread: 60, causes: 1, twins: false }],
          { ...plain, reads: 'random', lays: 'newest', wholeMinutes: false },
        ],
      ],
    },
  )
}, 60_000)

it('a first answer of one minute only, read as it was inserted, is not taken for the beginning', async () => {
  const burst = Array.from({ length: 2_001 }, (_unused, index) => ({ at: start + 31_380 + (index % 30) }))
  const calls = [...burst.sort((a, b) => a.at - b.at), ...Array.from({ length: 500 }, () => ({ at: start }))]
  const pabx = reportPabx('dialer', calls, { ...plain, reads: 'inserted', wholeMinutes: false })
  const { rows } = await walked('dialer', whole(1, 60), pabx.source)
  expect(rows.length).toBeGreaterThanOrEqual(2_500)
})

it('goes on from any of its steps as if it had never stopped', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('tabs' as const, 'dialer' as const),
      clusters,
      manners,
      fc.nat({ max: 20 }),
      async (kind, found, manner, stop) => {
        const period = whole(1, kindOf(kind).grain)
        const pabx = reportPabx(kind, callsOf(found), manner)
        const before = await walked(kind, period, pabx.source, undefined, stop + 1)
        const position = before.positions.at(-1)
        const after = await walked(
          kind,
          period,
          pabx.source,
          JSON.parse(JSON.stringify(position)) as Position,
        )
        const incomplete = [...before.incomplete, ...after.incomplete]
        const isTold = toldBy(kind, incomplete)
        const exact = (rows: readonly ReportRow[]): string[] => bag(rows.filter((row) => !isTold(row)))
        expect(exact([...before.rows, ...after.rows])).toEqual(exact(pabx.rows()))
      },
    ),
    { numRuns: 30 },
  )
}, 60_000)

it('neither loses nor doubles a row while the PABX goes on writing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('tabs' as const, 'dialer' as const),
      fc.constantFrom('newest' as const, 'oldest' as const, 'inserted' as const),
      fc.integer({ min: 1_000, max: 9_000 }),
      fc.nat({ max: 30 }),
      async (kind, reads, count, perRequest) => {
        const calls = even(count, 1).map(({ at }) => ({ at: start + Math.floor((at - start) / 2) }))
        const pabx = reportPabx(kind, calls, { ...plain, reads })
        const existed = pabx.rows()
        let now = start + DAY / 2
        const grow = (): void => {
          for (let index = 0; index < perRequest; index++) pabx.add({ at: (now += index % 2) })
        }
        const got = await walked(kind, whole(1, kindOf(kind).grain), {
          ...pabx.source,
          ask: async (window, filters) => {
            const page = await pabx.source.ask(window, filters)
            grow()
            return page
          },
        })
        expect(got.incomplete).toEqual([])
        const left = new Map<string, number>()
        for (const row of bag(pabx.rows())) left.set(row, (left.get(row) ?? 0) + 1)
        for (const row of bag(got.rows)) left.set(row, (left.get(row) ?? 0) - 1)
        expect([...left.values()].filter((rest) => rest < 0)).toEqual([])
        const { time } = kindOf(kind)
        const old = new Set(existed.map((row) => row[time]))
        expect(bag(got.rows.filter((row) => old.has(row[time])))).toEqual(bag(existed))
      },
    ),
    { numRuns: 20 },
  )
}, 60_000)

it('a PABX that takes no notice of the dates is found out, not asked minute by minute', async () => {
  const pabx = reportPabx('dialer', even(5_000, 1))
  const { rows, incomplete } = await walked(
    'dialer',
    { first: pabxTime(start + 30 * DAY), last: pabxTime(start + 60 * DAY - 60) },
    { ...pabx.source, ask: () => pabx.source.ask(whole(1, 60), { ...noFilters }) },
  )
  expect(rows).toEqual([])
  expect(incomplete).toHaveLength(1)
  expect(pabx.asked()).toBeLessThanOrEqual(3)
})

it('tells a second that is full, and gives what it could read of it', async () => {
  const calls = [...even(500, 1), ...Array.from({ length: 2_500 }, () => ({ at: start + 600 }))]
  const pabx = reportPabx('tabs', calls)
  const { rows, incomplete } = await walked('tabs', whole(1, 1), pabx.source)
  expect(incomplete).toMatchObject([{ window: { first: start + 600, last: start + 600 }, why: 'cut' }])
  expect(rows.length).toBe(2_500)
})

it('a PABX that gives less at a time than the document says loses nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('tabs' as const, 'dialer' as const),
      fc.constantFrom(100, 500, 1_000),
      fc.integer({ min: 1, max: 6_000 }),
      manners,
      async (kind, cap, count, manner) => {
        const pabx = reportPabx(kind, even(count, 1), { ...manner, cap, slop: 0 })
        const { rows, incomplete } = await walked(kind, whole(1, kindOf(kind).grain), pabx.source)
        expect(incomplete).toEqual([])
        expect(bag(rows)).toEqual(bag(pabx.rows()))
      },
    ),
    { numRuns: 20 },
  )
}, 60_000)

it('rows in the order in which the calls ended, which is nearly that in which they began, are all there', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('tabs' as const, 'dialer' as const),
      fc.integer({ min: 1, max: 9_000 }),
      fc.integer({ min: 2, max: 600 }),
      fc.boolean(),
      async (kind, count, longest, newestFirst) => {
        const calls = even(count, 1)
          .map((call, index) => ({ call, ended: call.at + ((index * 7919) % longest) }))
          .sort((a, b) => (newestFirst ? b.ended - a.ended : a.ended - b.ended))
          .map(({ call }) => call)
        const pabx = reportPabx(kind, calls, { ...plain, reads: 'inserted' })
        const { rows, incomplete } = await walked(kind, whole(1, kindOf(kind).grain), pabx.source)
        expect(incomplete).toEqual([])
        expect(bag(rows)).toEqual(bag(pabx.rows()))
      },
    ),
    { numRuns: 20 },
  )
}, 60_000)
