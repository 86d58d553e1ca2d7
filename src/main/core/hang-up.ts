import { notice } from '../../shared/agent/notices'
import type { Call, Notice } from '../../shared/agent/state'
import type { Sentence } from '../../shared/i18n/say'
import type { Outcome } from '../../shared/outcome'
import type { PabxError, PabxErrorKind } from '../../shared/vocom/errors'
import { identity, perform, type Core } from './perform'

/** Milliseconds to wait before each further try. A hang-up names one call id, so that trying again harms nobody. */
const PAUSES = [300, 1_000, 2_500]
const DEADLINE_MS = 4_000
const NOTICE = 'hang-up'

/** Refusals that another try would only hear again. */
const hopeless = new Set<PabxErrorKind>(['authentication_failed', 'params_failed', 'bad_request'])

/**
 * Ends the call ("APIv2, Terminar chamada"). A call that is being placed is hung up as soon as its id is
 * known; an outcome that is not known is tried again, and what could not be confirmed is said aloud.
 */
export async function hangUp(core: Core): Promise<Outcome> {
  core.store.apply({ type: 'noticeDismissed', id: NOTICE })
  core.store.apply({ type: 'hangingUp', on: true })
  const call = await knownCall(core)
  if (call === null) return { ok: true, sentence: { key: 'done_already_ended' } }
  if (call.id === null)
    return tellAloud(core, { ok: false, why: 'failed', sentence: { key: 'hang_up_without_id' } })

  const { agent, company_id } = identity(core)
  let failure: PabxError | null = null
  for (const pause of [0, ...PAUSES]) {
    if (pause > 0) await wait(core, pause)
    const answer = await perform(core, {
      command: 'call.hangUp',
      endpoint: 'hangUp',
      request: { agent, call_id: call.id, company_id },
      callId: call.id,
      lane: 'hangUp',
      deadlineMs: DEADLINE_MS,
    })
    if (answer.ok || answer.error.acted === 'yes') return ended(core, call.id, { ok: true })
    if (answer.error.kind === 'not_found_failed')
      return ended(core, call.id, { ok: true, sentence: goneSentence(core.store.get().call ?? call) })
    // Twice "could not carry it out": nothing is left to be hung up.
    if (answer.error.kind === 'execute_failed' && failure?.kind === 'execute_failed') {
      return ended(core, call.id, { ok: true, sentence: { key: 'done_presumed_ended' } })
    }
    failure = answer.error
    core.log.warn('hang-up not confirmed yet', failure)
    if (hopeless.has(failure.kind)) break
  }
  return tellAloud(core, { ok: false, why: 'unknown', sentence: { key: 'hang_up_unconfirmed' } })
}

/** The call once its id is known, or null when the dial has come to nothing: a call that stood there before is another. */
function knownCall({ store }: Core): Promise<Call | null> {
  const { call } = store.get()
  if (call?.phase !== 'dialling') return Promise.resolve(call)
  return new Promise((resolve) => {
    const stop = store.subscribe(({ call: now }) => {
      if (now?.phase === 'dialling') return
      stop()
      resolve(now !== null && now.startedAt >= call.startedAt ? now : null)
    })
  })
}

/** A call that was perhaps transferred may well go on without the agent. */
const goneSentence = ({ maybeTransferredTo }: Call): Sentence =>
  maybeTransferredTo === null
    ? { key: 'done_already_ended' }
    : { key: 'done_ended_or_transferred', values: { number: maybeTransferredTo } }

const wait = ({ clock }: Core, milliseconds: number): Promise<void> =>
  new Promise((resolve) => clock.after(milliseconds, resolve))

function ended(core: Core, callId: string, outcome: Outcome): Outcome {
  if (core.store.get().call?.id === callId) core.store.apply({ type: 'callEnded' })
  const sentence = outcome.ok ? outcome.sentence : undefined
  const tell = (tone: Notice['tone'], mend: Notice['mend'], told: Sentence): void =>
    core.store.apply({
      type: 'noticed',
      notice: notice(NOTICE, tone, told, core.clock.now(), mend === null ? {} : { mend }),
    })
  // Whoever still hears somebody takes it back with one press.
  if (sentence?.key === 'done_presumed_ended')
    tell('warning', { command: 'call.adopt', argument: callId }, sentence)
  if (sentence?.key === 'done_ended_or_transferred') tell('warning', null, sentence)
  return outcome
}

function tellAloud(core: Core, outcome: Extract<Outcome, { ok: false }>): Outcome {
  core.store.apply({ type: 'hangingUp', on: false })
  core.store.apply({ type: 'noticed', notice: notice(NOTICE, 'failure', outcome.sentence, core.clock.now()) })
  return outcome
}
