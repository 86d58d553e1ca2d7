import { afterEach, describe, expect, it } from 'vitest'
import { steadyTime } from '../../src/shared/time'
import type { Bar } from '../../src/main/core/kernel/bar'
import type { BarPorts } from '../../src/main/core/kernel/bar-ports'
import type { TextFile } from '../../src/main/core/kernel/ports'
import { notice } from '../../src/shared/snapshot/notices'
import type { History } from '../../src/shared/history/history'
import type { TeamBoard } from '../../src/shared/ipc/queries'
import { valuesOf } from '../../src/shared/i18n/say'
import { ok } from '../../src/shared/result'
import { createFakeClock } from '../support/clock'
import { createFakePabx } from '../support/core'
import { listedAgent } from '../support/samples'
import { startShift, type Shift } from '../support/simulated'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const started: Shift[] = []
afterEach(async () => {
  for (const shift of started.splice(0)) await shift.end()
})

/** A file that can be made to refuse, and that counts how often it is asked to write. */
function fileOf(text: string | null = null) {
  const disk = { text, writes: 0, refuses: false }
  const file: TextFile = {
    read: () => Promise.resolve(disk.text),
    write: (next) => {
      disk.writes += 1
      if (disk.refuses) return Promise.reject(new Error('ENOSPC'))
      disk.text = next
      return Promise.resolve()
    },
  }
  return { disk, file }
}

async function begin({
  memory = fileOf(),
  history = fileOf(),
  disk = null as Shift['disk'] | null,
  beforeStart = (_bar: Bar): void => undefined,
} = {}) {
  const clock = createFakeClock()
  const fake = createFakePabx()
  const errors: string[] = []
  const ports = {
    clock,
    pabx: () => fake.pabx,
    memory: memory.file,
    history: history.file,
    log: { info: () => undefined, warn: () => undefined, error: (message) => errors.push(message) },
  } satisfies Partial<BarPorts>
  const shift = await startShift(disk, null, ports, beforeStart)
  started.push(shift)
  const { bar } = shift
  const press = (id: string, argument?: unknown) => bar.bus.dispatch({ id, argument, source: 'bar' })
  const call = async (number: string): Promise<void> => {
    const pressed = press('call.dial', number)
    await clock.advance(1)
    await pressed
    await clock.advance(1_000)
    await press('call.hangUp')
  }
  const numbers = async () =>
    ((await bar.query('history.read', undefined)) as History).calls.map(({ number }) => number)
  const save = async (values: Record<string, unknown>): Promise<void> => {
    const draft = { values, key: null, leaving: 'stay' }
    expect(
      await bar.bus.dispatch({ id: 'settings.save', source: 'settings', argument: draft }),
    ).toMatchObject({ ok: true })
    await clock.advance(1)
  }
  return { ...shift, clock, fake, errors, press, call, numbers, save, memory, history }
}

describe('a disk that refuses', () => {
  it('is told once, tried again at growing intervals, and no longer complained of once it takes', async () => {
    const memory = fileOf()
    memory.disk.refuses = true
    const { bar, clock, errors, press } = await begin({ memory })
    const told = () => bar.store.get().notices.filter(({ id }) => id === 'memory')
    await clock.advance(60_000)
    expect(told()).toHaveLength(1)
    expect(errors.filter((message) => message === 'memory not kept')).toHaveLength(1)
    expect(memory.disk.writes).toBeGreaterThan(3)
    expect(memory.disk.writes).toBeLessThan(12)

    // Put away, it is not told of again while the same trouble lasts.
    await press('notice.dismiss', 'memory')
    await clock.advance(120_000)
    expect(told()).toEqual([])

    memory.disk.refuses = false
    await clock.advance(120_000)
    expect(memory.disk.text).not.toBeNull()
    memory.disk.refuses = true
    await press('call.adopt', { id: 'a-call-of-ours', number: '1133334444' })
    expect(told()).toHaveLength(1)
    memory.disk.refuses = false
    await clock.advance(120_000)
    expect(told()).toEqual([])
    expect(memory.disk.text).toContain('a-call-of-ours')
  })
})

