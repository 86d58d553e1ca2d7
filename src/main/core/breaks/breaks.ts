import { isSameInQueues } from '../../../shared/snapshot/identity'
import type { Break, Profile } from '../../../shared/snapshot/state'
import type { PabxError } from '../../../shared/vocom/errors'
import { identity } from '../kernel/send-command'
import type { Core } from '../kernel/core'

/** Reads the agent's breaks ("APIv2, Lista de pausas do agente"; limits in minutes, 0 for none). */
export async function refreshBreaks(core: Core): Promise<PabxError | null> {
  const { profile } = core.store.get()
  const answer = await core.pabx.call('getBreakList', identity(core), { lane: 'command' })
  if (!answer.ok) return answer.error
  const breaks = answer.value.result
    .filter((row) => row.break_id !== '')
    .map((row): Break => ({
      id: row.break_id,
      name: row.break_name === '' ? row.break_id : row.break_name,
      limitMinutes: row.break_timeout !== null && row.break_timeout > 0 ? row.break_timeout : null,
      digit: row.break_digit,
    }))
  // The settings may have changed meanwhile; then this list belongs to another agent.
  if (isSameInQueues(profile, core.store.get().profile)) core.store.apply({ type: 'breaksListed', breaks })
  return null
}

/** First delay before a failed break list is requested again; it doubles with each failure. Milliseconds. */
const RETRY_FIRST_MS = 10_000
const RETRY_CEILING_MS = 600_000

/**
 * Reads the break list once per identity, along with the polls. An empty list is accepted as an answer: some agents
 * have no breaks, and the breaks panel reads the list again whenever it opens.
 */
export function createBreakReader(core: Core): {
  readonly readOnce: () => void
  readonly askAgain: () => void
} {
  let place: Profile | null = null
  let state: 'wanted' | 'asked' | 'read' = 'wanted'
  let failures = 0
  let notBefore = 0

  async function read(asked: Profile): Promise<void> {
    state = 'asked'
    const error = await refreshBreaks(core)
    if (place !== asked) return
    state = error === null ? 'read' : 'wanted'
    failures = error === null ? 0 : failures + 1
    notBefore =
      core.clock.now() + Math.min(RETRY_CEILING_MS, RETRY_FIRST_MS * 2 ** Math.min(failures - 1, 10))
  }

  const askAgain = (): void => {
    failures = 0
    notBefore = 0
  }

  return {
    askAgain,
    readOnce: () => {
      const { profile } = core.store.get()
      if (place === null || !isSameInQueues(place, profile)) {
        place = profile
        state = 'wanted'
        askAgain()
      }
      if (state === 'wanted' && core.clock.now() >= notBefore) void read(place)
    },
  }
}
