import type { AgentEvent } from '../../shared/agent/events'
import { emptySnapshot, reduce } from '../../shared/agent/reduce'
import type { Snapshot } from '../../shared/agent/state'

export type Store = {
  readonly get: () => Snapshot
  readonly apply: (event: AgentEvent) => void
  /** Called after each change; returns the way to stop. */
  readonly subscribe: (listener: (now: Snapshot, before: Snapshot) => void) => () => void
}

/** Holds the one Snapshot; listeners hear of a change after it is complete, in the order of subscription. */
export function createStore(initial: Snapshot = emptySnapshot): Store {
  let current = initial
  const listeners = new Set<(now: Snapshot, before: Snapshot) => void>()
  return {
    get: () => current,
    apply: (event) => {
      const before = current
      current = reduce(before, event)
      if (current === before) return
      const now = current
      for (const listener of listeners) listener(now, before)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
