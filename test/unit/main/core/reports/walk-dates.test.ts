import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kindOf } from '../../../../../src/shared/reports/kinds'
import { pabxTimeText } from '../../../../../src/shared/reports/pabx-time'
import { pabxTime, type PabxTime } from '../../../../../src/shared/time'
import { bag, even, plain, reportPabx, start, walked, whole } from '../../../../support/report-pabx'

describe('dates as a PABX may write them', () => {
  const written: readonly (readonly [string, (at: PabxTime) => string])[] = [
    ['with a T', (at) => pabxTimeText(at).replace(' ', 'T')],
    ['with parts of a second', (at) => `${pabxTimeText(at)}.250`],
    ['without seconds', (at) => pabxTimeText(at).slice(0, 16)],
  ]
  for (const [name, write] of written)
    it(`${name}: each row once`, async () => {
      const calls = even(9_000, 2).map(({ at }) => ({ at, written: write(pabxTime(at)) }))
      const pabx = reportPabx('dialer', calls)
      const { rows, incomplete } = await walked('dialer', whole(2, 60), pabx.source)
      expect(incomplete).toEqual([])
      expect(bag(rows)).toEqual(bag(pabx.rows()))
    })

  it('a row without a date stays where it was read, once, at boundaries too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('tabs' as const, 'dialer' as const),
        fc.constantFrom('newest' as const, 'oldest' as const),
        fc.integer({ min: 2, max: 9 }),
        async (kind, reads, every) => {
          const calls = even(7_000, 1).map((call, index) =>
            index % every === 0 ? { ...call, written: '' } : call,
          )
          const pabx = reportPabx(kind, calls, { ...plain, reads })
          const { rows } = await walked(kind, whole(1, kindOf(kind).grain), pabx.source)
          expect(bag(rows)).toEqual(bag(pabx.rows()))
        },
      ),
      { numRuns: 20 },
    )
  }, 60_000)

  it('days on which the clock was put forward or back are days like others: an hour may be there twice', async () => {
    // 25 hours of calls, the hour from 23:00 to 24:00 twice.
    const calls = [
      ...even(5_000, 1),
      ...even(200, 1).map(({ at }) => ({ at: start + 23 * 3_600 + ((at - start) % 3_600) })),
    ]
    for (const reads of ['newest', 'inserted'] as const) {
      const pabx = reportPabx('dialer', calls, { ...plain, reads })
      const { rows, incomplete } = await walked('dialer', whole(1, 60), pabx.source)
      expect(incomplete).toEqual([])
      expect(bag(rows)).toEqual(bag(pabx.rows()))
    }
  })
})
