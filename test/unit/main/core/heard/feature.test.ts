import { expect, it } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { createHeardFeature } from '../../../../../src/main/core/heard/feature'
import { say } from '../../../../../src/shared/i18n/say'
import { notice } from '../../../../../src/shared/snapshot/notices'
import type { Settings } from '../../../../../src/shared/settings/settings'
import type { Snapshot } from '../../../../../src/shared/snapshot/state'
import {
  activeCall,
  busOf,
  callsOf,
  createFakeCore,
  never,
  readySnapshot,
  says,
  settingsWith,
} from '../../../../support/core'

const inCall: Snapshot = {
  ...readySnapshot,
  sync: { ...readySnapshot.sync, phase: 'fresh', confirmedAt: steadyTime(1) },
  ...callsOf(activeCall),
  asked: { standing: 'available', breakId: null, since: steadyTime(0), contradictions: 0, confirmed: true },
}

/** A bar whose voice notes what it is told to play and to say. */
function listen(changes: Partial<Settings>, initial: Snapshot = inCall) {
  const fake = createFakeCore({ ...initial, profile: { ...initial.profile, locale: 'en' } })
  const core = { ...fake.core, settings: settingsWith(changes) }
  const heard: string[] = []
  let opened = 0
  let isRead = false
  const feature = createHeardFeature({
    core,
    voice: () => {
      opened += 1
      return Promise.resolve({
        play: (earcon, device) => heard.push(device === '' ? earcon : `${earcon} on ${device}`),
        say: (text) => heard.push(text),
        devices: () => Promise.resolve(['Headset']),
        isRead: () => isRead,
        close: () => heard.push('closed'),
      })
    },
  })
  core.store.subscribe(feature.onSnapshot)
  const bus = busOf(core, feature.handlers, feature.onOutcome)
  return {
    ...fake,
    core,
    bus,
    feature,
    /** What was heard, once the voice is loaded. */
    heard: async () => {
      await import('../../../../../src/main/core/heard/words')
      await new Promise((resolve) => setImmediate(resolve))
      return heard
    },
    opened: () => opened,
    focus: () => (isRead = true),
  }
}

const tones = { 'sound.outcomes': 'tones' } as const
const speech = { 'sound.outcomes': 'speech' } as const

it('while it is off nothing is loaded, whatever is pressed and whatever happens', async () => {
  const bar = listen({})
  await bar.bus.dispatch({ id: 'call.hold', source: 'hotkey' })
  await bar.bus.dispatch({ id: 'call.hangUp', source: 'hotkey' })
  expect(await bar.heard()).toEqual([])
  expect(bar.opened()).toBe(0)
})

it('done, refused and unknown are three tones, on the output that was chosen', async () => {
  const bar = listen({ ...tones, 'sound.device': 'Headset' })
  await bar.bus.dispatch({ id: 'call.hold', source: 'hotkey' })
  await bar.bus.dispatch({ id: 'agent.login', source: 'cli' })
  bar.plan('retrieve', says('timed_out', 'maybe'))
  await bar.bus.dispatch({ id: 'call.retrieve', source: 'tray' })
  expect(await bar.heard()).toEqual(['done on Headset', 'refused on Headset', 'unknown on Headset'])
})

it('a hang-up is one tone, that of the end; so is a call that seems to have ended', async () => {
  const bar = listen(tones)
  await bar.bus.dispatch({ id: 'call.hangUp', source: 'hotkey' })
  expect(await bar.heard()).toEqual(['callEnded'])

  const other = listen(tones)
  const faded = { ...activeCall, seemsEndedAt: steadyTime(1) }
  other.feature.onSnapshot({ ...inCall, ...callsOf(faded) }, inCall)
  other.feature.onSnapshot({ ...inCall, ...callsOf() }, { ...inCall, ...callsOf(faded) })
  expect(await other.heard()).toEqual(['callEnded'])
})

