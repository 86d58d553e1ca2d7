import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { createBreakReminders } from '../../../../../src/main/core/breaks/reminders'
import { createStore } from '../../../../../src/main/core/kernel/store'
import type { AgentEvent } from '../../../../../src/shared/snapshot/events'
import { defaultSettings, type Settings } from '../../../../../src/shared/settings/settings'
import { createFakeClock } from '../../../../support/clock'
import { readySnapshot } from '../../../../support/core'

describe('the reminders of breaks', () => {
  function reminded(changes: Partial<Settings> = {}, clock = createFakeClock()) {
    const store = createStore(readySnapshot)
    const wanted = { ...defaultSettings, ...changes }
    const told: string[] = []
    const desktop = { notify: (text: string) => told.push(text), chime: () => told.push('chime') }
    const reminders = createBreakReminders({ store, clock, desktop, settings: () => wanted })
    store.subscribe(reminders.onSnapshot)
    const begin = (since: number): void =>
      store.apply({
        type: 'restored',
        asked: {
          standing: 'onBreak',
          since: steadyTime(since),
          breakId: 'b1',
          confirmed: true,
          contradictions: 0,
        },
        seenBefore: null,
        calls: [],
        focusedCall: null,
        seemsSingleLine: false,
        intents: [],
        at: clock.now(),
      })
    const notices = () => store.get().notices.map(({ sentence }) => sentence.key)
    return { store, clock, reminders, begin, notices, told, wanted }
  }

  it('warns before the limit, tells when it is over, and returns nobody', async () => {
    const { clock, begin, notices, store, told } = reminded({ 'breaks.notify': true })
    begin(clock.now())
    await clock.advance(3 * 60_000)
    expect(notices()).toEqual([])
    await clock.advance(61_000)
    expect(notices()).toEqual(['break_ends_soon'])
    await clock.advance(60_000)
    expect(notices()).toEqual(['break_limit_over'])
    expect(store.get().asked?.standing).toBe('onBreak')
    expect(told).toHaveLength(2)
  })

  it('knows after a restart or a sleep how long the break has lasted', () => {
    const { clock, begin, notices } = reminded()
    begin(clock.now() - 10 * 60_000)
    expect(notices()).toEqual(['break_limit_over'])
  })

  it('tells of a limit that was passed while the computer slept, as soon as it wakes', () => {
    const { clock, reminders, begin, notices } = reminded()
    begin(clock.now())
    clock.sleep(10 * 60_000)
    expect(notices()).toEqual([])
    reminders.onWake()
    expect(notices()).toEqual(['break_limit_over'])
  })

  it('proposes a break to who locks the screen and the return to who unlocks it, where that is wanted', () => {
    const { store, clock, reminders, begin, notices } = reminded({ 'breaks.proposeOnLock': true })
    begin(clock.now())
    reminders.onScreenLock(true)
    expect(notices()).toEqual([])
    reminders.onScreenLock(false)
    expect(notices()).toEqual(['lock_propose_return'])
    expect(store.get().asked?.standing).toBe('onBreak')
    const unwanted = reminded()
    unwanted.begin(clock.now())
    unwanted.reminders.onScreenLock(false)
    expect(unwanted.notices()).toEqual([])
  })

  it('holds to a change of "warn before" during the break, and warns of what is really left', async () => {
    const { clock, reminders, begin, notices, store, wanted, told } = reminded({ 'breaks.chime': true })
    begin(clock.now())
    await clock.advance(2 * 60_000)
    wanted['breaks.warnMinutesBefore'] = 4
    reminders.onSettings()
    await clock.advance(1)
    expect(notices()).toEqual(['break_ends_soon'])
    expect(store.get().notices[0]?.sentence.values).toMatchObject({ minutes: 3 })
    // Another setting that is saved says nothing twice.
    reminders.onSettings()
    await clock.advance(1_000)
    expect(told).toEqual(['chime'])
    wanted['breaks.warnMinutesBefore'] = 1
    reminders.onSettings()
    await clock.advance(2 * 60_000)
    expect(store.get().notices[0]?.sentence.values).toMatchObject({ minutes: 1 })
    wanted['breaks.warnMinutesBefore'] = 0
    reminders.onSettings()
    await clock.advance(60_000)
    expect(notices()).toEqual(['break_limit_over'])
    wanted['breaks.warnMinutesBefore'] = 5
    reminders.onSettings()
    reminders.onWake()
    expect(told).toEqual(['chime', 'chime', 'chime'])
  })

  const inTwoMinutes = (now: number): string => {
    const due = new Date(now + 120_000)
    const two = (value: number): string => String(value).padStart(2, '0')
    return `${two(due.getHours())}:${two(due.getMinutes())} 10`
  }
  const available: AgentEvent = {
    type: 'restored',
    asked: { standing: 'available', since: steadyTime(0), breakId: null, confirmed: true, contradictions: 0 },
    seenBefore: null,
    calls: [],
    focusedCall: null,
    seemsSingleLine: false,
    intents: [],
    at: steadyTime(0),
  }

  it('reminds of a planned break while the agent is available', async () => {
    const clock = createFakeClock()
    const { store, notices } = reminded({ 'breaks.plan': [inTwoMinutes(clock.now())] }, clock)
    store.apply(available)
    await clock.advance(180_000)
    expect(notices()).toEqual(['break_planned'])
  })

  it('reminds of it once, even where the timer fires a little early', async () => {
    const ticking = createFakeClock()
    const clock = {
      ...ticking,
      after: (milliseconds: number, run: () => void) => ticking.after(Math.max(0, milliseconds - 0.4), run),
    }
    const changes = { 'breaks.plan': [inTwoMinutes(clock.now())], 'breaks.chime': true }
    const { store, told } = reminded(changes, clock)
    store.apply(available)
    await clock.advance(180_000)
    expect(told).toEqual(['chime'])
  })

  it('goes by the wall clock for planned breaks, also after it was set back', async () => {
    const clock = createFakeClock()
    const { store, notices, reminders } = reminded({ 'breaks.plan': [inTwoMinutes(clock.now())] }, clock)
    store.apply(available)
    store.apply({ type: 'clockCompared', ahead: 600_000 })
    reminders.onWake()
    await clock.advance(600_000)
    expect(notices()).toEqual([])
    await clock.advance(120_000)
    expect(notices()).toEqual(['break_planned'])
  })
})
