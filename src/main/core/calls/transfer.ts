import type { CallKey } from '../../../shared/ids'
import { callByKey } from '../../../shared/calls/calls'
import type { Outcome } from '../../../shared/outcome'
import { errorSentence, unknownSentence } from '../../../shared/vocom/error-sentence'
import { identity, outcomeOf, sendCommand } from '../kernel/send-command'
import type { Core } from '../kernel/core'
import { noCall, tellGone, tellUnknown } from './outcomes'

/**
 * Blind transfer ("APIv2, Transferência de chamada"). Sent once; when accepted, the call no longer belongs to the
 * agent.
 */
export async function transferCall(core: Core, key: CallKey | null, to: string): Promise<Outcome> {
  const { store } = core
  const call = callByKey(store.get(), key)
  if (call?.id == null) return noCall
  const { agent, company_id } = identity(core)
  const answer = await sendCommand(core, {
    command: 'call.transfer',
    endpoint: 'transfer',
    request: { agent, call_id: call.id, to, company_id },
    subject: to,
    callId: call.id,
    callKey: call.key,
    durable: true,
  })
  if (answer.ok || answer.error.acted === 'yes') {
    store.apply({ type: 'callEnded', key: call.key })
    const { panel, panelCall } = store.get()
    // The agent may have opened another panel meanwhile, or this one for another call.
    if (panel === null || (panel === 'transfer' && panelCall === call.key)) {
      store.apply({ type: 'panelClosed' })
      core.desktop.releaseFocus()
    }
    return { ok: true, sentence: { key: 'done_transferred', values: { number: to } } }
  }
  const isThere = callByKey(store.get(), call.key) !== null
  if (answer.error.kind === 'not_found_failed' && isThere) return tellGone(core, call.key)
  if (answer.error.acted === 'maybe') {
    store.apply({ type: 'transferDoubtful', key: call.key, to })
    return tellUnknown(core, answer.intentId, unknownSentence('call.transfer', to, answer.error.kind))
  }
  return outcomeOf(answer.error, errorSentence(answer.error))
}
