import { describe, expect, it } from 'vitest'
import { callRef, type CallRef } from '../../../../../src/shared/ids'
import type { CommandId } from '../../../../../src/shared/commands/table'
import type { Surface } from '../../../../../src/shared/commands/declaration'
import { valuesOf } from '../../../../../src/shared/i18n/say'
import { ok } from '../../../../../src/shared/result'
import { activeCall, busOf, never, says } from '../../../../support/core'
import { barInCall, barWith, heldCall, otherCall } from '../../../../support/calls'

describe('a press that names a call', () => {
  const pressing = () => {
    const bar = barWith(heldCall, activeCall)
    const press = (id: CommandId, call?: CallRef, source?: Surface) => bar.press(id, undefined, call, source)
    return { ...bar, press }
  }

  it.each(['call-2', 'k2'])('is about that one: %s', async (name) => {
    const { press, ids, core } = pressing()
    await press('call.hangUp', callRef(name))
    expect(ids()).toEqual(['call-2'])
    expect(core.store.get().call?.id).toBe('call-1')
  })

  it('opens the panel for that one, without one for the call in focus, and the panel stays with its call', async () => {
    const { press, core, ids } = pressing()
    await press('call.transfer', callRef('call-2'), 'tray')
    expect(core.store.get()).toMatchObject({ panel: 'transfer', panelCall: 'k2' })
    await press('call.transfer')
    expect(core.store.get().panelCall).toBe('k1')
    await press('call.hangUp')
    expect(ids()).toEqual(['call-1'])
    expect(core.store.get()).toMatchObject({ panel: 'transfer', panelCall: 'k1', focusedCall: 'k2' })
    core.store.apply({ type: 'panelClosed' })
    expect(core.store.get().panelCall).toBeNull()
  })

  it('without one is about the call in focus', async () => {
    const { press, ids } = pressing()
    await press('call.hold')
    expect(ids()).toEqual(['call-1'])
  })

  it('toggles by what that call does, not by the one in focus', async () => {
    const { press, requests } = pressing()
    await press('call.toggleHold', callRef('call-2'))
    await press('call.toggleHold', callRef('call-1'))
    expect(requests.map(({ endpoint }) => endpoint)).toEqual(['retrieve', 'hold'])
  })

  it.each(['bar', 'cli', 'hotkey', 'tray'] as const)(
    'is refused by %s where nobody knows that call',
    async (source) => {
      const { press, ids, core } = pressing()
      const { calls } = core.store.get()
      const sentence = { key: 'reason_call_unknown' }
      for (const id of ['call.hangUp', 'call.hold', 'call.transfer', 'call.swap', 'call.handOver'] as const)
        expect(await press(id, callRef('call-9'), source)).toEqual({ ok: false, why: 'refused', sentence })
      expect(ids()).toEqual([])
      expect(core.store.get().calls).toBe(calls)
    },
  )

  it('is one with the same press under way, though another call was pressed for in between', async () => {
    const { press, ids, plan } = pressing()
    plan('hangUp', never, never, never)
    void press('call.hangUp', callRef('call-1'))
    void press('call.hangUp', callRef('call-2'))
    void press('call.hangUp', callRef('call-1'))
    await Promise.resolve()
    expect(ids()).toEqual(['call-1', 'call-2'])
  })
})

describe('a second hang-up in haste, with another call on the line', () => {
  const begin = () => {
    const bar = barWith(heldCall, activeCall)
    const hangUp = (source: Surface, call?: CallRef) => bar.press('call.hangUp', undefined, call, source)
    return { ...bar, hangUp, ids: () => bar.ids('hangUp') }
  }

  it.each([
    ['accepted', ok({})],
    ['found to have ended', says('not_found_failed')],
  ])('is the first one, which was %s: the call that waits stays', async (_what, answer) => {
    const { hangUp, ids, plan, clock, core } = begin()
    plan('hangUp', answer)
    await hangUp('bar')
    expect(core.store.get().call?.id).toBe('call-2')
    await clock.advance(999)
    expect(await hangUp('hotkey')).toMatchObject({ ok: true })
    expect(ids()).toEqual(['call-1'])
    expect(core.store.get().call?.id).toBe('call-2')
  })

  it('ends the call in focus at once where the first one was for another: nothing came into focus', async () => {
    const { hangUp, ids } = begin()
    await hangUp('tray', callRef('call-2'))
    await hangUp('hotkey')
    expect(ids()).toEqual(['call-2', 'call-1'])
  })

  it('ends the other one a second later, and at once where it names it', async () => {
    const late = begin()
    await late.hangUp('bar')
    await late.clock.advance(1_000)
    await late.hangUp('bar')
    expect(late.ids()).toEqual(['call-1', 'call-2'])
    const named = begin()
    await named.hangUp('bar')
    await named.hangUp('bar', callRef('call-2'))
    expect(named.ids()).toEqual(['call-1', 'call-2'])
  })

  it('ends a call that came in the meantime', async () => {
    const { bus, hangUp, ids, plan } = begin()
    plan('dial', ok({ call_id: 'call-3' }))
    await hangUp('bar')
    await bus.dispatch({ id: 'call.dial', argument: '2008', source: 'bar' })
    await hangUp('bar')
    expect(ids()).toEqual(['call-1', 'call-3'])
  })
})

describe('hanging up again', () => {
  it('means the call that ended last, and the one before not any more', async () => {
    const { press, sent, clock } = barWith(activeCall, otherCall)
    const hangUp = (call?: CallRef) => press('call.hangUp', undefined, call)
    const last = () => sent('hangUp').at(-1)?.request
    await hangUp()
    await clock.advance(2_000)
    // The other is up: the button names the one that was hung up.
    await hangUp(callRef('call-2'))
    expect(last()).toMatchObject({ call_id: 'call-2' })
    await clock.advance(2_000)
    await hangUp()
    await clock.advance(2_000)
    await hangUp()
    expect(sent('hangUp')).toHaveLength(4)
    expect(last()).toMatchObject({ call_id: 'call-1' })
    expect(await hangUp(callRef('call-2'))).toMatchObject({ sentence: { key: 'reason_call_unknown' } })
  })
})

describe('a caller who withholds the number', () => {
  it('is named as such wherever a sentence tells of that call', async () => {
    const { core, press } = barInCall()
    await press('call.adopt', { id: 'withheld' })
    const numberOf = (id: string) => {
      const told = core.store.get().notices.find((one) => one.id === id)
      return told && valuesOf(told.sentence)['number']
    }
    expect(numberOf('second-call')).toEqual({ key: 'number_unknown' })
    await busOf(core).dispatch({ id: 'call.hold', call: callRef('withheld'), source: 'hotkey' })
    expect(numberOf('press-hold')).toEqual({ key: 'number_unknown' })
  })
})
