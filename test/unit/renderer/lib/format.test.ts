import { expect, it } from 'vitest'
import { duration } from '../../../../src/renderer/lib/format'

it('says durations as a clock does, and never less than nothing', () => {
  expect([duration(-5), duration(65_000), duration(3_723_000)]).toEqual(['00:00', '01:05', '1:02:03'])
})
