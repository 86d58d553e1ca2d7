import type { AgentEvent } from '../../../shared/snapshot/events'
import { emptySnapshot, reduce } from '../../../shared/snapshot/reduce'
import type { Snapshot } from '../../../shared/snapshot/state'

type Listener = (now: Snapshot, before: Snapshot) => void

export type Store = {
  readonly get: () => Snapshot
  readonly apply: (event: AgentEvent) => void
  /** The listener is called after each change; the returned function removes it. */
  readonly subscribe: (listener: Listener) => () => void
}

/** Listeners may answer a change with another change. A chain longer than this would never end. */
const MOST_IN_ONE_GO = 1_000

const throwLater = (bug: unknown): void =>
  queueMicrotask(() => {
    throw bug
  })

/**
 * Holds the one Snapshot. Listeners hear of a change once it is complete, in the order of subscription. A change that a
 * listener applies is passed on after all have heard the previous one. An error in a listener goes to `onBug` and stops
 * neither the others nor `apply`.
 */
export function createStore(
  initial: Snapshot = emptySnapshot,
  onBug: (bug: unknown) => void = throwLater,
): Store {
  let current = initial
  const listeners = new Set<Listener>()
  const pending: (readonly [now: Snapshot, before: Snapshot])[] = []
  let notifying = false

  function notify(now: Snapshot, before: Snapshot): void {
    for (const listener of listeners) {
      try {
        listener(now, before)
      } catch (bug) {
        onBug(bug)
      }
    }
  }

  function notifyPending(): void {
    if (notifying) return
    notifying = true
    let notified = 0
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
      notify(...next)
      if (++notified < MOST_IN_ONE_GO) continue
      pending.length = 0
      onBug(new Error('listeners of the store answer one another without end'))
    }
    notifying = false
  }

  return {
    get: () => current,
    apply: (event) => {
      const before = current
      current = reduce(before, event)
      if (current === before) return
      pending.push([current, before])
      notifyPending()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
