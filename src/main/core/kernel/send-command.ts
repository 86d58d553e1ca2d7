import { intentId, type CallId, type CallKey, type IntentId } from '../../../shared/ids'
import type { Intent } from '../../../shared/snapshot/state'
import type { CommandId } from '../../../shared/commands/table'
import type { Outcome } from '../../../shared/outcome'
import { failed, type Result } from '../../../shared/result'
import type { AnswerOf, EndpointName, RequestOf } from '../../../shared/vocom/endpoints'
import { errorSentence } from '../../../shared/vocom/error-sentence'
import type { PabxError } from '../../../shared/vocom/errors'
import type { Core } from './core'
import type { Lane } from './ports'

type PabxCommand<Name extends EndpointName> = {
  readonly command: CommandId
  readonly endpoint: Name
  readonly request: RequestOf<Name>
  readonly subject?: string
  readonly callId?: CallId
  /** The key of the call that the press was about. */
  readonly callKey?: CallKey
  readonly aim?: NonNullable<Intent['aim']>
  /** The intent is on disk before the request is sent: for dial and transfer, which must never happen twice. */
  readonly durable?: boolean
  readonly lane?: Lane
}

type Answer<Name extends EndpointName> = Result<AnswerOf<Name>, PabxError>

/**
 * Sends one command to the PABX, once, and records the outcome as an intent. Rejects only for a bug in a command on the
 * agent's own state; its intent is settled even then.
 */
export async function sendCommand<Name extends EndpointName>(
  core: Core,
  wanted: PabxCommand<Name>,
): Promise<Answer<Name> & { readonly intentId: IntentId }> {
  const { store, clock, pabx } = core
  const id = intentId(core.newId())
  const { command, subject = null, callId = null, callKey = null, aim = null } = wanted
  store.apply({
    type: 'intentSent',
    intent: { id, command, subject, callId, callKey, state: 'sent', sentAt: clock.now(), error: null, aim },
  })
  let answer: Answer<Name> = failed({ kind: 'interrupted', acted: 'no' })
  try {
    if (wanted.durable === true) await core.saveNow()
    // From here on the request may have been sent, whatever prevents its answer.
    answer = failed({ kind: 'interrupted', acted: 'maybe' })
    answer = await pabx.call(wanted.endpoint, wanted.request, { lane: wanted.lane ?? 'command' })
  } catch (bug) {
    // The next poll shows what became of the agent's own state. No poll shows what became of a call, so its handler
    // treats the bug as a lost answer: it says what is unknown, and a hang-up is tried again.
    if (wanted.aim !== undefined) throw bug
    core.log.error(`bug in sending ${command}`, bug)
  } finally {
    const error = answer.ok ? null : answer.error
    const state =
      error === null || error.acted === 'yes' ? 'accepted' : error.acted === 'no' ? 'refused' : 'unknown'
    store.apply({ type: 'intentSettled', id, state, error, at: clock.now() })
    if (state === 'accepted' && callId !== null && callKey !== null)
      store.apply({ type: 'callKnown', key: callKey })
    if (error?.kind === 'authentication_failed' && core.isKeyInUse(error.keyVersion))
      store.apply({ type: 'keyChanged', key: 'rejected', at: clock.now() })
    core.poke(state === 'accepted')
  }
  return { ...answer, intentId: id }
}

/** What the agent is told about a failure. */
export const outcomeOf = (
  error: PabxError,
  sentence = errorSentence(error),
): Extract<Outcome, { ok: false }> => ({
  ok: false,
  why: error.acted === 'no' ? 'failed' : 'unknown',
  sentence,
})

/** The agent and the company that each request names. */
export const identity = ({ store }: Core): { readonly agent: string; readonly company_id: string } => {
  const { agent, companyId } = store.get().profile
  return { agent, company_id: companyId }
}