describe('what the run before left', () => {
  it('is not written over by what is told, pressed or starred before it was read', async () => {
    const memory = fileOf()
    const history = fileOf()
    const first = await begin({ memory, history })
    await first.press('call.adopt', { id: 'the-call', number: '1133334444' })
    await first.bar.stop()
    expect(memory.disk.text).toContain('the-call')

    const second = await begin({
      memory,
      history,
      disk: first.disk,
      beforeStart: (bar) => {
        bar.store.apply({
          type: 'noticed',
          notice: notice('wayland_limits', 'info', { key: 'wayland_limits' }, steadyTime(0)),
        })
        void bar.bus.dispatch({
          id: 'team.star',
          source: 'bar',
          argument: { name: 'SUPORTE.ANA', isFavourite: true },
        })
      },
    })
    expect(second.bar.store.get().call).toMatchObject({ id: 'the-call' })
    expect(await second.numbers()).toEqual(['1133334444'])
    expect(((await second.bar.query('history.read', undefined)) as History).favourites).toEqual([
      'SUPORTE.ANA',
    ])
  })
})

describe('what belongs to an agent', () => {
  it('is shown to no other one, and is there again when they are back', async () => {
    const { call, numbers, save, bar } = await begin()
    await call('1133334444')
    await bar.bus.dispatch({
      id: 'team.star',
      source: 'bar',
      argument: { name: 'SUPORTE.ANA', isFavourite: true },
    })
    expect(await numbers()).toEqual(['1133334444'])

    await save({ 'agent.name': 'ANOTHER' })
    expect(await numbers()).toEqual([])
    expect((await bar.query('team.read', undefined)) as TeamBoard).toMatchObject({ favourites: [] })
    await call('1199999999')
    expect(await numbers()).toEqual(['1199999999'])

    await save({ 'agent.name': 'DEV' })
    expect(await numbers()).toEqual(['1133334444'])
    expect((await bar.query('team.read', undefined)) as TeamBoard).toMatchObject({
      favourites: ['SUPORTE.ANA'],
    })
  })

  it('keeps the destinations of transfers apart', async () => {
    const { press, save, bar, clock } = await begin()
    await press('call.dial', '1133334444')
    await press('call.transfer', '2001')
    await clock.advance(1)
    expect(bar.store.get().recentTransfers).toEqual(['2001'])
    await save({ 'pabx.companyId': 'another-company' })
    expect(bar.store.get().recentTransfers).toEqual([])
  })

  it('leaves the quarters and trends of the team with the agent who saw them', async () => {
    const { bar, save, fake, clock } = await begin()
    const list = ok({ result: { logged_in_agents: [listedAgent], logged_out_agents: [] } })
    fake.plan('getAgentList', ...Array.from({ length: 5 }, () => list))
    bar.pollNow()
    await clock.advance(1)
    const board = async () => (await bar.query('team.read', undefined)) as TeamBoard
    expect(await board()).toMatchObject({
      members: [{ name: 'DEV' }],
      shift: { quarters: [{ answered: 0 }] },
    })
    fake.plan('getAgentList', () => new Promise(() => undefined))
    await save({ 'agent.name': 'ANOTHER' })
    expect(await board()).toMatchObject({ members: [], samples: { trends: [] }, shift: { quarters: [] } })
  })

  it('of a file of an older version is whoever is set up when it is first read', async () => {
    const clock = createFakeClock()
    const older = {
      calls: [{ number: '1133334444', direction: 'outbound', at: clock.now() }],
      breaks: [],
      transfers: ['2001'],
      favourites: ['SUPORTE.ANA'],
    }
    const history = fileOf(JSON.stringify(older))
    const { numbers, save, bar } = await begin({ history })
    expect(await numbers()).toEqual(['1133334444'])
    expect(bar.store.get().recentTransfers).toEqual(['2001'])
    await save({ 'agent.name': 'ANOTHER' })
    expect(await numbers()).toEqual([])
    await save({ 'agent.name': 'DEV' })
    expect(await numbers()).toEqual(['1133334444'])
  })
})

