import type { Clock } from '../kernel/ports'

/** A second callback sooner than this belongs to the same press: nobody presses that fast. */
const SAME_PRESS_MS = 20
/** A second callback within this time may be the start of the keyboard's auto-repeat, or a second press. */
const REPEAT_DELAY_MS = 1_000
/** The longest gap between two repeats of a held key. */
const REPEAT_GAP_MS = 150

/**
 * Passes on one callback per press of a global hotkey. The system calls back repeatedly while a key is held and does
 * not report its release. The first callback passes at once. A later one that could be the start of auto-repeat is
 * delayed: if more follow at the pace of a held key it belongs to the same press, otherwise it was a new one.
 */
export function createRepeatFilter(clock: Clock, press: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY
  let held = false
  let callOff: (() => void) | null = null

  const settle = (): void => {
    callOff?.()
    callOff = null
  }

  return () => {
    const now = clock.now()
    const gap = now - last
    last = now
    if (gap > REPEAT_DELAY_MS || (held && gap > REPEAT_GAP_MS * 2)) {
      held = false
      settle()
      press()
      return
    }
    if (held || gap < SAME_PRESS_MS || callOff !== null) {
      held = true
      settle()
      return
    }
    callOff = clock.after(REPEAT_GAP_MS, () => {
      callOff = null
      press()
    })
  }
}
