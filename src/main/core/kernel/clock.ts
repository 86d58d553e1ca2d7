import type { SteadyClock } from './ports'

/** A difference that is no drift of two clocks: the computer slept, or the wall clock was set. Milliseconds. */
const JUMP_MS = 1_000
/** What a timer of Node can hold; a longer one would fire at once. Milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * Steady time: starts at the wall clock and then counts by the monotonic one, which may stand still while the computer
 * sleeps. `compare` looks at the wall clock again:
 *
 * - It went further than this one: time has passed that was not counted, and `now` moves on by as much. Whether the
 *   computer slept or somebody set the clock forward cannot be told apart, and a break that went on for longer than is
 *   shown is the greater harm.
 * - It went back: it was wrong before, or is now. `now` stays, because durations, the order of polls and held-down
 *   hotkeys are reckoned by it; it is ahead of the wall clock from then on. `timeOfDay` takes that off wherever a time
 *   of day is told, planned or kept on disk.
 */
export function createClock(): SteadyClock {
  let offset = Date.now() - performance.now()
  let ahead = 0
  const now = (): number => offset + performance.now()
  return {
    now,
    after: (milliseconds, run) => {
      let timer: NodeJS.Timeout
      const wait = (left: number): void => {
        timer =
          left > LONGEST_TIMER_MS
            ? setTimeout(() => wait(left - LONGEST_TIMER_MS), LONGEST_TIMER_MS)
            : setTimeout(run, left)
      }
      wait(milliseconds)
      return () => clearTimeout(timer)
    },
    compare: () => {
      const further = Date.now() - (now() - ahead)
      if (Math.abs(further) < JUMP_MS) return { ahead, jumped: false }
      if (further > 0) offset += further
      else ahead -= further
      return { ahead, jumped: true }
    },
  }
}
