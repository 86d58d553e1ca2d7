import type { CallId, CallKey } from '../../../shared/ids'
import { numberSaid } from '../../../shared/calls/call-view'
import { notice } from '../../../shared/snapshot/notices'
import type { Call } from '../../../shared/snapshot/state'
import { callByKey, consultationOf } from '../../../shared/calls/calls'
import type { Sentence } from '../../../shared/i18n/say'
import type { Outcome } from '../../../shared/outcome'
import { failureSentence } from '../../../shared/vocom/error-sentence'
import type { PabxError, PabxErrorKind } from '../../../shared/vocom/errors'
import { alreadyEnded } from './outcomes'
import { identity, sendCommand } from '../kernel/send-command'
import type { Core } from '../kernel/core'
import type { Store } from '../kernel/store'

/**
 * Milliseconds to wait before each further try. A hang-up names one call id, so repeating it cannot end another call.
 */
const PAUSES = [300, 1_000, 2_500]
/**
 * How long after an accepted hang-up the same call can be hung up again: a real server accepts any id. Milliseconds.
 */
export const AGAIN_MS = 15_000
const SAME_PRESS_MS = 1_000
const NOTICE = 'hang-up'

/** Refusals that another try would only repeat. */
const hopeless = new Set<PabxErrorKind>(['authentication_failed', 'params_failed', 'bad_request'])

type Target = Pick<Call, 'key' | 'number' | 'maybeTransferredTo'> & {
  readonly id: CallId
  /** Only a link has named this call. */
  readonly isNamedByLink: boolean
}

/**
 * Ends the call ("APIv2, Terminar chamada"). When no call is up, it hangs up the last one again, because the agent may
 * still hear the other side. A call that is being placed is hung up as soon as its id is known. A request with an
 * unknown outcome is tried again, and the agent is told when a hang-up could not be confirmed.
 */
export async function hangUp(core: Core, key: CallKey | null): Promise<Outcome> {
  const { store, clock } = core
  store.apply({ type: 'noticeDismissed', id: NOTICE })
  const { hungUp } = store.get()
  if (key === null || (callByKey(store.get(), key) === null && hungUp?.key === key)) {
    if (hungUp === null) return alreadyEnded
    // Two presses this close together mean the call that was just hung up.
    if (clock.now() - hungUp.at < SAME_PRESS_MS) return { ok: true }
    const { callId: id, number } = hungUp
    return end(core, { key: hungUp.key, id, number, maybeTransferredTo: null, isNamedByLink: false })
  }
  return whileShown(core, key, async () => {
    const known = await knownCall(core, key)
    if (known === null) return alreadyEnded
    const { id } = known
    if (id === null)
      return tellAloud(core, { ok: false, why: 'failed', sentence: { key: 'hang_up_without_id' } })
    return end(core, targetOf(known, id))
  })
}

/** Ends that call with a single request, as one step of a plan. A refusal tells the agent where the plan stopped. */
export function hangUpOnce(core: Core, key: CallKey): Promise<Outcome> {
  const call = callByKey(core.store.get(), key)
  if (call?.id == null) return Promise.resolve(alreadyEnded)
  const target = targetOf(call, call.id)
  return whileShown(core, key, () => end(core, target, [], stillThere))
}

function stillThere(core: Core, { key, number }: Target, error: PabxError): Outcome {
  if (error.acted === 'maybe') return unconfirmed(core)
  const snapshot = core.store.get()
  const isAlone = consultationOf(snapshot, callByKey(snapshot, key)) === null
  const values = { what: failureSentence(error), number: numberSaid(number) }
  return {
    ok: false,
    why: 'failed',
    sentence: isAlone ? { key: 'hang_up_refused', values } : { key: 'hang_up_refused_both', values },
  }
}

/** How many presses are hanging up each call, per bar. When one press gives up, the others go on. */
const presses = new WeakMap<Store, Map<CallKey, number>>()

async function whileShown({ store }: Core, key: CallKey, hangsUp: () => Promise<Outcome>): Promise<Outcome> {
  const atCalls = presses.get(store) ?? new Map<CallKey, number>()
  presses.set(store, atCalls)
  atCalls.set(key, (atCalls.get(key) ?? 0) + 1)
  store.apply({ type: 'hangingUp', key, on: true })
  try {
    return await hangsUp()
  } finally {
    const left = (atCalls.get(key) ?? 1) - 1
    if (left > 0) atCalls.set(key, left)
    else {
      atCalls.delete(key)
      store.apply({ type: 'hangingUp', key, on: false })
    }
  }
}

