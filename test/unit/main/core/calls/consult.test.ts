import { describe, expect, it } from 'vitest'
import { callRef } from '../../../../../src/shared/ids'
import type { Snapshot } from '../../../../../src/shared/snapshot/state'
import type { CommandId } from '../../../../../src/shared/commands/table'
import { ok } from '../../../../../src/shared/result'
import type { EndpointName } from '../../../../../src/shared/vocom/endpoints'
import { activeCall, consultedCall, never, says, waitingCall } from '../../../../support/core'
import { barWith } from '../../../../support/calls'

const said = ({ notices }: Snapshot) => notices.map(({ sentence }) => sentence)
const inCall = () => barWith(activeCall)
const consulting = () => barWith(waitingCall, consultedCall)
const lost = says('timed_out', 'maybe')

describe('a warm transfer', () => {
  it('holds A, dials B, hangs up B, and transfers A to the number of B', async () => {
    const { press, wire, shown } = inCall()
    expect(await press('call.consult', '2008')).toMatchObject({ ok: true })
    expect(wire()).toEqual(['hold call-1', 'dial 2008'])
    expect(shown().calls).toMatchObject([
      { id: 'call-1', heldSince: expect.any(Number) as number },
      { id: 'call-2', consultFor: 'k1' },
    ])
    expect(shown().call?.id).toBe('call-2')
    expect(await press('call.handOver')).toMatchObject({ ok: true })
    expect(wire()).toEqual(['hold call-1', 'dial 2008', 'hangUp call-2', 'transfer call-1 2008'])
    expect(shown()).toMatchObject({ calls: [], plan: null })
  })

  it('holds nothing that waits already', async () => {
    const { press, wire } = barWith(waitingCall)
    await press('call.consult', '2008')
    expect(wire()).toEqual(['dial 2008'])
  })

  it('holds once more a call of which nobody knows whether it waits', async () => {
    const { press, wire } = barWith({ ...waitingCall, holdDoubtful: true })
    await press('call.consult', '2008')
    expect(wire()).toEqual(['hold call-1', 'dial 2008'])
  })

  it('is handed over the same from the call that waits', async () => {
    const { press, wire } = consulting()
    await press('call.handOver', undefined, callRef('call-1'))
    expect(wire()).toEqual(['hangUp call-2', 'transfer call-1 2008'])
  })

  it('goes back to the caller, who is taken back from hold', async () => {
    const { press, wire, shown } = consulting()
    expect(await press('call.backToCaller')).toEqual({ ok: true })
    expect(wire()).toEqual(['hangUp call-2', 'retrieve call-1'])
    expect(shown().calls).toMatchObject([{ id: 'call-1', heldSince: null }])
  })

  it('goes back to a caller who does not wait any more with one request', async () => {
    const { press, wire } = barWith(activeCall, consultedCall)
    expect(await press('call.backToCaller')).toEqual({ ok: true })
    expect(wire()).toEqual(['hangUp call-2'])
  })

  it('takes a colleague who has hung up for hung up', async () => {
    const { press, wire, plan } = consulting()
    plan('hangUp', says('not_found_failed'))
    expect(await press('call.handOver')).toMatchObject({ ok: true })
    expect(wire()).toEqual(['hangUp call-2', 'transfer call-1 2008'])
  })

  it('swaps the two, and back', async () => {
    const { press, wire, shown } = consulting()
    expect(await press('call.swap')).toEqual({ ok: true })
    expect(shown().call?.id).toBe('call-1')
    expect(await press('call.swap')).toEqual({ ok: true })
    expect(shown().call?.id).toBe('call-2')
    expect(wire()).toEqual(['hold call-2', 'retrieve call-1', 'hold call-1', 'retrieve call-2'])
  })

  it('shows its steps while it lasts, and makes no second one', async () => {
    const { press, wire, shown, plan } = inCall()
    plan('hold', never)
    void press('call.consult', '2008')
    expect(shown().plan).toMatchObject({
      command: 'call.consult',
      steps: [
        { command: 'call.hold', number: activeCall.number, state: 'sent' },
        { command: 'call.dial', number: '2008', state: 'waits' },
      ],
    })
    void press('call.consult', '2008')
    const busy = { ok: false, why: 'refused', sentence: { key: 'reason_being_done' } }
    for (const id of ['call.swap', 'call.handOver', 'call.backToCaller'] as const)
      expect(await press(id)).toMatchObject({ ok: false, why: 'refused' })
    expect(await press('call.consult', '2007')).toEqual(busy)
    expect(wire()).toEqual(['hold call-1'])
  })
})

type Row = readonly [CommandId, readonly EndpointName[], () => ReturnType<typeof barWith>, string | undefined]
const rows: readonly Row[] = [
  ['call.consult', ['hold', 'dial'], inCall, '2008'],
  ['call.swap', ['hold', 'retrieve'], consulting, undefined],
  ['call.handOver', ['hangUp', 'transfer'], consulting, undefined],
  ['call.backToCaller', ['hangUp', 'retrieve'], consulting, undefined],
]
const steps = rows.flatMap(([command, endpoints, begin, argument]) =>
  endpoints.map((endpoint, step) => ({ command, endpoint, step, begin, argument })),
)
const labels = {
  hold: 'command_hold',
  dial: 'command_dial',
  retrieve: 'command_retrieve',
  hangUp: 'command_hang_up',
  transfer: 'command_transfer',
} as Partial<Record<EndpointName, string>>

