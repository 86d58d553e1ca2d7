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

/** Milliseconds to wait before each further try. A hang-up names one call id, so that trying again harms nobody. */
const PAUSES = [300, 1_000, 2_500]
/** For so long after an accepted hang-up the same call can be hung up again: a real server accepts any id. */
export const AGAIN_MS = 15_000
const SAME_PRESS_MS = 1_000
const NOTICE = 'hang-up'

/** Refusals that another try would only hear again. */
const hopeless = new Set<PabxErrorKind>(['authentication_failed', 'params_failed', 'bad_request'])

type Target = Pick<Call, 'key' | 'number' | 'maybeTransferredTo'> & {
  readonly id: string
  /** Nothing but a link has told of it. */
  readonly isNamedByLink: boolean
}

/**
 * Ends the call ("APIv2, Terminar chamada"), or once more the last one, where none is up and the agent still hears
 * somebody. A call that is being placed is hung up as soon as its id is known; an outcome that is not known is tried
 * again, and what could not be confirmed is said aloud.
 */
export async function hangUp(core: Core, key: string | null): Promise<Outcome> {
  const { store, clock } = core
  store.apply({ type: 'noticeDismissed', id: NOTICE })
  const { hungUp } = store.get()
  if (key === null || (callByKey(store.get(), key) === null && hungUp?.key === key)) {
    if (hungUp === null) return alreadyEnded
    // Two presses in such haste mean the call that was hung up a moment ago.
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

/** Ends that call with one request, as a step of a press that takes several; a refusal is told with where it leaves the agent. */
export function hangUpOnce(core: Core, key: string): Promise<Outcome> {
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

/** How many presses are at each call, of each bar: the first to give up leaves the others at it. */
const presses = new WeakMap<Store, Map<string, number>>()

async function whileShown({ store }: Core, key: string, hangsUp: () => Promise<Outcome>): Promise<Outcome> {
  const atCalls = presses.get(store) ?? new Map<string, number>()
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

const targetOf = ({ key, number, maybeTransferredTo, namedBy }: Call, id: string): Target => ({
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
    // It may have been out of the bar meanwhile.
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
  // By the document that is how a call that is gone answers; a slip of the PABX does not last four tries.
  if (failures.length > PAUSES.length && failures.every(({ kind }) => kind === 'execute_failed'))
    return presumedEnded(core, target)
  const last = failures.at(-1)
  return last === undefined ? unconfirmed(core) : givesUp(core, target, last)
}

const unconfirmed = (core: Core): Outcome =>
  tellAloud(core, { ok: false, why: 'unknown', sentence: { key: 'hang_up_unconfirmed' } })

/** The call once its id is known, or null when the dial has come to nothing. */
function knownCall({ store }: Core, key: string): Promise<Call | null> {
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

/** Off the bar; whoever still hears somebody has a button for it. */
function accepted({ store, clock }: Core, { key, id, number }: Target): Outcome {
  const at = clock.now()
  store.apply({ type: 'callHungUp', key, callId: id, number, at })
  clock.after(AGAIN_MS, () => store.apply({ type: 'hungUpOver', at }))
  return { ok: true }
}

/** The PABX knows no such call. One that was perhaps transferred may well go on without the agent. */
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
  // Whoever still hears somebody takes it back with one press.
  const mend = { mend: { command: 'call.adopt', argument: target.id } } as const
  store.apply({ type: 'noticed', notice: notice(NOTICE, 'warning', sentence, clock.now(), mend) })
  return { ok: true, sentence }
}

function tellAloud({ store, clock }: Core, outcome: Extract<Outcome, { ok: false }>): Outcome {
  store.apply({ type: 'noticed', notice: notice(NOTICE, 'failure', outcome.sentence, clock.now()) })
  return outcome
}
