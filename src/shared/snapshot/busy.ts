import type { Snapshot } from './state'

/**
 * What would be lost or broken off: a call, a command that is being sent, a report that is running, the rows of a
 * report that are in no file yet.
 */
export type Busy = 'call' | 'command' | 'report' | 'rows'

/** What of it the snapshot knows. */
export function busyWith({ calls, intents }: Pick<Snapshot, 'calls' | 'intents'>): readonly Busy[] {
  const isSending = intents.some(({ state }) => state === 'sent')
  return [...(calls.length > 0 ? (['call'] as const) : []), ...(isSending ? (['command'] as const) : [])]
}
