import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pabxTime, wallTime } from '../../../../src/shared/time'
import {
  createPabxTimeReader,
  dayBegan,
  pabxTimeIn,
  pabxTimeText,
  readPabxTime,
} from '../../../../src/shared/reports/pabx-time'

const moments = fc.integer({ min: 0, max: 4_000_000_000 }).map(pabxTime)

describe('the PABX’s clock', () => {
  it('reads what it writes', () => {
    fc.assert(
      fc.property(moments, (seconds) => {
        expect(readPabxTime(pabxTimeText(seconds))).toBe(seconds)
      }),
    )
  })

  it('reads no date that the calendar does not have, nor the year 1 that stands for none', () => {
    for (const text of ['2020-02-30 10:00:00', '2020-09-02 24:00:00', '0001-01-01 00:00:00', '0000-00-00'])
      expect(readPabxTime(text), text).toBeNull()
  })

  it('reads many moments as it reads each', () => {
    const odd = fc.constantFrom(
      '',
      '2020-02-30 10:00:00',
      '2020-09-02 18:03:60',
      '2020-09-02 18:03',
      '2020-09-02 24:00:00',
      '2020-09-02T18:03:12',
    )
    const texts = fc.array(
      fc.oneof(
        moments.map(pabxTimeText),
        fc.integer({ min: 0, max: 500 }).map(pabxTime).map(pabxTimeText),
        odd,
      ),
    )
    fc.assert(
      fc.property(texts, (all) => {
        const read = createPabxTimeReader()
        expect(all.map(read)).toEqual(all.map(readPabxTime))
      }),
    )
  })

  it('follows the time zone over both days on which the clock was changed', () => {
    const at = (iso: string) => pabxTimeText(pabxTimeIn('America/Sao_Paulo', wallTime(Date.parse(iso))))
    // Summer time began on 4 November 2018 and ended on 17 February 2019, at midnight.
    expect(at('2018-11-04T02:59:59Z')).toBe('2018-11-03 23:59:59')
    expect(at('2018-11-04T03:00:00Z')).toBe('2018-11-04 01:00:00')
    expect(at('2019-02-17T01:59:59Z')).toBe('2019-02-16 23:59:59')
    expect(at('2019-02-17T02:00:00Z')).toBe('2019-02-16 23:00:00')
  })
})

it('knows when the day began in a time zone', () => {
  const at = Date.UTC(2026, 2, 10, 1, 30)
  expect(dayBegan('America/Sao_Paulo', wallTime(at))).toBe(Date.UTC(2026, 2, 9, 3) / 1_000)
  expect(dayBegan('UTC', wallTime(at))).toBe(Date.UTC(2026, 2, 10) / 1_000)
})
