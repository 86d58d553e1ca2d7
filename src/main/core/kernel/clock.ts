import { steadyTime } from '../../../shared/time'
import type { SteadyClock } from './ports'

/** Two clocks never drift apart by this much: the computer slept, or the wall clock was set. Milliseconds. */
const JUMP_MS = 1_000
/** The longest delay that a Node timer can hold; a longer one would fire at once. Milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * Steady time: starts at the wall clock and then follows the monotonic clock, which may stand still while the computer
 * sleeps. `compare` checks it against the wall clock:
 *
 * - The wall clock is ahead: some time was not counted, and `now` moves forward by it. A sleep and a clock that was set
 *   forward look the same, and a break that runs longer than shown would be the greater harm.
 * - The wall clock went back: it was wrong before, or is wrong now. `now` stays, because durations, the order of polls
 *   and held hotkeys depend on it. It is ahead of the wall clock from then on; `timeOfDay` subtracts the difference
 *   wherever a time of day is shown, planned or saved.
 */
export function createClock(): SteadyClock {
  let offset = Date.now() - performance.now()
  let ahead = 0
  const now = () => steadyTime(offset + performance.now())
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
