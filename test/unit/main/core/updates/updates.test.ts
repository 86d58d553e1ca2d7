import { describe, expect, it } from 'vitest'
import { callKey, intentId } from '../../../../../src/shared/ids'
import { busyWith } from '../../../../../src/shared/snapshot/busy'
import { stepUpdate, type UpdateState } from '../../../../../src/shared/updates/updates'
import { rules } from '../../../../../src/shared/commands/rules'
import { say } from '../../../../../src/shared/i18n/say'
import { locales } from '../../../../../src/shared/i18n/locale'
import { failed, ok } from '../../../../../src/shared/result'
import { createUpdates } from '../../../../../src/main/core/updates/updates'
import type { Updater } from '../../../../../src/main/core/kernel/ports'
import { createFakeCore } from '../../../../support/core'

const FEED = 'https://updates.example.com/bar'
const HOUR = 60 * 60_000
/** The first check at the latest: two minutes, and eight to spread the desks. */
const FIRST = 10 * 60_000

type Plan = {
  feed?: string
  key?: boolean
  check?: Updater['check']
  download?: Updater['download']
  quiet?: boolean
}

function start({ feed = FEED, key = true, check, download, quiet = true }: Plan = {}) {
  const fake = createFakeCore()
  const asked: string[] = []
  const world = { feed, busy: false }
  const updater: Updater = {
    hasKey: () => Promise.resolve(key),
    check: (url, signal) => {
      asked.push(`check ${url}`)
      return check === undefined ? Promise.resolve(ok({ version: '9.0.0' })) : check(url, signal)
    },
    download: (signal) => {
      asked.push('download')
      return download === undefined ? Promise.resolve(ok(null)) : download(signal)
    },
    isQuiet: () => quiet,
    restart: () => asked.push('restart'),
  }
  const updates = createUpdates({
    ...fake.core,
    updater,
    random: () => 1,
    feedUrl: () => world.feed,
    busy: () => [...busyWith(fake.core.store.get()), ...(world.busy ? (['rows'] as const) : [])],
  })
  const { store } = fake.core
  store.subscribe(updates.onSnapshot)
  return {
    ...fake,
    asked,
    updates,
    world,
    store,
    phase: () => store.get().update.phase,
    told: () => store.get().notices.find(({ id }) => id === 'update') ?? null,
    dial: () =>
      store.apply({
        type: 'callPlacing',
        key: callKey('k1'),
        consultFor: null,
        number: '11',
        at: fake.clock.now(),
      }),
    hangUp: () => store.apply({ type: 'callEnded', key: callKey('k1') }),
  }
}

