import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { liveMemory } from '../../../../support/memory'
import type { CommandId } from '../../../../../src/shared/commands/table'
import { ok } from '../../../../../src/shared/result'
import {
  activeCall,
  busOf,
  callsOf,
  createFakeCore,
  never,
  readySnapshot,
  says,
} from '../../../../support/core'
import { barInCall, inCall, next } from '../../../../support/calls'

describe('a press for the next call, while the same is under way for the one before', () => {
  it.each([
    ['call.hold', 'hold', undefined],
    ['call.toggleHold', 'hold', undefined],
    ['call.transfer', 'transfer', '2001'],
    ['call.hangUp', 'hangUp', undefined],
  ] as const)('is a press of its own: %s', async (command, endpoint, argument) => {
    const { press, putNextInPlace, ids, plan } = barInCall()
    plan(endpoint, never)
    void press(command, argument)
    await putNextInPlace()
    await press(command, argument)
    expect(ids(endpoint)).toEqual(['call-1', 'call-2'])
  })

  it('is a press of its own where the call before was hung up before it had an id', async () => {
    const { press, ids, plan, clock } = barInCall()
    await press('call.forget')
    plan('dial', ok({ call_id: 'dialled-1' }), never)
    plan('hangUp', never)
    void press('call.dial', '1133334444')
    void press('call.hangUp')
    await clock.advance(1)
    expect(ids('hangUp')).toEqual(['dialled-1'])
    await press('call.forget')
    await press('call.adopt', next)
    await press('call.hangUp')
    expect(ids('hangUp')).toEqual(['dialled-1', 'call-2'])
  })

  it('is the same press for as long as the call is the same, before and after it has an id', async () => {
    const { press, ids, plan, clock } = barInCall()
    await press('call.forget')
    plan('dial', ok({ call_id: 'dialled-1' }))
    plan('hangUp', never)
    void press('call.dial', '1133334444')
    void press('call.hangUp')
    void press('call.hangUp')
    await clock.advance(1)
    void press('call.hangUp')
    await clock.advance(1)
    expect(ids('hangUp')).toEqual(['dialled-1'])
  })
})

describe('what became of the call before', () => {
  it('a transfer whose answer was lost casts no doubt on the next call', async () => {
    const { core, press, putNextInPlace, plan, clock } = barInCall()
    plan(
      'transfer',
      () => new Promise((resolve) => clock.after(100, () => resolve(says('timed_out', 'maybe')))),
    )
    const transfer = press('call.transfer', '2001')
    await putNextInPlace()
    await clock.advance(100)
    expect(await transfer).toMatchObject({ ok: false, why: 'unknown' })
    expect(core.store.get().call).toMatchObject({ id: 'call-2', maybeTransferredTo: null })
  })

  it('a hang-up that could not be confirmed leaves that of the next call under way', async () => {
    const { core, press, putNextInPlace, plan, clock } = barInCall()
    const lost = says('timed_out', 'maybe')
    plan('hangUp', lost, never, lost, lost, lost)
    const first = press('call.hangUp')
    await putNextInPlace()
    void press('call.hangUp')
    await clock.advance(10_000)
    expect(await first).toMatchObject({ ok: false, why: 'unknown' })
    expect(core.store.get().call).toMatchObject({ id: 'call-2', hangingUp: true })
  })
})

describe('the opposite of what is under way', () => {
  it.each([
    ['call.hold', 'call.retrieve', 'hold'],
    ['call.toggleHold', 'call.retrieve', 'hold'],
    ['agent.logout', 'agent.login', 'logout'],
  ] as const)('is not that press, and is told to wait: %s, then %s', async (first, second, endpoint) => {
    const fake = createFakeCore(first === 'agent.logout' ? readySnapshot : inCall)
    fake.plan(endpoint, never)
    const bus = busOf(fake.core)
    void bus.dispatch({ id: first, source: 'bar' })
    const sentence = { key: 'reason_being_done' }
    expect(await bus.dispatch({ id: second, source: 'cli' })).toEqual({ ok: false, why: 'refused', sentence })
  })
})

/** A bar whose disk takes 300 ms for each write. */
function withSlowDisk(snapshot = readySnapshot) {
  const fake = createFakeCore(snapshot)
  const { clock, core } = fake
  let onDisk = ''
  const write = (text: string) =>
    new Promise<void>((resolve) => {
      clock.after(300, () => {
        onDisk = text
        resolve()
      })
    })
  const file = { read: () => Promise.resolve(onDisk), write }
  const bus = busOf({ ...core, ...liveMemory(core.store, file, clock) })
  const press = (id: CommandId, argument: unknown) => bus.dispatch({ id, argument, source: 'bar' })
  return { ...fake, press, onDisk: () => onDisk }
}