const targetOf = ({ key, number, maybeTransferredTo, namedBy }: Call, id: CallId): Target => ({
  key,
  id,
  number,
  maybeTransferredTo,
  isNamedByLink: namedBy === 'link',
})

async function end(
  core: Core,
  target: Target,
  pauses: readonly number[] = PAUSES,
  givesUp: (core: Core, target: Target, error: PabxError) => Outcome = unconfirmed,
): Promise<Outcome> {
  const { agent, company_id } = identity(core)
  const failures: PabxError[] = []
  for (const pause of [0, ...pauses]) {
    if (pause > 0) await wait(core, pause)
    // The call may have left the bar meanwhile.
    core.store.apply({ type: 'hangingUp', key: target.key, on: true })
    const answer = await sendCommand(core, {
      command: 'call.hangUp',
      endpoint: 'hangUp',
      request: { agent, call_id: target.id, company_id },
      callId: target.id,
      callKey: target.key,
      lane: 'hangUp',
    })
    if (answer.ok || answer.error.acted === 'yes') return accepted(core, target)
    if (answer.error.kind === 'not_found_failed') return ended(core, target)
    core.log.warn('hang-up not confirmed yet', answer.error)
    failures.push(answer.error)
    if (hopeless.has(answer.error.kind)) break
  }
  // The document names this error for a call that has ended. A slip of the PABX would not last through four tries.
  if (failures.length > PAUSES.length && failures.every(({ kind }) => kind === 'execute_failed'))
    return presumedEnded(core, target)
  const last = failures.at(-1)
  return last === undefined ? unconfirmed(core) : givesUp(core, target, last)
}

const unconfirmed = (core: Core): Outcome =>
  tellAloud(core, { ok: false, why: 'unknown', sentence: { key: 'hang_up_unconfirmed' } })

/** The call once its id is known, or null when the dial has come to nothing. */
function knownCall({ store }: Core, key: CallKey): Promise<Call | null> {
  const call = callByKey(store.get(), key)
  if (call?.phase !== 'dialling') return Promise.resolve(call)
  return new Promise((resolve) => {
    const stop = store.subscribe((snapshot) => {
      const now = callByKey(snapshot, key)
      if (now?.phase === 'dialling') return
      stop()
      resolve(now)
    })
  })
}

const wait = ({ clock }: Core, milliseconds: number): Promise<void> =>
  new Promise((resolve) => clock.after(milliseconds, resolve))

/** Removes the call from the bar. The agent has a button to hang up again if they still hear somebody. */
function accepted({ store, clock }: Core, { key, id, number }: Target): Outcome {
  const at = clock.now()
  store.apply({ type: 'callHungUp', key, callId: id, number, at })
  clock.after(AGAIN_MS, () => store.apply({ type: 'hungUpOver', at }))
  return { ok: true }
}

/** The PABX knows no such call. If it may have been transferred, it can go on without the agent. */
function ended({ store, clock }: Core, { key, maybeTransferredTo, isNamedByLink }: Target): Outcome {
  const { hungUp } = store.get()
  store.apply({ type: 'callEnded', key })
  if (hungUp?.key === key) store.apply({ type: 'hungUpOver', at: hungUp.at })
  if (maybeTransferredTo === null && !isNamedByLink) return alreadyEnded
  const sentence: Sentence =
    maybeTransferredTo === null
      ? { key: 'done_call_not_known' }
      : { key: 'done_ended_or_transferred', values: { number: maybeTransferredTo } }
  store.apply({ type: 'noticed', notice: notice(NOTICE, 'warning', sentence, clock.now()) })
  return { ok: true, sentence }
}

function presumedEnded(core: Core, target: Target): Outcome {
  const { store, clock } = core
  accepted(core, target)
  const sentence: Sentence = { key: 'done_presumed_ended' }
  // If the agent still hears the caller, one press takes the call back.
  const mend = { mend: { command: 'call.adopt', argument: target.id } } as const
  store.apply({ type: 'noticed', notice: notice(NOTICE, 'warning', sentence, clock.now(), mend) })
  return { ok: true, sentence }
}

function tellAloud({ store, clock }: Core, outcome: Extract<Outcome, { ok: false }>): Outcome {
  store.apply({ type: 'noticed', notice: notice(NOTICE, 'failure', outcome.sentence, clock.now()) })
  return outcome
}
