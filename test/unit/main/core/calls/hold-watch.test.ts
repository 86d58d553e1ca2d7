import { describe, expect, it } from 'vitest'
import { callKey } from '../../../../../src/shared/ids'
import { createHoldWatch } from '../../../../../src/main/core/calls/hold-watch'
import { activeCall, callsOf, consultedCall, createFakeCore, readySnapshot } from '../../../../support/core'

function watched(seconds: number) {
  const { core, clock } = createFakeCore({ ...readySnapshot, ...callsOf(activeCall, consultedCall) })
  const { store } = core
  const watch = createHoldWatch({ store, clock, warnSeconds: () => seconds })
  store.subscribe(watch.onSnapshot)
  const said = () => store.get().notices.filter(({ sentence }) => sentence.key === 'hold_long')
  const hold = (key: string) => store.apply({ type: 'held', key: callKey(key), at: clock.now() })
  return { store, clock, watch, said, hold }
}

describe('a call that waits for long', () => {
  it('is said after the seconds of the setting, and again once a minute, with its minutes', async () => {
    const { store, clock, said, hold } = watched(90)
    hold('k1')
    await clock.advance(89_999)
    expect(said()).toEqual([])
    await clock.advance(1)
    expect(said()).toMatchObject([{ sentence: { values: { number: activeCall.number, minutes: 2 } } }])
    store.apply({ type: 'noticeDismissed', id: `hold-${activeCall.key}` })
    await clock.advance(59_999)
    expect(said()).toEqual([])
    await clock.advance(1)
    expect(said()).toMatchObject([{ tone: 'warning', sentence: { values: { minutes: 3 } } }])
  })

  it('is not said any more once it was taken back, and from the beginning when it waits again', async () => {
    const { store, clock, said, hold } = watched(60)
    hold('k1')
    await clock.advance(60_000)
    expect(said()).toHaveLength(1)
    store.apply({ type: 'retrieved', key: callKey('k1') })
    expect(said()).toEqual([])
    await clock.advance(300_000)
    expect(said()).toEqual([])
    hold('k1')
    await clock.advance(59_999)
    expect(said()).toEqual([])
    await clock.advance(1)
    expect(said()).toHaveLength(1)
  })

  it('is not said any more once it has ended', async () => {
    const { store, clock, said, hold } = watched(60)
    hold('k1')
    await clock.advance(60_000)
    store.apply({ type: 'callEnded', key: callKey('k1') })
    expect(said()).toEqual([])
    await clock.advance(300_000)
    expect(said()).toEqual([])
  })

  it('is said for each call by itself', async () => {
    const { clock, said, hold } = watched(60)
    hold('k1')
    await clock.advance(30_000)
    hold('k2')
    await clock.advance(30_000)
    expect(said()).toMatchObject([{ sentence: { values: { number: activeCall.number } } }])
    await clock.advance(30_000)
    expect(said()).toHaveLength(2)
  })

  it('takes no focus', async () => {
    const { store, clock, hold } = watched(60)
    hold('k1')
    await clock.advance(60_000)
    expect(store.get().focusedCall).toBe('k2')
  })

  it('is never said where the setting is 0, nor after the bar has ended', async () => {
    const off = watched(0)
    off.hold('k1')
    await off.clock.advance(300_000)
    expect(off.said()).toEqual([])
    const ended = watched(60)
    ended.hold('k1')
    ended.watch.stop()
    await ended.clock.advance(300_000)
    expect(ended.said()).toEqual([])
  })
})
