import type { Clock } from '../kernel/ports'

/** A second callback sooner than this belongs to the same press: nobody presses that fast. */
const SAME_PRESS_MS = 20
/** A second callback within this time may be the start of the keyboard's auto-repeat, or a second press. */
const REPEAT_DELAY_MS = 1_000
/** The longest gap between two repeats of a held key. */
const REPEAT_GAP_MS = 150
/** A timer this late shows that the bar itself stood still, and callbacks may be waiting behind the timer. */
const STANDSTILL_MS = 50

/**
 * Passes on one callback per press of a global hotkey. The system calls back repeatedly while a key is held and does
 * not report its release. The first callback passes at once. A later one that could be the start of auto-repeat is
 * delayed: if more follow at the pace of a held key it belongs to the same press, otherwise it was a new one. A gap
 * in which the bar itself stood still proves nothing, so the filter then waits for the callbacks that were delayed.
 */
export function createRepeatFilter(clock: Clock, press: () => void): () => void {
  let state: 'idle' | 'pressed' | 'repeated once' | 'held' = 'idle'
  let last = Number.NEGATIVE_INFINITY
  let callOff: () => void = () => undefined

  /** Runs after that many milliseconds without a callback. When the bar stood still, it waits once more. */
  function afterQuiet(milliseconds: number, run: () => void, mayWaitOn = true): void {
    callOff()
    const due = clock.now() + milliseconds
    callOff = clock.after(milliseconds, () => {
      if (mayWaitOn && clock.now() - due > STANDSTILL_MS) afterQuiet(REPEAT_GAP_MS, run, false)
      else run()
    })
  }

  function begin(): void {
    state = 'pressed'
    afterQuiet(REPEAT_DELAY_MS, () => (state = 'idle'))
    press()
  }

  function hold(): void {
    state = 'held'
    afterQuiet(REPEAT_GAP_MS * 2, () => (state = 'idle'))
  }

  return () => {
    const gap = clock.now() - last
    last = clock.now()
    if (state === 'idle') begin()
    else if (state === 'pressed' && gap >= SAME_PRESS_MS) {
      state = 'repeated once'
      afterQuiet(REPEAT_GAP_MS, begin)
    } else hold()
  }
}
