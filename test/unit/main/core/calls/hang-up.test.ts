import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { ok } from '../../../../../src/shared/result'
import { activeCall, busOf, callsOf, createFakeCore, readySnapshot, says } from '../../../../support/core'

const dialled = async () => {
  const fake = createFakeCore()
  const bus = busOf(fake.core)
  await bus.dispatch({ id: 'call.dial', argument: '(11) 99999-9999', source: 'bar' })
  return { ...fake, bus }
}

describe('hanging up', () => {
  it('tries again with the same call id while the outcome is unknown', async () => {
    const { core, bus, plan, sent, clock } = await dialled()
    plan('hangUp', says('timed_out', 'maybe'), says('interrupted', 'maybe'))
    const outcome = bus.dispatch({ id: 'call.hangUp', source: 'hotkey' })
    await clock.advance(5_000)
    expect(await outcome).toEqual({ ok: true })
    expect(sent('hangUp').map(({ request }) => request)).toEqual(
      Array(3).fill({ agent: 'DEV', call_id: 'call-1', company_id: 'company' }),
    )
    expect(core.store.get().call).toBeNull()
  })

  it('takes "not found" for ended', async () => {
    const { core, bus, plan } = await dialled()
    plan('hangUp', says('not_found_failed'))
    expect(await bus.dispatch({ id: 'call.hangUp', source: 'bar' })).toMatchObject({ ok: true })
    expect(core.store.get().call).toBeNull()
  })

  it('takes "not found" after a transfer whose answer was lost for either, and says so', async () => {
    const { core, bus, plan } = await dialled()
    plan('transfer', says('interrupted', 'maybe'))
    await bus.dispatch({ id: 'call.transfer', argument: '2001', source: 'bar' })
    plan('hangUp', says('not_found_failed'))
    const sentence = { key: 'done_ended_or_transferred', values: { number: '2001' } }
    expect(await bus.dispatch({ id: 'call.hangUp', source: 'bar' })).toEqual({ ok: true, sentence })
    expect(core.store.get().call).toBeNull()
    expect(core.store.get().notices.at(-1)).toMatchObject({ tone: 'warning', sentence })
  })

  it('says aloud what could not be confirmed, keeps the call, and can be pressed again', async () => {
    const { core, bus, plan, clock, sent } = await dialled()
    plan('hangUp', ...Array.from({ length: 4 }, () => says('timed_out', 'maybe')))
    const outcome = bus.dispatch({ id: 'call.hangUp', source: 'bar' })
    await clock.advance(10_000)
    expect(await outcome).toMatchObject({
      ok: false,
      why: 'unknown',
      sentence: { key: 'hang_up_unconfirmed' },
    })
    expect(core.store.get().call?.id).toBe('call-1')
    expect(sent('hangUp')).toHaveLength(4)
    expect(await bus.dispatch({ id: 'call.hangUp', source: 'bar' })).toEqual({ ok: true })
  })

  it('of a dial that was refused leaves the call before it alone', async () => {
    const ended = { ...activeCall, seemsEndedAt: steadyTime(5) }
    const { core, plan, sent } = createFakeCore({ ...readySnapshot, ...callsOf(ended) })
    const bus = busOf(core)
    let refuse: () => void = () => undefined
    plan('dial', () => new Promise((resolve) => (refuse = () => resolve(says('execute_failed')))))
    const dial = bus.dispatch({ id: 'call.dial', argument: '1188887777', source: 'bar' })
    await Promise.resolve()
    const hangUp = bus.dispatch({ id: 'call.hangUp', source: 'hotkey' })
    await Promise.resolve()
    refuse()
    await dial
    expect(await hangUp).toMatchObject({ ok: true, sentence: { key: 'done_already_ended' } })
    expect(sent('hangUp')).toEqual([])
    expect(core.store.get().call).toMatchObject({ id: ended.id, hangingUp: false })
  })

  it('waits for the id of a call that is still being placed', async () => {
    const { core, plan, sent, clock } = createFakeCore()
    let place: (answer: ReturnType<typeof says>) => void = () => undefined
    plan('dial', () => new Promise((resolve) => (place = resolve)))
    const bus = busOf(core)
    void bus.dispatch({ id: 'call.dial', argument: '1234', source: 'bar' })
    await clock.advance(10)
    const hungUp = bus.dispatch({ id: 'call.hangUp', source: 'hotkey' })
    await clock.advance(10)
    expect(sent('hangUp')).toHaveLength(0)
    place(ok({ call_id: 'late' }))
    expect(await hungUp).toEqual({ ok: true })
    expect(sent('hangUp')[0]?.request).toMatchObject({ call_id: 'late' })
  })

  it('works with a key that was refused: the call stays the agent’s', async () => {
    const { core, bus, sent } = await dialled()
    core.store.apply({ type: 'keyChanged', key: 'rejected', at: steadyTime(0) })
    await bus.dispatch({ id: 'call.hangUp', source: 'bar' })
    expect(sent('hangUp')).toHaveLength(1)
  })

  it('says what to do where the PABX told no id', async () => {
    const { core } = createFakeCore({ ...readySnapshot, ...callsOf(doubtful) })
    expect(await busOf(core).dispatch({ id: 'call.hangUp', source: 'bar' })).toMatchObject({
      ok: false,
      sentence: { key: 'hang_up_without_id' },
    })
  })
})

