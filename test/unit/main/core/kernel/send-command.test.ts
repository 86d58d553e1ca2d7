import { describe, expect, it } from 'vitest'
import { busOf, createFakeCore } from '../../../../support/core'

const boom = (): never => {
  throw new Error('boom')
}

const dialledOut = async () => {
  const fake = createFakeCore()
  const bus = busOf(fake.core)
  await bus.dispatch({ id: 'call.dial', argument: '(11) 99999-9999', source: 'bar' })
  return { ...fake, bus }
}

describe('a bug on the way to the PABX', () => {
  it('leaves a dial in doubt, never placed for ever', async () => {
    const { core, plan, asked, sent } = createFakeCore()
    plan('dial', boom)
    const bus = busOf(core)
    const outcome = await bus.dispatch({ id: 'call.dial', argument: '1234', source: 'bar' })
    expect(outcome).toMatchObject({ ok: false, why: 'unknown', sentence: { key: 'dial_unknown' } })
    const { call, intents, notices } = core.store.get()
    expect(call).toMatchObject({ phase: 'doubtful' })
    expect(intents).toMatchObject([{ state: 'unknown' }])
    expect(notices.at(-1)?.sentence.key).toBe('dial_unknown')
    expect(asked).toContain('bug in sending call.dial')
    expect(sent('dial')).toHaveLength(1)
  })

  it('leaves no call where the dial had not left', async () => {
    const { core, sent } = createFakeCore()
    const broken = { ...core, saveNow: boom }
    await busOf(broken).dispatch({ id: 'call.dial', argument: '1234', source: 'bar' })
    expect(core.store.get()).toMatchObject({ call: null, intents: [{ state: 'refused' }] })
    expect(sent('dial')).toEqual([])
  })

  it('does not end a hang-up', async () => {
    const { core, bus, plan, sent, clock } = await dialledOut()
    plan('hangUp', boom)
    const outcome = bus.dispatch({ id: 'call.hangUp', source: 'hotkey' })
    await clock.advance(5_000)
    expect(await outcome).toEqual({ ok: true })
    expect(sent('hangUp')).toHaveLength(2)
    expect(core.store.get().call).toBeNull()
  })
})
