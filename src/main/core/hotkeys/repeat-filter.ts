import type { Clock } from '../kernel/ports'

/** A second callback sooner than this is the same press: no finger is that quick. */
const SAME_PRESS_MS = 20
/** A second callback within this may be the keyboard's auto-repeat setting in, or a second press. */
const REPEAT_DELAY_MS = 1_000
/** Auto-repeat, once set in, comes at least this often. */
const REPEAT_GAP_MS = 150

/**
 * Lets through one callback a press of a global hotkey. The system calls back again and again while a key
 * is held, and tells nobody of its release. The first callback always passes at once. One that comes when
 * auto-repeat could begin waits to see whether others follow at the pace of a held key: they do, it was
 * the same press; they do not, it was a new one.
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
