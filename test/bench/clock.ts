import { steadyTime } from '../../src/shared/time'
import type { SteadyClock } from '../../src/main/core/kernel/ports'

type Timer = { readonly at: number; run: (() => void) | null }

/** A clock for thousands of bars at once: a heap of timers, and time that passes only when told. */
export function createHeapClock(): SteadyClock & { readonly runUntil: (end: number) => Promise<void> } {
  const heap: Timer[] = []
  let now = 0

  const swap = (a: number, b: number): void => {
    const held = heap[a]
    const other = heap[b]
    if (held === undefined || other === undefined) return
    heap[a] = other
    heap[b] = held
  }
  const at = (index: number): number => heap[index]?.at ?? Number.POSITIVE_INFINITY
  const push = (timer: Timer): void => {
    heap.push(timer)
    let index = heap.length - 1
    while (index > 0 && at(index) < at((index - 1) >> 1)) {
      swap(index, (index - 1) >> 1)
      index = (index - 1) >> 1
    }
  }
  const pop = (): Timer | undefined => {
    swap(0, heap.length - 1)
    const first = heap.pop()
    let index = 0
    for (;;) {
      const child = at(2 * index + 1) <= at(2 * index + 2) ? 2 * index + 1 : 2 * index + 2
      if (at(child) >= at(index)) return first
      swap(index, child)
      index = child
    }
  }
  return {
    now: () => steadyTime(now),
    compare: () => ({ ahead: 0, jumped: false }),
    after: (milliseconds, run) => {
      const timer: Timer = { at: now + milliseconds, run }
      push(timer)
      return () => (timer.run = null)
    },
    runUntil: async (end) => {
      while (at(0) <= end) {
        const moment = at(0)
        now = moment
        while (at(0) <= moment) pop()?.run?.()
        // What was promised at this moment comes true before the next.
        await new Promise<void>((resolve) => setImmediate(resolve))
      }
      now = end
    },
  }
}
