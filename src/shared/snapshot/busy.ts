import type { Snapshot } from './state'

/**
 * What quitting would lose or interrupt: a call, a command that is being sent, a running report, or rows of a report
 * that are in no file yet.
 */
export type Busy = 'call' | 'command' | 'report' | 'rows'

/** The part of it that the snapshot knows. */
export function busyWith({ calls, intents }: Pick<Snapshot, 'calls' | 'intents'>): readonly Busy[] {
  const isSending = intents.some(({ state }) => state === 'sent')
  return [...(calls.length > 0 ? (['call'] as const) : []), ...(isSending ? (['command'] as const) : [])]
}
