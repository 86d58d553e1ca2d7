import { randomBytes } from 'node:crypto'
import type { Follow } from './follow'

export type DoorEvent = { readonly id: string; readonly line: string }

/** The size of the events kept for programs that were cut off. Characters. */
const MOST_KEPT = 250_000

export type RecentEvents = {
  /**
   * The events after that one. When it is not kept any more, or is of another run of the bar, the newest alone: it says
   * all there is to know.
   */
  readonly after: (id: string | undefined) => readonly DoorEvent[]
  readonly subscribe: (listener: (event: DoorEvent) => void) => () => void
  readonly stop: () => void
}

/** Follows the bar, and keeps its latest events. */
export function createRecentEvents(follow: Follow): RecentEvents {
  const run = randomBytes(4).toString('hex')
  const listeners = new Set<(event: DoorEvent) => void>()
  let kept: DoorEvent[] = []
  let size = 0
  let count = 0

  const stop = follow((line) => {
    const event = { id: `${run}-${(count += 1)}`, line }
    kept.push(event)
    size += line.length
    let over = 0
    while (size > MOST_KEPT && over < kept.length - 1) size -= kept[over++]?.line.length ?? 0
    if (over > 0) kept = kept.slice(over)
    listeners.forEach((listener) => listener(event))
  })
  const newest = (): DoorEvent => kept.at(-1) ?? { id: `${run}-0`, line: '{}' }
  return {
    after: (id) => {
      const at = kept.findIndex((event) => event.id === id)
      return at === -1 ? [newest()] : kept.slice(at + 1)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop,
  }
}
