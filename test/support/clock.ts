import type { Clock } from '../../src/main/core/ports'

type Timer = { at: number; readonly run: () => void }

/** A clock that moves only when told to. */
export function createFakeClock(start = 1_700_000_000_000): Clock & {
  readonly advance: (milliseconds: number) => Promise<void>
  /** The computer sleeps: time passes, and timers stand still. */
  readonly sleep: (milliseconds: number) => void
} {
  let now = start
  const timers = new Set<Timer>()
  // Lets everything that was promised up to now come true.
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  return {
    now: () => now,
    after: (milliseconds, run) => {
      const timer = { at: now + milliseconds, run }
      timers.add(timer)
      return () => timers.delete(timer)
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
        now = next.at
        next.run()
        await settle()
      }
      now = end
      await settle()
    },
  }
}
