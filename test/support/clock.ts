import { steadyTime } from '../../src/shared/time'
import type { SteadyClock } from '../../src/main/core/kernel/ports'

type Timer = { at: number; readonly run: () => void }

/** A clock that moves only when told to. */
export function createFakeClock(start = 1_700_000_000_000): SteadyClock & {
  readonly advance: (milliseconds: number) => Promise<void>
  /** The computer sleeps: time passes, and timers stand still. */
  readonly sleep: (milliseconds: number) => void
  /** The same, and nothing but the wall clock tells of it. */
  readonly sleepUnseen: (milliseconds: number) => void
  /** The program gets no processor: time passes, and its timers are late. */
  readonly standStill: (milliseconds: number) => void
  /** Somebody sets the wall clock back. */
  readonly setBack: (milliseconds: number) => void
} {
  let now = start
  let unseen = 0
  let ahead = 0
  let isSet = false
  const timers = new Set<Timer>()
  // Lets everything that was promised up to now come true.
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  return {
    now: () => steadyTime(now),
    after: (milliseconds, run) => {
      const timer = { at: now + milliseconds, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    compare: () => {
      const jumped = unseen > 0 || isSet
      now += unseen
      for (const timer of timers) timer.at += unseen
      unseen = 0
      isSet = false
      return { ahead, jumped }
    },
    sleepUnseen: (milliseconds) => {
      unseen += milliseconds
    },
    standStill: (milliseconds) => {
      now += milliseconds
    },
    setBack: (milliseconds) => {
      ahead += milliseconds
      isSet = true
    },
    sleep: (milliseconds) => {
      now += milliseconds
      for (const timer of timers) timer.at += milliseconds
    },
    advance: async (milliseconds) => {
      const end = now + milliseconds
      await settle()
      for (;;) {
        const next = [...timers].sort((a, b) => a.at - b.at)[0]
        if (next === undefined || next.at > end) break
        timers.delete(next)
        now = Math.max(now, next.at)
        next.run()
        await settle()
      }
      now = Math.max(now, end)
      await settle()
    },
  }
}
