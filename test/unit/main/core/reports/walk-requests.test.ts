import { describe, expect, it } from 'vitest'
import { kindOf } from '../../../../../src/shared/reports/kinds'
import {
  bag,
  CAP,
  DAY,
  even,
  plain,
  pabxOf,
  recordsOf,
  start,
  walked,
  whole,
  type Call,
  type Manner,
} from '../../../../support/report-pabx'

const goal = (count: number): number => 1.2 * Math.ceil(count / CAP) + 3

describe('the goal of 1.2 × ⌈N/2000⌉ + 3 requests', () => {
  /** Calls of 8 hours a day, a fifth of them in the first of those. */
  const busyHours = (count: number, days: number): Call[] =>
    Array.from({ length: count }, (_unused, index) => ({
      at:
        start +
        (index % days) * DAY +
        10 * 3_600 +
        ((index * 7919) % (8 * 3_600)) -
        ((index * 31) % 5 === 0 ? (index * 7919) % 3_600 : 0),
    }))
  /** Half of each day's calls within ten minutes. */
  const bursts = (count: number, days: number): Call[] =>
    Array.from({ length: count }, (_unused, index) => ({
      at:
        start +
        (index % days) * DAY +
        (index % 2 === 0 ? 10 * 3_600 + ((index * 7919) % 600) : (index * 7919) % DAY),
    }))
  const oldest: Manner = { ...plain, reads: 'oldest' }
  const sets: readonly (readonly [readonly Call[], Readonly<Record<string, Manner>>])[] = [
    [
      even(40_000, 7),
      {
        'even, newest first': plain,
        'even, oldest first': oldest,
        'even, read from the oldest but shown newest first': { ...oldest, lays: 'newest' },
      },
    ],
    [busyHours(40_000, 7), { 'busy hours': plain, 'busy hours, oldest first': oldest }],
    [
      bursts(40_000, 7),
      {
        bursts: plain,
        'bursts, oldest first': oldest,
        'bursts, an end without its seconds': { ...plain, wholeMinutes: false },
      },
    ],
    [even(1_999, 1), { 'one page': plain }],
    [even(2_000, 1), { 'a full page that is not cut': plain }],
    [[], { nothing: plain }],
  ]
  for (const kind of ['tabs', 'dialer'] as const)
    for (const [calls, manners] of sets) {
      const records = recordsOf(kind, calls)
      const existing = bag(records.map(({ row }) => row))
      it.each(Object.entries(manners))(`${kind}: %s`, async (_name, manner) => {
        const pabx = pabxOf(kind, records, manner)
        const found = await walked(kind, whole(7, kindOf(kind).grain), pabx.source)
        expect(found.incomplete).toEqual([])
        expect(bag(found.rows)).toEqual(existing)
        expect(pabx.asked()).toBeLessThanOrEqual(goal(calls.length))
      })
    }
})