it('a dial that was refused is no end of a call', async () => {
  const bar = listen(tones, { ...inCall, ...callsOf() })
  bar.plan('dial', says('execute_failed'))
  await bar.bus.dispatch({ id: 'call.dial', argument: '1133334444', source: 'cli' })
  expect(await bar.heard()).toEqual(['refused'])
})

it('a break that is over is heard once, and not beside the reminder’s own notification', async () => {
  const over = notice(
    'break-limit',
    'warning',
    { key: 'break_limit_over', values: { name: 'Lanche' } },
    steadyTime(7),
  )
  const now = { ...inCall, notices: [over] }
  const later = {
    ...now,
    notices: [over, notice('lock', 'warning', { key: 'lock_propose_break' }, steadyTime(8))],
  }
  for (const [changes, expected] of [
    [tones, ['breakOver']],
    [speech, [say(over.sentence, 'en')]],
    [{ ...speech, 'breaks.notify': true }, []],
  ] as const) {
    const bar = listen(changes)
    bar.feature.onSnapshot(now, inCall)
    bar.feature.onSnapshot(later, now)
    expect(await bar.heard()).toEqual(expected)
  }
})

it('one sentence for each outcome, in the order of the outcomes', async () => {
  const bar = listen(speech)
  await bar.bus.dispatch({ id: 'call.toggleHold', source: 'hotkey' })
  await bar.bus.dispatch({ id: 'call.retrieve', source: 'hotkey' })
  await bar.bus.dispatch({ id: 'agent.login', source: 'cli' })
  await bar.bus.dispatch({ id: 'call.hangUp', source: 'tray' })
  expect(await bar.heard()).toEqual([
    'On hold.',
    'Retrieved.',
    'Log in: You are already logged in.',
    'Call ended.',
  ])
})

it('a press that repeats another is heard once', async () => {
  const bar = listen(speech)
  let answer: () => void = () => undefined
  bar.plan('hold', () => new Promise((resolve) => (answer = () => resolve({ ok: true, value: {} }))))
  const first = bar.bus.dispatch({ id: 'call.hold', source: 'hotkey' })
  const second = bar.bus.dispatch({ id: 'call.hold', source: 'tray' })
  await new Promise((resolve) => setImmediate(resolve))
  answer()
  await Promise.all([first, second])
  expect(await bar.heard()).toEqual(['On hold.'])
})

it('what is pressed in a window is not heard, nor what a focused window reads by itself', async () => {
  const bar = listen(speech)
  await bar.bus.dispatch({ id: 'call.hold', source: 'bar' })
  bar.focus()
  await bar.bus.dispatch({ id: 'call.retrieve', source: 'hotkey' })
  expect(await bar.heard()).toEqual([])
})

it('bar.say is heard whatever the setting, once, with the focus too, and leaves nothing open', async () => {
  const bar = listen({})
  bar.focus()
  const outcome = await bar.bus.dispatch({ id: 'bar.say', source: 'hotkey' })
  expect(outcome.ok).toBe(true)
  expect(await bar.heard()).toEqual([
    expect.stringMatching(/^Available, .* You may: Hang up, Hold/),
    'closed',
  ])
  const speaking = listen(speech)
  await speaking.bus.dispatch({ id: 'bar.say', source: 'cli' })
  expect(await speaking.heard()).toHaveLength(1)
})

it('while a command waits for its answer nothing is said', async () => {
  const bar = listen(speech)
  bar.plan('hold', never)
  void bar.bus.dispatch({ id: 'call.hold', source: 'hotkey' })
  expect(await bar.heard()).toEqual([])
})

it('switched off, it gives back what it had opened', async () => {
  const bar = listen(tones)
  await bar.bus.dispatch({ id: 'call.hold', source: 'hotkey' })
  await bar.heard()
  const off = listen({})
  off.feature.onSettings(settingsWith({})())
  expect(await off.heard()).toEqual([])
  expect(off.opened()).toBe(0)
})
