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
  /** Saves what must outlive a crash; resolves when it is on disk. */
  readonly saveNow: () => Promise<void>
  /**
   * Saves the snapshot as this event will make it, and applies the event afterwards: every call that is shown can be
   * found after a restart. False when `mayApply` refuses, for the snapshot or for the events still being saved.
   */
  readonly applySaved: (event: AgentEvent, mayApply?: (snapshot: Snapshot) => boolean) => Promise<boolean>
}

type Coming = { readonly event: AgentEvent; readonly mayApply: (snapshot: Snapshot) => boolean }

const applied = (snapshot: Snapshot, { event, mayApply }: Coming): Snapshot =>
  mayApply(snapshot) ? reduce(snapshot, event) : snapshot

const keysOf = ({ calls }: Snapshot): string => calls.map(({ key }) => key).join(' ')

const NOTICE = 'memory'
/** For one event. Each write is waited for half a second at the most. */
const MOST_WRITES = 3

/** The durable file for `state.json`. A notice stands while the disk refuses it. */
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

/** Saves every change of the snapshot to `state.json`, once `live` has opened. */
export function createMemory(store: Store, stateFile: DurableFile, live: Gate): Memory {
  // Events that are being saved and are not in the snapshot yet. Every other save includes them; otherwise a poll that
  // ends at that moment would overwrite the call.
  const coming = new Set<Coming>()

  const expected = (): Snapshot => [...coming].reduce(applied, store.get())
  // Before that the snapshot is empty, and saving it would erase the call of the last run.
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
        // Which calls the event leaves may have changed while the disk was writing: another text has to be there then.
        const callsThen = (): string => keysOf(applied(store.get(), own))
        let calls = ''
        let writes = 0
        do {
          calls = callsThen()
          await saveNow()
        } while (calls !== callsThen() && ++writes < MOST_WRITES)
      } finally {
        coming.delete(own)
        isApplied = mayApply(store.get())
        if (isApplied) store.apply(event)
      }
      return isApplied
    },
  }
}

/** The parts of the snapshot that outlive the run. */
const kept = ['asked', 'calls', 'focusedCall', 'seemsSingleLine', 'intents', 'notices', 'clockAhead'] as const

/** Whether anything that outlives the run has changed. */
export const isWorthKeeping = (now: Snapshot, before: Snapshot): boolean =>
  now.reported?.since !== before.reported?.since || kept.some((part) => now[part] !== before[part])
