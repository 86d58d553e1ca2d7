import { expect, it } from 'vitest'
import { duration, wholeMinutes } from '../../../../src/renderer/lib/format'

it('says durations as a clock does, and never less than nothing', () => {
  expect([duration(-5), duration(65_000), duration(3_723_000)]).toEqual(['00:00', '01:05', '1:02:03'])
})

it('says a time that nobody waits for to the minute', () => {
  expect([wholeMinutes(-5), wholeMinutes(59_999), wholeMinutes(754_000), wholeMinutes(3_723_000)]).toEqual([
    '0 min',
    '0 min',
    '12 min',
    '1:02 h',
  ])
})
