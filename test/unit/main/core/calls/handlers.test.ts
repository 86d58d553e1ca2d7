import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { callWord } from '../../../../../src/shared/calls/call-view'
import type { Call } from '../../../../../src/shared/snapshot/state'
import { ok } from '../../../../../src/shared/result'
import {
  activeCall,
  busOf,
  callsOf,
  createFakeCore,
  readySnapshot,
  says,
  settingsWith,
} from '../../../../support/core'

const dialled = async () => {
  const fake = createFakeCore()
  const bus = busOf(fake.core)
  await bus.dispatch({ id: 'call.dial', argument: '(11) 99999-9999', source: 'bar' })
  return { ...fake, bus }
}

describe('dialling', () => {
  it('strips the formatting, is on disk before it is sent, and keeps the call id', async () => {
    const { core, sent, asked } = await dialled()
    expect(sent('dial')[0]?.request).toEqual({
      agent: 'DEV',
      branch: '2000',
      to: '11999999999',
      company_id: 'company',
    })
    expect(asked).toContain('kept before request 1')
    expect(core.store.get().call).toMatchObject({ id: 'call-1', phase: 'active', number: '11999999999' })
  })

  it('leaves an outcome that nobody knows standing, and never sends it again', async () => {
    const { core, sent, plan, clock } = createFakeCore()
    plan('dial', says('timed_out', 'maybe'))
    const outcome = await busOf(core).dispatch({ id: 'call.dial', argument: '1234', source: 'bar' })
    await clock.advance(60_000)
    expect(outcome).toMatchObject({ ok: false, why: 'unknown' })
    expect(core.store.get().call).toMatchObject({ id: null, phase: 'doubtful' })
    expect(core.store.get().notices.at(-1)?.sentence.key).toBe('dial_unknown')
    expect(sent('dial')).toHaveLength(1)
  })

  it.each(['bar', 'cli'] as const)(
    'after such a one the next is possible (%s); the doubt stays',
    async (source) => {
      const { core, sent, plan } = createFakeCore()
      const bus = busOf(core)
      plan('dial', says('timed_out', 'maybe'))
      await bus.dispatch({ id: 'call.dial', argument: '1234', source })
      expect(await bus.dispatch({ id: 'call.dial', argument: '5678', source })).toMatchObject({ ok: true })
      expect(sent('dial')).toHaveLength(2)
      expect(core.store.get().call).toMatchObject({ number: '5678', phase: 'active' })
      expect(core.store.get().notices.map(({ sentence }) => sentence.key)).toContain('dial_unknown')
    },
  )

  it('a refused dial leaves the call before it, whose id may still be needed to hang up', async () => {
    const ended = { ...activeCall, seemsEndedAt: steadyTime(5) }
    const { core, plan } = createFakeCore({ ...readySnapshot, ...callsOf(ended) })
    plan('dial', says('execute_failed'))
    await busOf(core).dispatch({ id: 'call.dial', argument: '1234', source: 'bar' })
    expect(core.store.get().call).toEqual(ended)
  })

  it('clears the call where the PABX certainly placed none', async () => {
    const { core, plan } = createFakeCore()
    plan('dial', says('unreachable'))
    await busOf(core).dispatch({ id: 'call.dial', argument: '1234', source: 'bar' })
    expect(core.store.get().call).toBeNull()
  })

  it('shows the number of the clipboard before it dials it', async () => {
    const { core, sent, setClipboard } = createFakeCore()
    setClipboard('ligar para (11) 4002-8922, urgente')
    await busOf(core).dispatch({ id: 'call.dial', source: 'hotkey' })
    expect(sent('dial')).toHaveLength(0)
    expect(core.store.get().proposedNumber).toMatchObject({
      number: '1140028922',
      rest: '',
      others: [],
      from: 'clipboard',
    })
  })

  it('offers to take over the call whose id was copied', async () => {
    const { core, sent, setClipboard } = createFakeCore()
    const bus = busOf(core)
    setClipboard('{ce36d513-bcea-4639-adb9-0e947410abc5}')
    await bus.dispatch({ id: 'call.dial', source: 'hotkey' })
    expect(core.store.get()).toMatchObject({
      panel: 'dial',
      proposedNumber: null,
      proposedCall: 'ce36d513-bcea-4639-adb9-0e947410abc5',
    })
    await bus.dispatch({ id: 'call.adopt', argument: core.store.get().proposedCall, source: 'bar' })
    expect(core.store.get()).toMatchObject({
      panel: null,
      proposedCall: null,
      call: { id: 'ce36d513-bcea-4639-adb9-0e947410abc5', number: '' },
    })
    expect(sent('dial')).toHaveLength(0)
  })

  it('forgets what it proposed when another text is copied that holds nothing to dial', async () => {
    const { core, setClipboard } = createFakeCore()
    const bus = busOf(core)
    for (const text of ['11 99999-0000', 'hello', 'ce36d513-bcea-4639-adb9-0e947410abc5', 'hello']) {
      setClipboard(text)
      await bus.dispatch({ id: 'call.dial', source: 'hotkey' })
    }
    expect(core.store.get()).toMatchObject({ panel: 'dial', proposedNumber: null, proposedCall: null })
  })

  it.each(['cli', 'link'] as const)(
    'a text with more than one number, or an extension, is never dialled without a look (%s)',
    async (source) => {
      const { core, sent } = createFakeCore()
      const bus = busOf({ ...core, settings: settingsWith({ 'links.confirmDial': false }) })
      const dial = (argument: string) => bus.dispatch({ id: 'call.dial', argument, source })
      expect(await dial('11 3333-4444 / 11 99999-0000')).toMatchObject({ ok: true })
      expect(core.store.get().proposedNumber).toMatchObject({
        number: '1133334444',
        others: [{ number: '11999990000' }],
      })
      await bus.dispatch({ id: 'panel.close', source: 'bar' })
      await dial('11 3333-4444 ramal 12')
      expect(core.store.get().proposedNumber).toMatchObject({ number: '1133334444', rest: 'ramal 12' })
      expect(sent('dial')).toHaveLength(0)
      await dial('+55 (0)11 3333–4444')
      expect(sent('dial')[0]?.request).toMatchObject({ to: '+551133334444' })
    },
  )

  it('a call is not transferred to the first of two numbers', async () => {
    const { core, sent } = createFakeCore({ ...readySnapshot, ...callsOf(activeCall) })
    const outcome = await busOf(core).dispatch({
      id: 'call.transfer',
      argument: '2001/2002',
      source: 'cli',
    })
    expect(outcome).toMatchObject({ ok: false, why: 'badArgument', sentence: { key: 'number_several' } })
    expect(sent('transfer')).toHaveLength(0)
  })

  it('lets a link only propose', async () => {
    const { core, sent } = createFakeCore()
    await busOf(core).dispatch({ id: 'call.dial', argument: '1234', source: 'link' })
    expect(sent('dial')).toHaveLength(0)
    expect(core.store.get().panel).toBe('dial')
  })
})

