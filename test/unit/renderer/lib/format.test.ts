import { expect, it } from 'vitest'
import { duration, phone } from '../../../../src/renderer/lib/format'

it.each([
  ['11999990000', '11 99999-0000'],
  ['011999990000', '11 99999-0000'],
  ['1133334444', '11 3333-4444'],
  ['+5511999990000', '+55 11 99999-0000'],
  ['+442079460958', '+442079460958'],
  ['2001', '2001'],
])('%s is written %s', (number, written) => {
  expect(phone(number)).toBe(written)
})

it('says durations as a clock does, and never less than nothing', () => {
  expect([duration(-5), duration(65_000), duration(3_723_000)]).toEqual(['00:00', '01:05', '1:02:03'])
})