const doubtful = { ...activeCall, id: null, phase: 'doubtful' } as const

describe('after an accepted hang-up', () => {
  const hungUp = async () => {
    const fake = await dialled()
    await fake.bus.dispatch({ id: 'call.hangUp', source: 'bar' })
    return fake
  }

  it('the same call can be hung up again for 15 s, each time anew', async () => {
    const { core, bus, clock, sent } = await hungUp()
    expect(core.store.get()).toMatchObject({ call: null, hungUp: { callId: 'call-1' } })
    await clock.advance(10_000)
    expect(await bus.dispatch({ id: 'call.hangUp', source: 'hotkey' })).toEqual({ ok: true })
    expect(sent('hangUp').map(({ request }) => request)).toEqual(
      Array(2).fill({ agent: 'DEV', call_id: 'call-1', company_id: 'company' }),
    )
    await clock.advance(14_999)
    expect(core.store.get().hungUp).not.toBeNull()
    await clock.advance(1)
    expect(core.store.get().hungUp).toBeNull()
    expect(await bus.dispatch({ id: 'call.hangUp', source: 'hotkey' })).toMatchObject({
      why: 'refused',
      sentence: { key: 'reason_no_call' },
    })
    expect(sent('hangUp')).toHaveLength(2)
  })

  it('a click and a hotkey in one moment are one request', async () => {
    const { bus, clock, sent } = await hungUp()
    await clock.advance(300)
    expect(await bus.dispatch({ id: 'call.hangUp', source: 'hotkey' })).toEqual({ ok: true })
    expect(sent('hangUp')).toHaveLength(1)
  })

  it('a new call is what a hang-up means', async () => {
    const { core, bus, clock, plan, sent } = await hungUp()
    plan('dial', ok({ call_id: 'call-2' }))
    await bus.dispatch({ id: 'call.dial', argument: '5678', source: 'bar' })
    await clock.advance(2_000)
    await bus.dispatch({ id: 'call.hangUp', source: 'hotkey' })
    expect(sent('hangUp').at(-1)?.request).toMatchObject({ call_id: 'call-2' })
    expect(core.store.get().hungUp?.callId).toBe('call-2')
  })

  it('there is nothing to hang up again where the PABX knew no such call', async () => {
    const { core, bus, plan } = await dialled()
    plan('hangUp', says('not_found_failed'))
    await bus.dispatch({ id: 'call.hangUp', source: 'bar' })
    expect(core.store.get().hungUp).toBeNull()
  })

  it('another agent has nothing to hang up', async () => {
    const { core } = await hungUp()
    core.store.apply({ type: 'profileChanged', profile: { ...core.store.get().profile, agent: 'ANA' } })
    expect(core.store.get().hungUp).toBeNull()
  })
})

describe('a PABX that could not hang up', () => {
  it('is asked four times over some seconds before the call counts as ended', async () => {
    const { core, bus, plan, clock, sent } = await dialled()
    plan('hangUp', ...Array.from({ length: 4 }, () => says('execute_failed')))
    const outcome = bus.dispatch({ id: 'call.hangUp', source: 'bar' })
    await clock.advance(1_000)
    expect(core.store.get().call).toMatchObject({ id: 'call-1', hangingUp: true })
    await clock.advance(3_000)
    expect(await outcome).toMatchObject({ ok: true, sentence: { key: 'done_presumed_ended' } })
    expect(sent('hangUp')).toHaveLength(4)
    expect(core.store.get()).toMatchObject({ call: null, hungUp: { callId: 'call-1' } })
  })

  it('for a moment only has hung up in the end', async () => {
    const { core, bus, plan, clock } = await dialled()
    plan('hangUp', says('execute_failed'), says('execute_failed'))
    const outcome = bus.dispatch({ id: 'call.hangUp', source: 'bar' })
    await clock.advance(4_000)
    expect(await outcome).toEqual({ ok: true })
    expect(core.store.get().notices).toEqual([])
  })
})