describe('a call', () => {
  it('is held only once the PABX accepted it', async () => {
    const { core, bus, plan } = await dialled()
    plan('hold', says('execute_failed'), says('interrupted', 'maybe'))
    await bus.dispatch({ id: 'call.hold', source: 'bar' })
    expect(core.store.get().call?.heldSince).toBeNull()
    await bus.dispatch({ id: 'call.hold', source: 'bar' })
    expect(core.store.get().call).toMatchObject({ heldSince: null, holdDoubtful: true })
    await bus.dispatch({ id: 'call.hold', source: 'bar' })
    expect(core.store.get().call).toMatchObject({ heldSince: core.clock.now(), holdDoubtful: false })
  })

  it('that is gone is news for a hold, and ends', async () => {
    const { core, bus, plan } = await dialled()
    plan('hold', says('not_found_failed'))
    expect(await bus.dispatch({ id: 'call.hold', source: 'bar' })).toMatchObject({
      sentence: { key: 'call_gone' },
    })
    expect(core.store.get().call).toBeNull()
  })

  it('ends for the agent when a transfer is accepted, and stays when its outcome is unknown', async () => {
    const { core, bus, plan, sent } = await dialled()
    plan('transfer', says('server_failed', 'maybe'))
    await bus.dispatch({ id: 'call.transfer', argument: '2001', source: 'bar' })
    expect(core.store.get().call?.id).toBe('call-1')
    expect(core.store.get().notices.at(-1)?.sentence.key).toBe('transfer_unknown')
    await bus.dispatch({ id: 'call.transfer', argument: '2001', source: 'bar' })
    expect(core.store.get().call).toBeNull()
    expect(sent('transfer')).toHaveLength(2)
  })
})

