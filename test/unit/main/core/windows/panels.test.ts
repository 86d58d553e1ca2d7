import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { busOf, createFakeCore } from '../../../../support/core'

const dialledOut = async () => {
  const fake = createFakeCore()
  const bus = busOf(fake.core)
  await bus.dispatch({ id: 'call.dial', argument: '(11) 99999-9999', source: 'bar' })
  return { ...fake, bus }
}

describe('a number that is proposed', () => {
  it('is forgotten when the clipboard has none, and when another panel opens', async () => {
    const { core, sent, setClipboard } = createFakeCore()
    const bus = busOf(core)
    setClipboard('(11) 4002-8922')
    await bus.dispatch({ id: 'call.dial', source: 'hotkey' })
    setClipboard('hello')
    await bus.dispatch({ id: 'call.dial', source: 'hotkey' })
    expect(core.store.get()).toMatchObject({ panel: 'dial', proposedNumber: null })
    await bus.dispatch({ id: 'call.dial', argument: '1234', source: 'link' })
    await bus.dispatch({ id: 'panel.open', argument: 'menu', source: 'bar' })
    await bus.dispatch({ id: 'panel.open', argument: 'dial', source: 'bar' })
    expect(core.store.get()).toMatchObject({ panel: 'dial', proposedNumber: null })
    expect(sent('dial')).toEqual([])
  })

  it('is told from the same number of before', async () => {
    const { core, setClipboard } = createFakeCore()
    const bus = busOf(core)
    setClipboard('(11) 4002-8922')
    await bus.dispatch({ id: 'call.dial', source: 'hotkey' })
    const { proposals } = core.store.get()
    await bus.dispatch({ id: 'call.dial', source: 'hotkey' })
    expect(core.store.get()).toMatchObject({
      proposedNumber: { number: '1140028922' },
      proposals: proposals + 1,
    })
  })
})

describe('an answer that comes late', () => {
  it.each([
    ['dial', true],
    ['transfer', false],
    [null, false],
  ] as const)('to a transfer, with the panel %s open', async (panel, stays) => {
    const { core, bus, plan, asked, clock } = await dialledOut()
    let answer: () => void = () => undefined
    plan('transfer', () => new Promise((resolve) => (answer = () => resolve({ ok: true, value: {} }))))
    const transfer = bus.dispatch({ id: 'call.transfer', argument: '2001', source: 'bar' })
    await clock.advance(0)
    if (panel === 'dial')
      core.store.apply({
        type: 'numberProposed',
        reading: { number: '1234', rest: '', others: [] },
        from: 'link',
        at: steadyTime(0),
      })
    else if (panel !== null) core.store.apply({ type: 'panelOpened', panel })
    answer()
    await transfer
    expect(core.store.get().panel).toBe(stays ? panel : null)
    expect(core.store.get().proposedNumber?.number).toBe(stays ? '1234' : undefined)
    expect(asked.includes('releaseFocus')).toBe(!stays)
  })

  it('to a break closes the list of breaks, and no other panel', async () => {
    for (const panel of ['history', 'breaks'] as const) {
      const { core, plan, asked } = createFakeCore()
      let answer: () => void = () => undefined
      plan('setBreak', () => new Promise((resolve) => (answer = () => resolve({ ok: true, value: {} }))))
      const started = busOf(core).dispatch({ id: 'break.start', argument: 'b1', source: 'bar' })
      await Promise.resolve()
      core.store.apply({ type: 'panelOpened', panel })
      answer()
      expect(await started).toEqual({ ok: true })
      expect(core.store.get().panel).toBe(panel === 'history' ? 'history' : null)
      expect(asked.includes('releaseFocus')).toBe(panel === 'breaks')
    }
  })
})