describe('a call that is taken over while the disk is busy', () => {
  it('stands beside one that was taken over a moment before, and both are on disk', async () => {
    const { core, press, clock, onDisk } = withSlowDisk()
    const first = press('call.adopt', { id: 'call-1', number: '1199999999' })
    await clock.advance(10)
    const second = press('call.adopt', next)
    await clock.advance(1_000)
    expect(await first).toEqual({ ok: true })
    expect(await second).toEqual({ ok: true })
    expect(core.store.get().call?.id).toBe('call-1')
    expect(onDisk()).toContain('call-1')
    expect(onDisk()).toContain('call-2')
  })

  it('does not take the focus from a dial', async () => {
    const { core, press, clock, plan } = withSlowDisk()
    plan('dial', ok({ call_id: 'dialled-1' }))
    const adopted = press('call.adopt', next)
    await clock.advance(10)
    void press('call.dial', '1199999999')
    await clock.advance(2_000)
    expect(await adopted).toEqual({ ok: true })
    expect(core.store.get().calls).toHaveLength(2)
    expect(core.store.get().call).toMatchObject({ id: 'dialled-1', number: '1199999999' })
  })
})

describe('a call that is being hung up while another is dialled, which is refused', () => {
  const seemsEnded = { ...readySnapshot, ...callsOf({ ...activeCall, seemsEndedAt: steadyTime(5) }) }

  it.each([
    ['accepted', ok({})],
    ['found to have ended', says('not_found_failed')],
  ])('does not come back once the hang-up was %s', async (_what, answer) => {
    const { core, clock, plan } = createFakeCore(seemsEnded)
    const bus = busOf(core)
    plan('hangUp', () => new Promise((resolve) => clock.after(2_000, () => resolve(answer))))
    plan('dial', () => new Promise((resolve) => clock.after(20_000, () => resolve(says('execute_failed')))))
    void bus.dispatch({ id: 'call.hangUp', source: 'bar' })
    void bus.dispatch({ id: 'call.dial', argument: '1133334444', source: 'bar' })
    await clock.advance(1_000)
    expect(core.store.get().call?.phase).toBe('dialling')
    await clock.advance(30_000)
    expect(core.store.get().call).toBeNull()
  })

  it('is not shown as being hung up when nobody is at it any more', async () => {
    const { core, clock, plan } = createFakeCore(seemsEnded)
    const bus = busOf(core)
    const lost = says('timed_out', 'maybe')
    plan('hangUp', lost, lost, lost, lost)
    plan('dial', () => new Promise((resolve) => clock.after(20_000, () => resolve(says('execute_failed')))))
    void bus.dispatch({ id: 'call.hangUp', source: 'bar' })
    void bus.dispatch({ id: 'call.dial', argument: '1133334444', source: 'bar' })
    await clock.advance(30_000)
    expect(core.store.get().call).toMatchObject({ id: 'call-1', hangingUp: false })
  })
})

it('the call before a dial is on disk until that dial is accepted', async () => {
  const { core, press, clock, plan, onDisk } = withSlowDisk({
    ...readySnapshot,
    ...callsOf({ ...activeCall, seemsEndedAt: steadyTime(5) }),
  })
  plan('dial', says('execute_failed'), ok({ call_id: 'dialled-2' }))
  void press('call.dial', '1133334444')
  await clock.advance(310)
  expect(core.store.get().call).toMatchObject({ number: '1133334444' })
  expect(onDisk()).toContain('call-1')
  await clock.advance(600)
  expect(core.store.get().calls.map(({ id }) => id)).toEqual(['call-1'])
  void press('call.dial', '1133334444')
  await clock.advance(2_000)
  expect(core.store.get().calls.map(({ id }) => id)).toEqual(['dialled-2'])
  expect(onDisk()).not.toContain('call-1')
})

it.each(['call.transfer', 'call.consult'] as const)(
  'with two calls, a %s key that only opens the field does not say that it has acted',
  async (id) => {
    const { core, press } = barInCall()
    await press('call.adopt', next)
    expect(await busOf(core).dispatch({ id, source: 'hotkey' })).toEqual({ ok: true })
    expect(core.store.get().panel).toBe('transfer')
    expect(core.store.get().notices.map(({ sentence }) => sentence.key)).not.toContain('acted_on_call')
  },
)
