import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createClock } from '../../../../../src/main/core/kernel/clock'

const HOUR = 3_600_000
const morning = Date.parse('2026-11-24T09:00:00-03:00')

beforeEach(() =>
  vi.useFakeTimers({ now: morning, toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] }),
)
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

  it('counts the time that the computer slept, once it is compared', () => {
    const clock = createClock()
    const from = clock.now()
    vi.setSystemTime(Date.now() + 2 * HOUR)
    expect(clock.compare()).toEqual({ ahead: 0, jumped: true })
    expect(clock.now() - from).toBeCloseTo(2 * HOUR, 0)
    expect(clock.compare()).toEqual({ ahead: 0, jumped: false })
  })

  it('never goes back where the wall clock is set back, and knows by how much it is ahead', () => {
    const clock = createClock()
    const from = clock.now()
    vi.setSystemTime(Date.now() - 3 * HOUR)
    const { ahead, jumped } = clock.compare()
    expect(jumped).toBe(true)
    expect(clock.now()).toBeGreaterThanOrEqual(from)
    expect(clock.now() - ahead).toBeCloseTo(Date.now(), 0)
  })

  it('counts what was slept after that too', () => {
    const clock = createClock()
    vi.setSystemTime(Date.now() - 3 * HOUR)
    clock.compare()
    const from = clock.now()
    vi.setSystemTime(Date.now() + HOUR)
    const { ahead } = clock.compare()
    expect(clock.now() - from).toBeCloseTo(HOUR, 0)
    expect(clock.now() - ahead).toBeCloseTo(Date.now(), 0)
  })

  it('waits for longer than a timer of Node can hold, and can be called off meanwhile', () => {
    const clock = createClock()
    const rang: string[] = []
    const month = 30 * 24 * HOUR
    clock.after(month, () => rang.push('one'))
    const callOff = clock.after(month, () => rang.push('other'))
    vi.advanceTimersByTime(month - 1_000)
    expect(rang).toEqual([])
    callOff()
    vi.advanceTimersByTime(2_000)
    expect(rang).toEqual(['one'])
  })
})
