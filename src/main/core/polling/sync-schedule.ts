import type { SteadyTime } from '../../../shared/time'
import type { PabxError } from '../../../shared/vocom/errors'

/*
 * When the next poll is due. Pure: sync.ts holds the timer.
 */

export const FAST_MS = 1_000
/** How long polls stay fast after a command. Milliseconds. */
export const FAST_FOR_MS = 10_000
const LOCKED_MS = 30_000
const BACKOFF_FIRST_MS = 1_000
const BACKOFF_CEILING_MS = 60_000
const JITTER = 0.2

export type Pace = {
  readonly intervalMs: number
  /** Polls are fast until this moment. */
  readonly fastUntil: SteadyTime
  readonly screenLocked: boolean
  /** Failures in a row. */
  readonly failures: number
  readonly lastFailure: PabxError | null
}

/** Milliseconds from the end of a poll to the next one; `random` in [0, 1). */
export function nextDelay(pace: Pace, now: SteadyTime, random: number): number {
  if (pace.failures > 0) {
    const ceiling = Math.min(BACKOFF_CEILING_MS, BACKOFF_FIRST_MS * 2 ** Math.min(pace.failures, 10))
    // Full jitter, so that the bars of a whole call centre do not return in step after an outage; with a minimum, so
    // that a failing poll never repeats at once.
    const backOff = Math.max(250, random * ceiling)
    return Math.max(backOff, pace.lastFailure?.retryAfterMs ?? 0)
  }
  const base =
    now < pace.fastUntil
      ? FAST_MS
      : pace.screenLocked
        ? Math.max(LOCKED_MS, pace.intervalMs)
        : pace.intervalMs
  return base * (1 - JITTER + 2 * JITTER * random)
}