describe('updates', () => {
  it('without an address ask nothing, load nothing, and say so to who asks', async () => {
    const { updates, asked, clock, phase, store, told } = start({ feed: '' })
    await updates.follow()
    await clock.advance(24 * HOUR)
    expect([asked, phase(), told()]).toEqual([[], 'off', null])
    expect(rules['update.check'](store.get())).toEqual({ key: 'update_off' })
  })

  it.each([
    ['http://updates.example.com', true, 'insecure_feed'],
    ['https://', true, 'insecure_feed'],
    [FEED, false, 'no_key'],
  ] as const)('at %s, a key: %s, there are none, and the bar says why', async (feed, key, why) => {
    const { updates, asked, clock, told } = start({ feed, key })
    await updates.follow()
    expect(told()?.sentence.key).toBe(`update_${why}`)
    await clock.advance(24 * HOUR)
    expect(asked).toEqual([])
    expect(await updates.check()).toMatchObject({ ok: false, sentence: { key: `update_${why}` } })
  })

  it('are looked for some minutes after the start and then every few hours', async () => {
    const { updates, asked, clock } = start({ check: () => Promise.resolve(ok(null)) })
    await updates.follow()
    await clock.advance(FIRST - 1)
    expect(asked).toEqual([])
    await clock.advance(1)
    expect(asked).toEqual([`check ${FEED}`])
    await clock.advance(24 * HOUR)
    expect(asked.length).toBe(6)
  })

  it('are fetched and offered with one press, and not asked for again', async () => {
    const { updates, asked, clock, phase, told } = start()
    await updates.follow()
    await clock.advance(24 * HOUR)
    expect(asked).toEqual([`check ${FEED}`, 'download'])
    expect(phase()).toBe('ready')
    expect(told()).toMatchObject({
      sentence: { key: 'update_ready', values: { version: '9.0.0' } },
      mend: { command: 'update.install' },
    })
  })

  it('wait for the end of a call before anything is fetched', async () => {
    const { updates, asked, clock, dial, hangUp } = start()
    await updates.follow()
    dial()
    await clock.advance(FIRST + HOUR)
    expect(asked).toEqual([])
    hangUp()
    await clock.advance(5 * 60_000)
    expect(asked).toEqual([`check ${FEED}`, 'download'])
  })

  it('restart the bar at once where it is idle', async () => {
    const { updates, asked } = start()
    await updates.check()
    expect(updates.install()).toMatchObject({ ok: true })
    expect(asked.at(-1)).toBe('restart')
    expect(updates.atQuit()).toEqual({ install: true, restart: true })
  })

  it('never restart it during a call, a command under way or an open report', async () => {
    const { updates, asked, clock, dial, hangUp, store, world, phase } = start()
    await updates.check()
    dial()
    expect(updates.install()).toMatchObject({ sentence: { key: 'update_waiting' } })
    await clock.advance(HOUR)
    expect([asked.includes('restart'), phase()]).toEqual([false, 'waiting'])
    expect(updates.atQuit()).toEqual({ install: false, restart: false })
    const intent = {
      id: intentId('i'),
      command: 'agent.logout',
      subject: null,
      callId: null,
      callKey: null,
      state: 'sent',
    } as const
    store.apply({ type: 'intentSent', intent: { ...intent, sentAt: clock.now(), error: null, aim: null } })
    hangUp()
    await clock.advance(HOUR)
    expect(asked).not.toContain('restart')
    world.busy = true
    store.apply({ type: 'intentSettled', id: intentId('i'), state: 'accepted', error: null, at: clock.now() })
    await clock.advance(HOUR)
    expect(asked).not.toContain('restart')
    world.busy = false
    await clock.advance(5_000)
    expect(asked.filter((what) => what === 'restart').length).toBe(1)
  })

  it('a restart that waits is called off by dismissing what was told', async () => {
    const { updates, asked, clock, dial, hangUp, store, phase, told } = start()
    await updates.check()
    dial()
    updates.install()
    store.apply({ type: 'noticeDismissed', id: 'update' })
    expect([phase(), told()]).toEqual(['ready', null])
    hangUp()
    await clock.advance(HOUR)
    expect(asked).not.toContain('restart')
    // It is still put in place when the bar is quit.
    expect(updates.atQuit()).toEqual({ install: true, restart: false })
  })

  it('are put in place at a quit only where nobody is asked for a password, and never during a call', async () => {
    const asking = start({ quiet: false })
    await asking.updates.check()
    expect(asking.updates.atQuit()).toEqual({ install: false, restart: false })
    const { updates, dial } = start()
    expect(updates.atQuit()).toEqual({ install: false, restart: false })
    await updates.check()
    expect(updates.atQuit()).toEqual({ install: true, restart: false })
    dial()
    expect(updates.atQuit()).toEqual({ install: false, restart: false })
  })

  it.each(['unsigned', 'forged', 'damaged'] as const)(
    '%s are refused aloud, and looked for later',
    async (why) => {
      const answers = [failed(why), ok(null)]
      const check = () => Promise.resolve(answers.shift() ?? ok(null))
      const { updates, clock, told, phase } = start({ check })
      expect(await updates.check()).toEqual({ ok: false, why: 'failed', sentence: { key: `update_${why}` } })
      expect(told()?.sentence.key).toBe(`update_${why}`)
      expect(updates.atQuit()).toEqual({ install: false, restart: false })
      await clock.advance(5 * HOUR)
      expect([phase(), told()]).toEqual(['idle', null])
    },
  )

  it('a download that is not what was signed is refused', async () => {
    const { updates, told, phase } = start({ download: () => Promise.resolve(failed('damaged')) })
    await updates.check()
    expect([phase(), told()?.sentence.key]).toEqual(['idle', 'update_damaged'])
  })

  it('that cannot be reached trouble nobody but who asks', async () => {
    const { updates, told } = start({ check: () => Promise.resolve(failed('unreachable')) })
    expect(await updates.check()).toMatchObject({ ok: false, sentence: { key: 'update_unreachable' } })
    expect(told()).toBeNull()
  })

  it('another address voids what was under way and what was ready', async () => {
    let answer: (found: { ok: true; value: { version: string } }) => void = () => undefined
    const check = () => new Promise<{ ok: true; value: { version: string } }>((resolve) => (answer = resolve))
    const { updates, asked, phase, world, told } = start({ check })
    const checked = updates.check()
    await Promise.resolve()
    await Promise.resolve()
    await Promise.resolve()
    expect(phase()).toBe('checking')
    world.feed = ''
    await updates.follow()
    answer(ok({ version: '9.0.0' }))
    await checked
    expect([asked.includes('download'), phase(), told()]).toEqual([false, 'off', null])

    const ready = start()
    await ready.updates.check()
    ready.world.feed = ''
    await ready.updates.follow()
    expect([ready.phase(), ready.told()]).toEqual(['off', null])
    expect(ready.updates.atQuit().install).toBe(false)
  })
})

describe('the state of updates', () => {
  const states: UpdateState[] = [
    { phase: 'off' },
    { phase: 'impossible', why: 'no_key' },
    { phase: 'idle', trouble: null },
    { phase: 'checking' },
    { phase: 'downloading', version: '9.0.0' },
    { phase: 'ready', version: '9.0.0' },
    { phase: 'waiting', version: '9.0.0' },
  ]

  it('becomes ready from a download alone, and waits from ready alone', () => {
    const to = (type: 'downloaded' | 'installAsked') =>
      states.map((state) => stepUpdate(state, { type }).phase)
    expect(to('downloaded')).toEqual(['off', 'impossible', 'idle', 'checking', 'ready', 'ready', 'waiting'])
    expect(to('installAsked')).toEqual([
      'off',
      'impossible',
      'idle',
      'checking',
      'downloading',
      'waiting',
      'waiting',
    ])
  })

  it('has a sentence in every language, short enough for the bar', () => {
    const { core } = createFakeCore()
    for (const update of states) {
      const verdict = rules['update.install']({ ...core.store.get(), update })
      expect(verdict === true).toBe(update.phase === 'ready')
      if (verdict !== true)
        for (const locale of locales) expect(say(verdict, locale).length).toBeLessThan(110)
    }
  })
})
