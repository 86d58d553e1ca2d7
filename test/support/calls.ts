import { callId, callKey, type CallRef } from '../../src/shared/ids'
import type { Surface } from '../../src/shared/commands/declaration'
import type { CommandId } from '../../src/shared/commands/table'
import { ok } from '../../src/shared/result'
import type { Call, Snapshot } from '../../src/shared/snapshot/state'
import { steadyTime } from '../../src/shared/time'
import type { EndpointName } from '../../src/shared/vocom/endpoints'
import { activeCall, busOf, callsOf, createFakeCore, readySnapshot } from './core'

export const inCall = { ...readySnapshot, ...callsOf(activeCall) }
export const next = { id: 'call-2', number: '1133334444' }

/** Another call than `activeCall`, and the same on hold. */
export const otherCall: Call = {
  ...activeCall,
  key: callKey('k2'),
  id: callId(next.id),
  number: next.number,
}
export const heldCall: Call = { ...otherCall, heldSince: steadyTime(5) }

/** A bar that begins with this snapshot, pressed as by its buttons, and the calls that its requests named. */
export function barOf(initial: Snapshot) {
  const fake = createFakeCore(initial)
  const bus = busOf(fake.core)
  const press = (id: CommandId, argument?: unknown, call?: CallRef, source: Surface = 'bar') =>
    bus.dispatch({ id, argument, call, source })
  const ids = (endpoint?: EndpointName) =>
    fake.requests
      .filter((sent) => endpoint === undefined || sent.endpoint === endpoint)
      .map(({ request }) => (request as { readonly call_id: string }).call_id)
  const shown = () => fake.core.store.get()
  return { ...fake, bus, press, ids, shown }
}

/** A bar with these calls; the last one is in focus. The next call that it dials is `call-2`. */
export function barWith(...calls: readonly Call[]) {
  const bar = barOf({ ...readySnapshot, ...callsOf(...calls) })
  bar.plan('dial', ok({ call_id: 'call-2' }))
  const wire = () =>
    bar.requests.map(({ endpoint, request }) => {
      const { call_id, to } = request as { readonly call_id?: string; readonly to?: string }
      return [endpoint, call_id, to].filter((part) => part !== undefined).join(' ')
    })
  return { ...bar, wire }
}

/** A bar in a call, and the means to put the next call in its place. */
export function barInCall() {
  const bar = barOf(inCall)
  const putNextInPlace = async () => {
    await bar.press('call.forget')
    await bar.press('call.adopt', next)
  }
  return { ...bar, putNextInPlace }
}
