import type { CallRef } from '../../src/shared/ids'
import type { CommandId } from '../../src/shared/commands/table'
import { ok } from '../../src/shared/result'
import type { Call } from '../../src/shared/snapshot/state'
import { activeCall, busOf, callsOf, createFakeCore, readySnapshot } from './core'

/** A bar with these calls; the last one is in focus. */
export function barWith(...calls: readonly Call[]) {
  const fake = createFakeCore({ ...readySnapshot, ...callsOf(...calls) })
  const bus = busOf(fake.core)
  fake.plan('dial', ok({ call_id: 'call-2' }))
  const wire = () =>
    fake.requests.map(({ endpoint, request }) => {
      const { call_id, to } = request as { readonly call_id?: string; readonly to?: string }
      return [endpoint, call_id, to].filter((part) => part !== undefined).join(' ')
    })
  const press = (id: CommandId, argument?: unknown, call?: CallRef) =>
    bus.dispatch({ id, argument, call, source: 'bar' })
  const shown = () => fake.core.store.get()
  return { ...fake, press, wire, shown }
}

export const inCall = { ...readySnapshot, ...callsOf(activeCall) }
export const next = { id: 'call-2', number: '1133334444' }

/** A bar in a call, and the means to put the next call in its place. */
export function barInCall() {
  const fake = createFakeCore(inCall)
  const bus = busOf(fake.core)
  const press = (id: CommandId, argument?: unknown) => bus.dispatch({ id, argument, source: 'bar' })
  const putNextInPlace = async () => {
    await press('call.forget')
    await press('call.adopt', next)
  }
  const ids = (endpoint: 'hold' | 'transfer' | 'hangUp') =>
    fake.sent(endpoint).map(({ request }) => (request as { readonly call_id: string }).call_id)
  return { ...fake, press, putNextInPlace, ids }
}
