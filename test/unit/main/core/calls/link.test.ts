import { describe, expect, it } from 'vitest'
import { callKey } from '../../../../../src/shared/ids'
import { callWord } from '../../../../../src/shared/calls/call-view'
import { UNSEEN_MS } from '../../../../../src/shared/phone/proposal'
import {
  activeCall,
  busOf,
  callsOf,
  createFakeCore,
  readySnapshot,
  settingsWith,
  says,
} from '../../../../support/core'

const shown = async (text = '1140028922') => {
  const fake = createFakeCore()
  const bus = busOf(fake.core)
  const link = (argument: string) => bus.dispatch({ id: 'call.dial', argument, source: 'link' })
  const outcome = await link(text)
  const hotkey = () => bus.dispatch({ id: 'call.dial', source: 'hotkey' })
  return { ...fake, bus, link, hotkey, outcome }
}

describe('a number that a link proposes', () => {
  it('is shown, and the focus stays where the agent types', async () => {
    const { core, asked, outcome, sent } = await shown()
    expect(outcome).toEqual({ ok: true })
    expect(core.store.get()).toMatchObject({ panel: 'dial', proposedNumber: { number: '1140028922' } })
    expect(asked).toContain('showBar')
    expect(asked).not.toContain('focusBar')
    expect(sent('dial')).toHaveLength(0)
  })

  it('is dialled by the hotkey once it could be seen, and by no press before', async () => {
    const { hotkey, clock, sent } = await shown()
    await clock.advance(UNSEEN_MS - 1)
    await hotkey()
    expect(sent('dial')).toHaveLength(0)
    await clock.advance(1)
    await hotkey()
    expect(sent('dial').map(({ request }) => request)).toMatchObject([{ to: '1140028922' }])
  })

  it('is not replaced by another link until it is put away, and says which one came', async () => {
    const { core, bus, link } = await shown()
    expect(await link('1155556666')).toMatchObject({ ok: false, why: 'refused' })
    expect(await link('1140028922')).toEqual({ ok: true })
    expect(core.store.get().proposedNumber).toMatchObject({ number: '1140028922' })
    await bus.dispatch({ id: 'panel.close', source: 'bar' })
    expect(await link('1155556666')).toEqual({ ok: true })
  })

  it.each(['transfer', 'dial'] as const)('leaves an open %s field alone', async (panel) => {
    const { core } = createFakeCore({
      ...readySnapshot,
      ...callsOf(...(panel === 'transfer' ? [activeCall] : [])),
      panel,
    })
    core.store.apply({ type: 'callEnded', key: callKey('k1') })
    const outcome = await busOf(core).dispatch({ id: 'call.dial', argument: '1234', source: 'link' })
    expect(outcome).toMatchObject({ ok: false, why: 'refused' })
    expect(core.store.get()).toMatchObject({ panel, proposedNumber: null })
  })

  it('is no longer what the hotkey dials once the agent has changed it', async () => {
    const { core, bus, hotkey, clock, sent } = await shown()
    await clock.advance(UNSEEN_MS)
    await bus.dispatch({ id: 'number.edited', source: 'bar' })
    await hotkey()
    expect(sent('dial')).toHaveLength(0)
    expect(core.store.get().proposedNumber).toBeNull()
  })
})

describe('a call that nothing but a link has named', () => {
  const byLink = async () => {
    const fake = createFakeCore()
    const bus = busOf(fake.core)
    const adopt = (id: string) =>
      bus.dispatch({ id: 'call.adopt', argument: { id, number: '1133334444' }, source: 'link' })
    await adopt('made-up')
    return { ...fake, bus, adopt }
  }

  it('says so, gives way to the next one, and keeps nobody from dialling or logging out', async () => {
    const { core, bus, adopt, sent } = await byLink()
    expect(callWord(core.store.get().call ?? activeCall)).toBe('call_said_by_link')
    expect(await adopt('the-real-one')).toEqual({ ok: true })
    expect(core.store.get().call?.id).toBe('the-real-one')
    expect(await bus.dispatch({ id: 'agent.logout', source: 'bar' })).toMatchObject({ ok: true })
    expect(await bus.dispatch({ id: 'call.dial', argument: '1234', source: 'bar' })).toMatchObject({
      ok: true,
    })
    expect(sent('dial')).toHaveLength(1)
  })

  it('is a call like any other once the PABX has accepted a command about it', async () => {
    const { core, bus, adopt } = await byLink()
    await bus.dispatch({ id: 'call.hold', source: 'hotkey' })
    expect(core.store.get().call).toMatchObject({ id: 'made-up', namedBy: 'pabx' })
    expect(await adopt('another')).toEqual({ ok: true })
    expect(core.store.get()).toMatchObject({ call: { id: 'made-up' }, calls: [{}, { id: 'another' }] })
  })

  it('is asked about when the PABX does not know it: somebody may still be on the line', async () => {
    const { core, bus, plan } = await byLink()
    plan('hangUp', says('not_found_failed'))
    const outcome = await bus.dispatch({ id: 'call.hangUp', source: 'hotkey' })
    expect(outcome).toMatchObject({ ok: true, sentence: { key: 'done_call_not_known' } })
    expect(core.store.get()).toMatchObject({
      call: null,
      notices: [{ tone: 'warning', sentence: { key: 'done_call_not_known' } }],
    })
  })

  it('is not taken over where that is switched off', async () => {
    const { core } = createFakeCore()
    const bus = busOf({ ...core, settings: settingsWith({ 'links.adopt': 'off' }) })
    const argument = { id: 'made-up', number: '1133334444' }
    expect(await bus.dispatch({ id: 'call.adopt', argument, source: 'link' })).toMatchObject({
      ok: false,
      sentence: { key: 'link_adopt_off' },
    })
    expect(await bus.dispatch({ id: 'call.adopt', argument, source: 'cli' })).toEqual({ ok: true })
  })
})

describe('the focus', () => {
  it('is taken by a link only as often as the pace of it allows; the bar is shown all the same', async () => {
    const { core, clock, asked } = createFakeCore()
    const bus = busOf(core)
    const follow = () => bus.dispatch({ id: 'bar.focus', source: 'link' })
    await follow()
    await clock.advance(1_999)
    await follow()
    expect(asked).toEqual(['focusBar', 'showBar'])
    await bus.dispatch({ id: 'bar.focus', source: 'cli' })
    await clock.advance(1)
    await follow()
    expect(asked).toEqual(['focusBar', 'showBar', 'focusBar', 'focusBar'])
  })
})