describe('a dial that takes its time', () => {
  const slow = () => {
    const fake = createFakeCore()
    let settle: (answer: ReturnType<typeof says> | ReturnType<typeof ok>) => void = () => undefined
    fake.plan('dial', () => new Promise((resolve) => (settle = resolve)))
    const bus = busOf(fake.core)
    const outcome = bus.dispatch({ id: 'call.dial', argument: '1199999999', source: 'bar' })
    return { ...fake, bus, outcome, answer: (with_: Parameters<typeof settle>[0]) => settle(with_) }
  }
  const wordOf = (call: Call | null) => (call === null ? null : callWord(call))

  it('is told in stages, until the PABX answers', async () => {
    const { core, clock, answer, outcome } = slow()
    await clock.advance(1_000)
    expect(wordOf(core.store.get().call)).toBe('call_dialling')
    await clock.advance(1_000)
    expect(wordOf(core.store.get().call)).toBe('call_phone_rings')
    await clock.advance(10_000)
    answer(ok({ call_id: 'late' }))
    expect(await outcome).toMatchObject({ ok: true })
    expect(wordOf(core.store.get().call)).toBe('call_in_progress')
  })

  it('keeps a hang-up, shows that it waits, and sends it with the answer', async () => {
    const { core, clock, bus, answer, sent } = slow()
    await clock.advance(4_000)
    const hungUp = bus.dispatch({ id: 'call.hangUp', source: 'hotkey' })
    await clock.advance(8_000)
    expect(wordOf(core.store.get().call)).toBe('call_hang_up_waiting')
    expect(sent('hangUp')).toEqual([])
    answer(ok({ call_id: 'late' }))
    expect(await hungUp).toEqual({ ok: true })
    expect(sent('hangUp').map(({ request }) => request)).toEqual([
      { agent: 'DEV', call_id: 'late', company_id: 'company' },
    ])
  })

  it('refuses a second dial, and says that the first is being placed', async () => {
    const { clock, bus, sent } = slow()
    await clock.advance(4_000)
    expect(await bus.dispatch({ id: 'call.dial', argument: '5678', source: 'cli' })).toMatchObject({
      why: 'refused',
      sentence: { key: 'reason_call_being_placed' },
    })
    expect(sent('dial')).toHaveLength(1)
  })

  it('of a phone that the PABX did not see in a call says so, and to look at the phone first', async () => {
    const { core, clock, answer, outcome } = slow()
    await clock.advance(1_000)
    answer(says('unsaid', 'maybe'))
    const sentence = { key: 'dial_unsaid', values: { number: '1199999999' } }
    expect(await outcome).toEqual({ ok: false, why: 'unknown', sentence })
    expect(core.store.get().notices).toMatchObject([{ tone: 'failure', sentence }])
    expect(wordOf(core.store.get().call)).toBe('call_doubtful')
  })
})

it('hold and retrieve are both possible whatever the bar believes', async () => {
  const { bus, sent } = await dialled()
  for (const id of ['call.retrieve', 'call.hold', 'call.hold'] as const)
    expect(await bus.dispatch({ id, source: 'bar' })).toEqual({ ok: true })
  expect([sent('retrieve').length, sent('hold').length]).toEqual([1, 2])
})
