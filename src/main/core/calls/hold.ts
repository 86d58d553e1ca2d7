import type { CallKey } from '../../../shared/ids'
import { callByKey } from '../../../shared/calls/calls'
import { DONE, type Outcome } from '../../../shared/outcome'
import { identity, outcomeOf, sendCommand } from '../kernel/send-command'
import type { Core } from '../kernel/core'
import { alreadyEnded, noCall, tellGone } from './outcomes'

/** Puts that call on hold, or retrieves it ("APIv2, Espera de chamada"). */
export async function setHold(core: Core, key: CallKey | null, on: boolean): Promise<Outcome> {
  const { store, clock } = core
  const call = callByKey(store.get(), key)
  if (call?.id == null) return noCall
  const { agent, company_id } = identity(core)
  const answer = await sendCommand(core, {
    command: on ? 'call.hold' : 'call.retrieve',
    endpoint: on ? 'hold' : 'retrieve',
    request: { agent, call_id: call.id, company_id },
    callId: call.id,
    callKey: call.key,
  })
  // The agent has hung up meanwhile, so the outcome of the hold no longer matters.
  if (callByKey(store.get(), call.key) === null) return answer.ok ? DONE : alreadyEnded
  if (answer.ok || answer.error.acted === 'yes') {
    store.apply(on ? { type: 'held', key: call.key, at: clock.now() } : { type: 'retrieved', key: call.key })
    return DONE
  }
  if (answer.error.kind === 'not_found_failed') return tellGone(core, call.key)
  if (answer.error.acted === 'maybe') store.apply({ type: 'holdDoubtful', key: call.key })
  return outcomeOf(answer.error)
}
