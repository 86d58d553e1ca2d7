import { describe, expect, it } from 'vitest'
import { createRepeatFilter } from '../../../../../src/main/core/hotkeys/repeat-filter'
import { createFakeClock } from '../../../../support/clock'

/** Callbacks at these milliseconds, and how many presses came of them. */
async function pressesOf(moments: readonly number[]): Promise<number> {
  const clock = createFakeClock(0)
  let presses = 0
  const call = createRepeatFilter(clock, () => presses++)
  for (const at of moments) {
    await clock.advance(at - clock.now())
    call()
  }
  await clock.advance(2_000)
  return presses
}

const held = (delay: number, gap: number, count: number) => [
  0,
  ...Array.from({ length: count }, (_none, n) => delay + n * gap),
]

describe('the repeat filter', () => {
  it('lets the first callback through at once', () => {
    const clock = createFakeClock(0)
    let presses = 0
    createRepeatFilter(clock, () => presses++)()
    expect(presses).toBe(1)
  })

  it.each([
    ['X11, 660 ms and 25 a second', held(660, 40, 60)],
    ['a quick keyboard', held(250, 30, 60)],
    ['a slow one', held(500, 100, 20)],
  ])('makes one press of a held key: %s', async (_name, moments) => {
    expect(await pressesOf(moments)).toBe(1)
  })

  it('makes two of two presses, quick or slow', async () => {
    expect(await pressesOf([0, 100])).toBe(2)
    expect(await pressesOf([0, 300])).toBe(2)
    expect(await pressesOf([0, 700])).toBe(2)
    expect(await pressesOf([0, 1_500])).toBe(2)
  })

  it('makes one of a bounce', async () => {
    expect(await pressesOf([0, 10])).toBe(1)
  })

  it('takes a press that follows as quickly as a script presses for one of its own', async () => {
    expect(await pressesOf([0, 40])).toBe(2)
  })

  it.each([
    ['before its first repeat', 300, 900],
    ['right after its first repeat', 670, 600],
    ['among its repeats', 1_000, 600],
  ])('makes one press of a key that is held while the bar stands still %s', async (_when, from, lasting) => {
    const clock = createFakeClock(0)
    let presses = 0
    const call = createRepeatFilter(clock, () => presses++)
    const moments = held(660, 40, 60)
    const callAll = (until: number) => {
      while ((moments[0] ?? Infinity) <= until) {
        moments.shift()
        call()
      }
    }
    while (moments.length > 0) {
      if (clock.now() === from) clock.standStill(lasting)
      // Late timers may come before the callbacks that wait.
      await clock.advance(0)
      callAll(clock.now())
      await clock.advance(10)
    }
    await clock.advance(2_000)
    expect(presses).toBe(1)
    call()
    expect(presses).toBe(2)
  })

  it('lets a key through though every timer is late', async () => {
    const clock = createFakeClock(0)
    let presses = 0
    const call = createRepeatFilter(clock, () => presses++)
    for (let press = 0; press < 3; press++) {
      call()
      clock.standStill(1_500)
      await clock.advance(0)
      clock.standStill(1_500)
      await clock.advance(0)
    }
    expect(presses).toBe(3)
  })

  it('hears the key again after it was held', async () => {
    expect(await pressesOf([...held(660, 40, 30), 4_000])).toBe(2)
  })
})
