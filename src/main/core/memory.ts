import type { AgentEvent } from '../../shared/agent/events'
import { reduce } from '../../shared/agent/reduce'
import { notice } from '../../shared/agent/notices'
import type { Gate } from './gate'
import { createKeeper, type Keeper } from './keeper'
import type { Clock, Logger, TextFile } from './ports'
import { remember } from './remembered'
import type { Store } from './store'

export type Memory = {
  /** Puts what must outlive a crash on disk, and resolves when it is there. */
  readonly keepNow: () => Promise<void>
  /** Puts on disk what this event makes of the snapshot, and applies it then: a call shown is one that a restart finds. */
  readonly applyKept: (event: AgentEvent) => Promise<void>
}

const NOTICE = 'memory'

/** Of `state.json`; while the disk refuses it, that stands among the notices. */
export function createStateKeeper(store: Store, file: TextFile, clock: Clock, log: Logger): Keeper {
  return createKeeper(file, clock, {
    onRefused: (error) => {
      log.error('memory not kept', error)
      const told = notice(NOTICE, 'warning', { key: 'memory_not_kept' }, clock.now())
      store.apply({ type: 'noticed', notice: told })
    },
    onKept: () => store.apply({ type: 'noticeDismissed', id: NOTICE }),
  })
}

/** Keeps `state.json` in step with the snapshot, from the moment at which what lay there was taken up: `live`. */
export function createMemory(store: Store, keeper: Keeper, live: Gate): Memory {
  // On their way to the disk and not in the snapshot yet: whatever else is kept meanwhile holds them too,
  // or a poll that ends just then would write the call away again.
  const coming = new Set<AgentEvent>()

  // Before that, the snapshot is empty, and writing it would erase the call of the last run.
  const keepNow = (): Promise<void> =>
    live.isOpen() ? keeper.keep(remember([...coming].reduce(reduce, store.get()))) : Promise.resolve()

  return {
    keepNow,
    applyKept: async (event) => {
      if (!live.isOpen()) await live.whenOpen
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
