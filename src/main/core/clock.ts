import type { Clock } from './ports'

/**
 * Steady time: starts at the wall clock and then counts by the monotonic one, so that setting the wall
 * clock changes no duration. The monotonic clock may stand still while the computer sleeps: `resync`
 * after waking takes the time slept from the wall clock, and never goes back.
 */
export function createClock(): Clock & { readonly resync: () => void } {
  let offset = Date.now() - performance.now()
  return {
    now: () => offset + performance.now(),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds)
      return () => clearTimeout(timer)
    },
    resync: () => {
      offset = Math.max(offset, Date.now() - performance.now())
    },
  }
}
