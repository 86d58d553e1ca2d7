import type { AgentEvent } from '../../shared/agent/events'
import { reduce } from '../../shared/agent/reduce'
import type { Clock, TextFile } from './ports'
import { createKeeper } from './keeper'
import { remember } from './remembered'
import type { Store } from './store'

export type Memory = {
  /** Puts what must outlive a crash on disk, and resolves when it is there. */
  readonly keepNow: () => Promise<void>
  /** Puts on disk what this event makes of the snapshot, and applies it then: a call shown is one that a restart finds. */
  readonly applyKept: (event: AgentEvent) => Promise<void>
}

/** Keeps `state.json` in step with the snapshot. */
export function createMemory(
  store: Store,
  file: TextFile,
  clock: Clock,
  onFailure: (error: unknown) => void,
): Memory {
  const keeper = createKeeper(file, clock, onFailure)
  // On their way to the disk and not in the snapshot yet: whatever else is kept meanwhile holds them too,
  // or a poll that ends just then would write the call away again.
  const coming = new Set<AgentEvent>()

  const keepNow = (): Promise<void> => keeper.keep(remember([...coming].reduce(reduce, store.get())))

  return {
    keepNow,
    applyKept: async (event) => {
      coming.add(event)
      try {
        await keepNow()
      } finally {
        coming.delete(event)
        store.apply(event)
      }
    },
  }
}