describe.each(steps)('$command at $endpoint', ({ command, endpoint, step, begin, argument }) => {
  it.each([
    ['is refused', says('execute_failed'), 'failed'],
    ['has no answer', lost, 'unknown'],
  ] as const)('stops where that %s, and says so', async (_what, answer, why) => {
    const { press, wire, shown, plan, clock } = begin()
    plan(endpoint, answer)
    const outcome = await press(command, argument)
    await clock.advance(60_000)
    expect(outcome).toMatchObject({
      ok: false,
      why,
      sentence: { key: 'plan_stopped', values: { step: { key: labels[endpoint] } } },
    })
    expect(said(shown())).toContainEqual(outcome.ok ? null : outcome.sentence)
    expect(wire()).toHaveLength(step + 1)
    expect(shown().plan).toBeNull()
  })
})

describe('where it stopped', () => {
  it('a hold in doubt is shown as such, and nobody is dialled', async () => {
    const { press, shown, plan } = inCall()
    plan('hold', lost)
    await press('call.consult', '2008')
    expect(shown().calls).toMatchObject([{ id: 'call-1', heldSince: null, holdDoubtful: true }])
  })

  it('a dial that was refused leaves the caller on hold, and in focus', async () => {
    const { press, shown, plan } = inCall()
    plan('dial', says('execute_failed'))
    await press('call.consult', '2008')
    expect(shown().calls).toMatchObject([{ id: 'call-1', heldSince: expect.any(Number) as number }])
    expect(shown().call?.id).toBe('call-1')
  })

  it('a transfer whose answer was lost leaves the caller, as perhaps transferred', async () => {
    const { press, shown, plan } = consulting()
    plan('transfer', lost)
    await press('call.handOver')
    expect(shown().calls).toMatchObject([{ id: 'call-1', maybeTransferredTo: '2008' }])
    expect(said(shown()).map(({ key }) => key)).toContain('transfer_unknown')
  })

  it.each(['call.handOver', 'call.backToCaller'] as const)(
    '%s: a hang-up that the PABX refused is said to be refused, and that both calls are still there',
    async (command) => {
      const { press, shown, plan } = consulting()
      plan('hangUp', says('execute_failed'))
      const what = {
        key: 'hang_up_refused_both',
        values: { what: { key: 'failure_execute_failed' }, number: '2008' },
      }
      expect(await press(command)).toMatchObject({ why: 'failed', sentence: { values: { what } } })
      expect(shown().calls.map(({ id }) => id)).toEqual(['call-1', 'call-2'])
      // Once, in the words of the press; nothing sends the agent to the phone.
      expect(said(shown()).map(({ key }) => key)).toEqual(['plan_stopped'])
    },
  )

  it('a hang-up that was refused while the caller left says that the colleague is still there', async () => {
    const { press, plan, clock } = consulting()
    const refused = says('execute_failed')
    plan('hangUp', () => new Promise((resolve) => clock.after(1_000, () => resolve(refused))), ok({}))
    const handedOver = press('call.handOver')
    await press('call.hangUp', undefined, callRef('call-1'))
    await clock.advance(1_000)
    expect(await handedOver).toMatchObject({ sentence: { values: { what: { key: 'hang_up_refused' } } } })
  })

  it.each([
    ['accepted', ok({})],
    ['in doubt', lost],
    ['refused', says('execute_failed')],
  ])(
    'nobody is dialled for a call that was hung up while its hold was under way, and %s',
    async (_what, answer) => {
      const { press, wire, plan, clock } = inCall()
      plan('hold', () => new Promise((resolve) => clock.after(1_000, () => resolve(answer))))
      const consulted = press('call.consult', '2008')
      await press('call.hangUp')
      await clock.advance(1_000)
      expect(await consulted).toMatchObject({
        ok: false,
        sentence: { values: { what: { key: 'call_gone' } } },
      })
      expect(wire()).toEqual(['hold call-1', 'hangUp call-1'])
    },
  )

  it('a colleague who is still being hung up by another press is shown as such', async () => {
    const { press, plan, shown, clock } = consulting()
    plan('hangUp', () => new Promise((resolve) => clock.after(100, () => resolve(lost))), lost, ok({}))
    const handedOver = press('call.handOver')
    void press('call.hangUp')
    await clock.advance(200)
    expect(await handedOver).toMatchObject({ ok: false })
    expect(shown().call).toMatchObject({ id: 'call-2', hangingUp: true })
    await clock.advance(200)
    expect(shown().calls.map(({ id }) => id)).toEqual(['call-1'])
  })

  it('nobody is dialled where other calls have taken all places meanwhile', async () => {
    const { press, wire, plan, clock, shown } = inCall()
    plan('hold', () => new Promise((resolve) => clock.after(1_000, () => resolve(ok({})))))
    const consulted = press('call.consult', '2008')
    for (const id of ['popped-1', 'popped-2', 'popped-3'])
      await press('call.adopt', { id, number: '1133330000' })
    await clock.advance(1_000)
    expect(await consulted).toMatchObject({ sentence: { values: { what: { key: 'reason_calls_full' } } } })
    expect(wire()).toEqual(['hold call-1'])
    expect(shown().calls).toHaveLength(4)
  })

  it('nothing is transferred where the caller has gone while the colleague was hung up', async () => {
    const { press, wire, plan, clock } = consulting()
    plan('hangUp', () => new Promise((resolve) => clock.after(1_000, () => resolve(ok({})))), ok({}))
    const handedOver = press('call.handOver')
    await press('call.hangUp', undefined, callRef('call-1'))
    await clock.advance(1_000)
    expect(await handedOver).toMatchObject({ ok: false, sentence: { key: 'plan_stopped' } })
    expect(wire()).toEqual(['hangUp call-2', 'hangUp call-1'])
  })
})
