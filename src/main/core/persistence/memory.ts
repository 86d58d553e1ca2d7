import type { AgentEvent } from '../../../shared/snapshot/events'
import { notice } from '../../../shared/snapshot/notices'
import { reduce } from '../../../shared/snapshot/reduce'
import type { Snapshot } from '../../../shared/snapshot/state'
import type { Gate } from '../kernel/gate'
import { createDurableFile, type DurableFile } from './durable-file'
import type { Clock, Logger, TextFile } from '../kernel/ports'
import { remember } from './remembered'
import type { Store } from '../kernel/store'

export type Memory = {
  /** Puts what must outlive a crash on disk, and resolves when it is there. */
  readonly saveNow: () => Promise<void>
  /**
   * Puts on disk what this event makes of the snapshot, and applies it then: a call shown is one that a restart finds.
   * False where the snapshot, or what is on its way to the disk already, stands against it.
   */
  readonly applySaved: (event: AgentEvent, mayApply?: (snapshot: Snapshot) => boolean) => Promise<boolean>
}

type Coming = { readonly event: AgentEvent; readonly mayApply: (snapshot: Snapshot) => boolean }

const applied = (snapshot: Snapshot, { event, mayApply }: Coming): Snapshot =>
  mayApply(snapshot) ? reduce(snapshot, event) : snapshot

const NOTICE = 'memory'

/** Of `state.json`; while the disk refuses it, that stands among the notices. */
export function createStateFile(store: Store, file: TextFile, clock: Clock, log: Logger): DurableFile {
  return createDurableFile(file, clock, {
    onRefused: (error) => {
      log.error('memory not kept', error)
      const told = notice(NOTICE, 'warning', { key: 'memory_not_kept' }, clock.now())
      store.apply({ type: 'noticed', notice: told })
    },
    onSaved: () => store.apply({ type: 'noticeDismissed', id: NOTICE }),
  })
}

/** Keeps `state.json` in step with the snapshot, from the moment at which what lay there was taken up: `live`. */
export function createMemory(store: Store, stateFile: DurableFile, live: Gate): Memory {
  // On their way to the disk and not in the snapshot yet: whatever else is kept meanwhile holds them too,
  // or a poll that ends just then would write the call away again.
  const coming = new Set<Coming>()

  const expected = (): Snapshot => [...coming].reduce(applied, store.get())
  // Before that, the snapshot is empty, and writing it would erase the call of the last run.
  const saveNow = (): Promise<void> =>
    live.isOpen() ? stateFile.save(remember(expected())) : Promise.resolve()

  return {
    saveNow,
    applySaved: async (event, mayApply = () => true) => {
      if (!live.isOpen()) await live.whenOpen
      if (!mayApply(expected())) return false
      const own = { event, mayApply }
      coming.add(own)
      let isApplied = false
      try {
        await saveNow()
      } finally {
        coming.delete(own)
        isApplied = mayApply(store.get())
        if (isApplied) store.apply(event)
      }
      return isApplied
    },
  }
}

/** What of the snapshot outlives the run. */
const kept = ['asked', 'calls', 'focusedCall', 'seemsSingleLine', 'intents', 'notices', 'clockAhead'] as const

/** Whether anything that outlives the run has changed. */
export const isWorthKeeping = (now: Snapshot, before: Snapshot): boolean =>
  now.reported?.since !== before.reported?.since || kept.some((part) => now[part] !== before[part])
