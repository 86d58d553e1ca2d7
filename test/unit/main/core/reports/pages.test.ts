import { describe, expect, it } from 'vitest'
import { pabxTime } from '../../../../../src/shared/time'
import {
  cutOf,
  dated,
  isOrdered,
  isWithin,
  orderOf,
  undatedAhead,
} from '../../../../../src/main/core/reports/pages'

const page = (...times: string[]) =>
  dated(
    times.map((time) => ({ at: time === '' ? '' : `2020-09-02 ${time}` })),
    'at',
  )
const second = (time: string): number => Date.parse(`2020-09-02T${time}Z`) / 1_000

describe('the order of an answer', () => {
  it('is that of its moments; the same moment is no step', () => {
    expect(orderOf(page('10:02:00', '10:01:00', '10:01:00'))).toBe('newestFirst')
    expect(orderOf(page('10:01:00', '10:01:00', '10:02:00'))).toBe('oldestFirst')
    expect(orderOf(page('10:01:00', '10:03:00', '10:02:00'))).toBeNull()
    // Nothing to be seen.
    expect(orderOf(page('10:01:00', '10:01:00'))).toBeNull()
    expect(orderOf(page('', ''))).toBeNull()
  })

  it('is not broken by a row without a date', () => {
    expect(isOrdered(page('10:02:00', '', '10:01:00'), 'newestFirst')).toBe(true)
  })
})

describe('a row without a date', () => {
  it('stands with the one before it, or after it where it is the first', () => {
    expect(page('', '10:01:00', '', '10:00:00').map(({ at }) => at)).toEqual(
      ['10:01:00', '10:01:00', '10:01:00', '10:00:00'].map(second),
    )
    expect(page('', '').map(({ at }) => at)).toEqual([null, null])
  })

  it('is on either side of a boundary', () => {
    const row = page('10:01:00', '', '10:00:59')[1]
    if (row === undefined) throw new Error('no row')
    const minute = (time: string) => ({ first: pabxTime(second(time)), last: pabxTime(second(time)) })
    expect(isWithin(minute('10:01:00'), 60, row)).toBe(true)
    expect(isWithin(minute('10:00:00'), 60, row)).toBe(true)
    expect(isWithin(minute('10:02:00'), 60, row)).toBe(false)
  })

  it('ahead of all others is counted', () => {
    expect(undatedAhead(page('', '', '10:01:00', ''))).toBe(2)
    expect(undatedAhead(page('', ''))).toBe(2)
    expect(undatedAhead(page('10:01:00'))).toBe(0)
  })
})

it('an answer was cut in the grain of its last row', () => {
  const rows = page('10:02:10', '10:01:50', '10:01:20')
  expect(cutOf(rows, 60)).toEqual({ grain: second('10:01:00'), index: 1 })
  expect(cutOf(rows, 1)).toEqual({ grain: second('10:01:20'), index: 2 })
  expect(cutOf(page('', ''), 60)).toEqual({ grain: null, index: 2 })
})
