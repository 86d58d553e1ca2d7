import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createClock } from '../../../../src/main/core/clock'

const HOUR = 3_600_000
const morning = Date.parse('2026-11-24T09:00:00-03:00')

beforeEach(() => vi.useFakeTimers({ now: morning, toFake: ['Date', 'performance', 'setTimeout'] }))
afterEach(() => vi.useRealTimers())

describe('the steady clock', () => {
  it('starts at the wall clock', () => {
    expect(createClock().now()).toBeCloseTo(morning, 0)
  })

  it.each([
    ['forward', HOUR],
    ['back', -HOUR],
  ])('does not care when somebody sets the wall clock %s', (_way, change) => {
    const clock = createClock()
    const from = clock.now()
    vi.setSystemTime(Date.now() + change)
    vi.advanceTimersByTime(5_000)
    expect(clock.now() - from).toBeCloseTo(5_000, 0)
  })

  it('counts the time that the computer slept, once it woke', () => {
    const clock = createClock()
    const from = clock.now()
    vi.setSystemTime(Date.now() + 2 * HOUR)
    clock.resync()
    expect(clock.now() - from).toBeCloseTo(2 * HOUR, 0)
  })

  it('never goes back, not even when the clock was set back during the sleep', () => {
    const clock = createClock()
    const from = clock.now()
    vi.setSystemTime(Date.now() - HOUR)
    clock.resync()
    expect(clock.now()).toBeGreaterThanOrEqual(from)
  })
})
