import { describe, expect, it } from 'vitest'
import { wallTime } from '../../../../../src/shared/time'
import { callKey, callId, intentId } from '../../../../../src/shared/ids'
import { createGate } from '../../../../../src/main/core/kernel/gate'
import { createHistory } from '../../../../../src/main/core/history/history'
import { createStore } from '../../../../../src/main/core/kernel/store'
import { dayOf } from '../../../../../src/shared/history/history'
import { createFakeClock } from '../../../../support/clock'
import { readySnapshot } from '../../../../support/core'

function memoryFile() {
  let text: string | null = null
  return {
    read: () => Promise.resolve(text),
    write: (next: string) => {
      text = next
      return Promise.resolve()
    },
  }
}

function keeper(keepDays = 7, file = memoryFile()) {
  const store = createStore(readySnapshot)
  const clock = createFakeClock()
  const live = createGate()
  live.open()
  const history = createHistory({
    store,
    clock,
    file,
    keepDays: () => keepDays,
    onUnread: () => null,
    onRefused: () => undefined,
    live,
  })
  store.subscribe(history.onSnapshot)
  const call = async (number: string): Promise<void> => {
    store.apply({ type: 'callPlacing', key: callKey('k1'), consultFor: null, number, at: clock.now() })
    // The answer of the PABX takes a while, and moves the beginning of the call.
    await clock.advance(250)
    store.apply({ type: 'callPlaced', key: callKey('k1'), id: callId(`id-${number}`), at: clock.now() })
    store.apply({ type: 'callEnded', key: callKey('k1') })
    await clock.advance(60_000)
  }
  return { store, clock, history, call, file }
}

describe('the history', () => {
  it('notes each call once, the newest first, and finds it again after a restart', async () => {
    const { history, call, file } = keeper()
    await call('1133334444')
    await call('1199999999')
    expect(history.read().calls.map(({ number }) => number)).toEqual(['1199999999', '1133334444'])
    const again = keeper(7, file)
    await again.history.load()
    expect(again.history.read().calls).toHaveLength(2)
  })

  it('has stopped when its last change is on disk', async () => {
    let finish: () => void = () => undefined
    const file = {
      ...memoryFile(),
      write: () => new Promise<void>((resolve) => (finish = resolve)),
    }
    const { history, store, clock } = keeper(7, file)
    store.apply({
      type: 'callPlacing',
      key: callKey('k1'),
      consultFor: null,
      number: '1133334444',
      at: clock.now(),
    })
    store.apply({ type: 'callPlaced', key: callKey('k1'), id: callId('the-id'), at: clock.now() })
    let written = false
    void history.stop().then(() => (written = true))
    await clock.advance(0)
    expect(written).toBe(false)
    finish()
    await clock.advance(0)
    expect(written).toBe(true)
  })

  it('has nothing of a call that the PABX refused', () => {
    const { store, clock, history } = keeper()
    store.apply({
      type: 'callPlacing',
      key: callKey('k1'),
      consultFor: null,
      number: '1133334444',
      at: clock.now(),
    })
    store.apply({ type: 'callNotPlaced', key: callKey('k1') })
    expect(history.read().calls).toEqual([])
  })

  it('notes no call twice that is back because the next one was refused', async () => {
    const { store, clock, history } = keeper()
    store.apply({
      type: 'callPlacing',
      key: callKey('k1'),
      consultFor: null,
      number: '1133334444',
      at: clock.now(),
    })
    store.apply({ type: 'callDoubtful', key: callKey('k1') })
    await clock.advance(1_000)
    store.apply({
      type: 'callPlacing',
      key: callKey('k1'),
      consultFor: null,
      number: '1199999999',
      at: clock.now(),
    })
    store.apply({ type: 'callNotPlaced', key: callKey('k1') })
    expect(history.read().calls.map(({ number }) => number)).toEqual(['1133334444'])
  })

  it('keeps the stars of colleagues whatever else it forgets, and across a restart', async () => {
    const { history, file } = keeper(0)
    await history.star('SUPORTE.ANA', true)
    await history.star('VENDAS.BIA', true)
    await history.star('SUPORTE.ANA', false)
    await history.clear()
    const again = keeper(0, file)
    await again.history.load()
    expect(again.history.read().favourites).toEqual(['VENDAS.BIA'])
  })

  it('forgets what is older than it may keep, and keeps nothing where it may keep nothing', async () => {
    const { history, call, clock } = keeper(1)
    await call('1133334444')
    await clock.advance(2 * 86_400_000)
    await call('1199999999')
    expect(history.read().calls.map(({ number }) => number)).toEqual(['1199999999'])
    const none = keeper(0)
    await none.call('1133334444')
    expect(none.history.read().calls).toEqual([])
  })

  it('forgets by the clock, in memory and on disk, while nothing else happens', async () => {
    const { call, clock, history, file } = keeper(7)
    await call('1133334444')
    await clock.advance(6 * 86_400_000)
    expect(await file.read()).toContain('1133334444')
    // It is looked at once an hour.
    await clock.advance(86_400_000 + 3_600_000)
    expect(history.read().calls).toEqual([])
    expect(await file.read()).not.toContain('1133334444')
  })

  it('forgets at the start what grew too old while the bar was not running', async () => {
    const { call, file } = keeper(1)
    await call('1133334444')
    const twoDaysAgo = (at: string): string => String(Number(at) - 2 * 86_400_000)
    await file.write(((await file.read()) ?? '').replace(/(?<="at":)\d+/g, twoDaysAgo))
    const later = keeper(1, file)
    await later.history.load()
    expect(later.history.read().calls).toEqual([])
    expect(await file.read()).not.toContain('1133334444')
  })

  it('is cleared on request, transfers included', async () => {
    const { history, call, store } = keeper()
    await call('1133334444')
    await history.clear()
    expect(history.read().calls).toEqual([])
    expect(store.get().recentTransfers).toEqual([])
  })

  it('notes by the wall clock, also after it was set back', async () => {
    const { history, call, store, clock } = keeper()
    const ahead = 3 * 86_400_000
    store.apply({ type: 'clockCompared', ahead })
    const before = clock.now()
    await call('1133334444')
    expect(history.read().calls).toMatchObject([{ at: before + 250 - ahead }])
  })

  it('adds up the breaks of a day by name', async () => {
    const { history, store, clock } = keeper()
    const onBreak = (standing: 'onBreak' | 'available', breakId: string | null): void => {
      const intent = {
        id: intentId(`i${clock.now()}`),
        command: standing === 'onBreak' ? ('break.start' as const) : ('break.end' as const),
        subject: null,
        callId: null,
        callKey: null,
        state: 'sent' as const,
        sentAt: clock.now(),
        error: null,
        aim: { standing, breakId },
      }
      store.apply({ type: 'intentSent', intent })
      store.apply({ type: 'intentSettled', id: intent.id, state: 'accepted', error: null, at: clock.now() })
    }
    for (let time = 0; time < 2; time++) {
      onBreak('onBreak', 'b1')
      await clock.advance(240_000)
      onBreak('available', null)
      await clock.advance(1_000)
    }
    expect(history.read().breaks).toEqual([
      { day: dayOf(wallTime(clock.now())), name: 'Lanche', count: 2, milliseconds: 480_000 },
    ])
  })
})
