import type { AgentEvent } from '../../shared/agent/events'
import { notice } from '../../shared/agent/notices'
import { reduce } from '../../shared/agent/reduce'
import type { Snapshot } from '../../shared/agent/state'
import { unknownSentence } from '../../shared/vocom/error-sentence'
import type { Clock, TextFile } from './ports'
import { createKeeper } from './keeper'
import { recall, remember } from './remembered'
import type { Store } from './store'

export type Memory = {
  /** Puts what must outlive a crash on disk, and resolves when it is there. */
  readonly keepNow: () => Promise<void>
  /**
   * Puts on disk what this event makes of the snapshot, and applies it then: a call shown is one that a restart finds.
   * False where the snapshot, or what is on its way to the disk already, stands against it.
   */
  readonly applyKept: (event: AgentEvent, mayApply?: (snapshot: Snapshot) => boolean) => Promise<boolean>
}

type Coming = { readonly event: AgentEvent; readonly mayApply: (snapshot: Snapshot) => boolean }

const applied = (snapshot: Snapshot, { event, mayApply }: Coming): Snapshot =>
  mayApply(snapshot) ? reduce(snapshot, event) : snapshot

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
  const coming = new Set<Coming>()

  const expected = (): Snapshot => [...coming].reduce(applied, store.get())
  const keepNow = (): Promise<void> => keeper.keep(remember(expected()))

  return {
    keepNow,
    applyKept: async (event, mayApply = () => true) => {
      if (!mayApply(expected())) return false
      const own = { event, mayApply }
      coming.add(own)
      let isApplied = false
      try {
        await keepNow()
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
const kept = ['asked', 'call', 'intents', 'notices'] as const

/** Whether anything that outlives the run has changed. */
export const isWorthKeeping = (now: Snapshot, before: Snapshot): boolean =>
  now.reported?.since !== before.reported?.since || kept.some((part) => now[part] !== before[part])

/** Takes up where the last run ended; what it did not live to know is told. */
export function restore(store: Store, text: string | null, clock: Clock): void {
  const { leftBehind, ...recalled } = recall(text, store.get().profile, clock.now())
  store.apply({ type: 'restored', ...recalled, at: clock.now() })
  if (leftBehind !== null) {
    const sentence = { key: 'call_left_behind', values: { number: leftBehind } } as const
    store.apply({ type: 'noticed', notice: notice('left-behind', 'failure', sentence, clock.now()) })
  }
  for (const { id, command, subject, state, sentAt, error } of recalled.intents) {
    if (state !== 'unknown') continue
    const of = command === 'call.transfer' ? command : 'call.dial'
    const sentence = unknownSentence(of, subject ?? '', error?.kind ?? null)
    store.apply({ type: 'noticed', notice: notice(id, 'failure', sentence, sentAt) })
  }
}
