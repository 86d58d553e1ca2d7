import type { CallKey } from '../../../shared/ids'
import type { Call, Snapshot } from '../../../shared/snapshot/state'
import { callByKey, consultationOf, hasRoom, otherCall } from '../../../shared/calls/calls'
import type { Outcome } from '../../../shared/outcome'
import { hangUpOnce } from './hang-up'
import type { Core } from '../kernel/core'
import { setHold } from './hold'
import { gone, noCall } from './outcomes'
import { placeCall } from './place'
import { runPlan, type Step } from './plan'
import { transferCall } from './transfer'

/*
 * APIv2 has no warm transfer. The bar composes one: hold the call, dial the colleague, end that call, transfer the
 * first.
 */

const hold = (core: Core, { key, number }: Call): Step => ({
  command: 'call.hold',
  number,
  run: async () => {
    const outcome = await setHold(core, key, true)
    // If the agent has hung up meanwhile, the remaining steps have no purpose, whatever the PABX said about the hold.
    return outcome.ok && callByKey(core.store.get(), key) === null ? gone : outcome
  },
})
const retrieve = (core: Core, { key, number }: Call): Step => ({
  command: 'call.retrieve',
  number,
  run: () => setHold(core, key, false),
})
const hangUp = (core: Core, { key, number }: Call): Step => ({
  command: 'call.hangUp',
  number,
  run: () => hangUpOnce(core, key),
})

const isHeld = ({ heldSince, holdDoubtful }: Call): boolean => heldSince !== null && !holdDoubtful

/**
 * Asks a colleague: puts the call on hold and dials the number beside it. If the hold is refused, nothing is dialled.
 */
export function consult(core: Core, key: CallKey | null, number: string): Promise<Outcome> {
  const call = callByKey(core.store.get(), key)
  if (call === null) return Promise.resolve(noCall)
  const dial: Step = {
    command: 'call.dial',
    number,
    // Other calls may have arrived while the hold was being sent.
    run: () =>
      hasRoom(core.store.get(), call.key)
        ? placeCall(core, number, call.key)
        : Promise.resolve({ ok: false, why: 'failed', sentence: { key: 'reason_calls_full' } }),
  }
  core.store.apply({ type: 'panelClosed' })
  return runPlan(core, 'call.consult', isHeld(call) ? [dial] : [hold(core, call), dial])
}

/** Switches to the other call: puts this one on hold and retrieves that one. */
export function swap(core: Core, key: CallKey | null): Promise<Outcome> {
  const { call, snapshot } = seen(core, key)
  const other = otherCall(snapshot, call)
  if (call === null || other === null) return Promise.resolve(noCall)
  const back = retrieve(core, other)
  return runPlan(core, 'call.swap', isHeld(call) ? [back] : [hold(core, call), back])
}

/** Ends the consulted call and transfers the waiting one to the consulted number. */
export function handOver(core: Core, key: CallKey | null): Promise<Outcome> {
  const { call, snapshot } = seen(core, key)
  const consultation = consultationOf(snapshot, call)
  if (consultation === null) return Promise.resolve(noCall)
  const { consulted, waiting } = consultation
  const transfer: Step = {
    command: 'call.transfer',
    number: waiting.number,
    run: () => transferCall(core, waiting.key, consulted.number),
  }
  return runPlan(core, 'call.handOver', [hangUp(core, consulted), transfer])
}

/** Ends the consulted call and retrieves the waiting one. */
export function backToCaller(core: Core, key: CallKey | null): Promise<Outcome> {
  const { call, snapshot } = seen(core, key)
  const consultation = consultationOf(snapshot, call)
  if (consultation === null) return Promise.resolve(noCall)
  const { consulted, waiting } = consultation
  const isWaiting = waiting.heldSince !== null || waiting.holdDoubtful
  const steps = [hangUp(core, consulted), ...(isWaiting ? [retrieve(core, waiting)] : [])]
  return runPlan(core, 'call.backToCaller', steps)
}

const seen = (
  core: Core,
  key: CallKey | null,
): { readonly call: Call | null; readonly snapshot: Snapshot } => {
  const snapshot = core.store.get()
  return { call: callByKey(snapshot, key), snapshot }
}
