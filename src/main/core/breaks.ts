import type { Break } from '../../shared/agent/state'
import type { PabxError } from '../../shared/vocom/errors'
import { identity, type Core } from './perform'

/** Reads the agent's breaks ("APIv2, Lista de pausas do agente"; limits in minutes, 0 for none). */
export async function refreshBreaks(core: Core): Promise<PabxError | null> {
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
  core.store.apply({ type: 'breaksListed', breaks })
  return null
}
