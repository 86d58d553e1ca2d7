import { callKey, type CallKey } from '../../../shared/ids'
import type { Outcome } from '../../../shared/outcome'
import { unknownSentence } from '../../../shared/vocom/error-sentence'
import { identity, outcomeOf, sendCommand } from '../kernel/send-command'
import type { Core } from '../kernel/core'
import { tellUnknown } from './outcomes'

/** A real server rings the agent's phone some seconds after the request. Milliseconds. */
const PHONE_MAY_RING_MS = 2_000

/**
 * Places a call ("APIv2, Realizar chamada"). Sent once, whatever the answer. `consultFor` is the key of the call that
 * waits meanwhile.
 */
export async function placeCall(
  core: Core,
  number: string,
  consultFor: CallKey | null = null,
): Promise<Outcome> {
  const { store, clock } = core
  const { agent, company_id } = identity(core)
  const { branch } = store.get().profile
  const key = callKey(core.newId())
  store.apply({ type: 'callPlacing', key, number, consultFor, at: clock.now() })
  const callOff = clock.after(PHONE_MAY_RING_MS, () => store.apply({ type: 'phoneMayRing', key }))
  const answer = await sendCommand(core, {
    command: 'call.dial',
    endpoint: 'dial',
    request: { agent, branch, to: number, company_id },
    subject: number,
    callKey: key,
    durable: true,
  })
  callOff()
  if (answer.ok || answer.error.acted === 'yes') {
    const id = answer.ok && answer.value.call_id !== '' ? answer.value.call_id : null
    await core.applySaved({ type: 'callPlaced', key, id, at: clock.now() })
    if (consultFor !== null) store.apply({ type: 'linesSeen', single: false })
    const said = id === null ? 'done_dialled_without_id' : 'done_dialling'
    return { ok: true, sentence: { key: said, values: { number } } }
  }
  if (answer.error.acted === 'maybe') {
    store.apply({ type: 'callDoubtful', key })
    return tellUnknown(core, answer.intentId, unknownSentence('call.dial', number, answer.error.kind))
  }
  await core.applySaved({ type: 'callNotPlaced', key })
  // The document has no error of its own for a phone that takes no second call. Any refusal may mean that, so the agent
  // only gets a hint.
  if (consultFor !== null && answer.error.kind === 'execute_failed')
    store.apply({ type: 'linesSeen', single: true })
  return outcomeOf(answer.error)
}