describe('the wall clock', () => {
  it('that went on during an unseen sleep is followed with the next poll', async () => {
    const { bar, clock, press } = await begin()
    await press('call.adopt', { id: 'the-call', number: '1133334444' })
    const at = bar.store.get().call?.startedAt ?? 0
    clock.sleepUnseen(2 * HOUR)
    await clock.advance(10_000)
    expect(bar.pushed('bar').now - at).toBeGreaterThanOrEqual(2 * HOUR)
  })

  it('that is set back makes no duration negative, and times of day true', async () => {
    const { bar, clock, press, memory } = await begin()
    await press('call.adopt', { id: 'the-call', number: '1133334444' })
    const at = bar.store.get().call?.startedAt ?? 0
    clock.setBack(3 * HOUR)
    await clock.advance(10_000)
    expect(bar.pushed('bar').now - at).toBe(10_000)
    expect(bar.store.get().clockAhead).toBe(3 * HOUR)
    expect(memory.disk.text).toContain(`"startedAt":${String(at - 3 * HOUR)}`)
  })
})

describe('history.keepDays', () => {
  it('runs by the clock, for every agent, whether or not anything happens', async () => {
    const history = fileOf()
    const { call, save, clock } = await begin({ history })
    await save({ 'history.keepDays': 1, 'sync.intervalSeconds': 300 })
    await call('1133334444')
    await save({ 'agent.name': 'ANOTHER' })
    expect(history.disk.text).toContain('1133334444')
    await clock.advance(DAY + 2 * HOUR)
    expect(history.disk.text).not.toContain('1133334444')
  })

  it('of nothing empties the history when it is set', async () => {
    const history = fileOf()
    const { call, numbers, save } = await begin({ history })
    await call('1133334444')
    await save({ 'history.keepDays': 0 })
    expect(await numbers()).toEqual([])
    expect(history.disk.text).not.toContain('1133334444')
  })
})

it('the bar has stopped when the history is on disk too', async () => {
  const history = fileOf()
  let finish: () => void = () => undefined
  let written = false
  const slow: TextFile = {
    ...history.file,
    write: () =>
      new Promise((resolve) => {
        finish = () => {
          written = true
          resolve()
        }
      }),
  }
  const { bar, press } = await begin({ history: { ...history, file: slow } })
  void press('call.adopt', { id: 'the-call', number: '1133334444' })
  await new Promise((resolve) => setImmediate(resolve))
  setTimeout(() => finish(), 20)
  await bar.stop()
  expect(written).toBe(true)
})

it('a failure outlives a restart, whatever else was told and pressed after it', async () => {
  const memory = fileOf()
  const first = await begin({ memory })
  first.fake.plan('dial', () =>
    Promise.resolve({ ok: false, error: { kind: 'interrupted', acted: 'maybe' } }),
  )
  await first.press('call.dial', '1133334444')
  await first.press('call.forget')
  first.fake.plan('dial', () =>
    Promise.resolve({ ok: false, error: { kind: 'interrupted', acted: 'maybe' } }),
  )
  await first.press('call.dial', '1199999999')
  for (let time = 0; time < 60; time++) {
    first.bar.store.apply({
      type: 'noticed',
      notice: notice(`polled-callMissed-${time}`, 'info', { key: 'remote_call_missed' }, first.clock.now()),
    })
    await first.press('agent.login')
    await first.press('agent.logout')
  }
  await first.bar.stop()
  const second = await begin({ memory, disk: first.disk })
  const told = second.bar.store.get().notices.filter(({ tone }) => tone === 'failure')
  expect(told.map(({ sentence }) => valuesOf(sentence)['number'])).toEqual(['1199999999'])
})
