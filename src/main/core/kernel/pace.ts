import type { Clock } from './ports'

/** A function that answers true at most once in that many milliseconds. */
export function createPace(clock: Clock, milliseconds: number): () => boolean {
  let last = Number.NEGATIVE_INFINITY
  return () => {
    const now = clock.now()
    if (now - last < milliseconds) return false
    last = now
    return true
  }
}
