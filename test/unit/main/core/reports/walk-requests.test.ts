import { describe, expect, it } from 'vitest'
import { kindOf } from '../../../../../src/shared/reports/kinds'
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
  const cases: readonly (readonly [string, readonly Call[], Manner])[] = [
    ['even, newest first', even(40_000, 7), plain],
    ['even, oldest first', even(40_000, 7), oldest],
    ['even, read from the oldest but shown newest first', even(40_000, 7), { ...oldest, lays: 'newest' }],
    ['busy hours', busyHours(40_000, 7), plain],
    ['busy hours, oldest first', busyHours(40_000, 7), oldest],
    ['bursts', bursts(40_000, 7), plain],
    ['bursts, oldest first', bursts(40_000, 7), oldest],
    ['bursts, an end without its seconds', bursts(40_000, 7), { ...plain, wholeMinutes: false }],
    ['one page', even(1_999, 1), plain],
    ['a full page that is not cut', even(2_000, 1), plain],
    ['nothing', [], plain],
  ]
  for (const kind of ['tabs', 'dialer'] as const)
    for (const [name, calls, manner] of cases)
      it(`${kind}: ${name}`, async () => {
        const pabx = reportPabx(kind, calls, manner)
        const found = await walked(kind, whole(7, kindOf(kind).grain), pabx.source)
        expect(found.incomplete).toEqual([])
        expect(bag(found.rows)).toEqual(bag(pabx.rows()))
        expect(pabx.asked()).toBeLessThanOrEqual(goal(calls.length))
      })
})
