import { describe, expect, it } from 'vitest'
import type { Desktop } from '../../../../../src/main/core/kernel/ports'
import { commandIds, commandOf, type CommandId } from '../../../../../src/shared/commands/table'
import { say } from '../../../../../src/shared/i18n/say'
import { locales } from '../../../../../src/shared/i18n/locale'
import type { Snapshot } from '../../../../../src/shared/snapshot/state'
import { ok } from '../../../../../src/shared/result'
import type { EndpointName } from '../../../../../src/shared/vocom/endpoints'
import {
  activeCall,
  busOf,
  callsOf,
  createFakeCore,
  never,
  readySnapshot,
  says,
} from '../../../../support/core'
import { inCall } from '../../../../support/calls'

describe('the bus', () => {
  it('refuses a command that does not exist, and one whose argument is wrong', async () => {
    const { core, requests } = createFakeCore()
    const bus = busOf(core)
    expect(await bus.dispatch({ id: 'call.explode', source: 'cli' })).toMatchObject({
      ok: false,
      why: 'unknownCommand',
    })
    expect(await bus.dispatch({ id: '__proto__', source: 'cli' })).toMatchObject({
      ok: false,
      why: 'unknownCommand',
    })
    expect(await bus.dispatch({ id: 'call.dial', argument: 'abc', source: 'cli' })).toMatchObject({
      why: 'badArgument',
    })
    expect(await bus.dispatch({ id: 'call.hold', argument: 'x', source: 'cli' })).toMatchObject({
      why: 'badArgument',
    })
    expect(requests).toEqual([])
  })

  it.each(['bar', 'hotkey', 'tray'] as const)(
    'says why a command is off, not that its argument is missing, to a press without one (%s)',
    async (source) => {
      const { core, requests } = createFakeCore({
        ...readySnapshot,
        ...callsOf({ ...activeCall, phase: 'dialling' }),
      })
      const bus = busOf(core)
      const id = source === 'bar' ? 'call.dial' : 'call.transfer'
      expect(await bus.dispatch({ id, source })).toMatchObject({
        why: 'refused',
        sentence: { key: 'reason_call_being_placed' },
      })
      expect(requests).toEqual([])
    },
  )

  it.each(locales)('names the command in quotes where its argument is wrong (%s)', async (locale) => {
    const bus = busOf(createFakeCore().core)
    const presses = [
      { id: 'call.adopt', argument: 'no id' },
      { id: 'call.adopt' },
      { id: 'call.hold', argument: 'x' },
    ]
    for (const press of presses) {
      const outcome = await bus.dispatch({ ...press, source: 'cli' })
      const command = say({ key: commandOf(press.id as CommandId).label }, locale)
      expect(outcome.ok ? '' : say(outcome.sentence, locale)).toMatch(new RegExp(`[“«]${command}[”»]`))
    }
  })

  it.each(commandIds)('refuses %s from every surface that the table does not name', async (id) => {
    const others = (['bar', 'hotkey', 'tray', 'cli', 'link'] as const).filter(
      (surface) => !commandOf(id).surfaces.includes(surface),
    )
    for (const source of others) {
      const { core, requests } = createFakeCore(inCall)
      const argument = sample[commandOf(id).argument]
      const before = core.store.get()
      expect(await busOf(core).dispatch({ id, argument, source })).toMatchObject({
        ok: false,
        why: 'unknownCommand',
      })
      expect([requests, core.store.get()]).toEqual([[], before])
    }
  })

  it('writes the diagnostics where a command line says, and nowhere that a page says', async () => {
    const { core } = createFakeCore()
    const paths: (string | undefined)[] = []
    const desktop: Desktop = {
      ...core.desktop,
      exportDiagnostics: (path) => {
        paths.push(path)
        return Promise.resolve({ ok: true })
      },
    }
    const bus = busOf({ ...core, desktop })
    for (const source of ['cli', 'bar'] as const)
      await bus.dispatch({ id: 'diagnostics.export', argument: '/home/agent/.ssh/authorized_keys', source })
    expect(paths).toEqual(['/home/agent/.ssh/authorized_keys', undefined])
  })

  it('refuses what makes no sense, with the reason of the table', async () => {
    const { core, requests } = createFakeCore()
    const outcome = await busOf(core).dispatch({ id: 'call.hold', source: 'hotkey' })
    expect(outcome).toEqual({ ok: false, why: 'refused', sentence: { key: 'reason_no_call' } })
    expect(requests).toEqual([])
  })

  it('makes one request of a press that is repeated while it is under way', async () => {
    const { core, sent, plan } = createFakeCore(inCall)
    plan('hold', never)
    const bus = busOf(core)
    void bus.dispatch({ id: 'call.hold', source: 'bar' })
    void bus.dispatch({ id: 'call.hold', source: 'bar' })
    void bus.dispatch({ id: 'call.toggleHold', source: 'hotkey' })
    await Promise.resolve()
    expect(sent('hold')).toHaveLength(1)
    expect(sent('retrieve')).toHaveLength(0)
  })

  it('takes click and hotkey within a moment for one press, and two presses later for two', async () => {
    const { core, clock, sent } = createFakeCore(inCall)
    const bus = busOf(core)
    await bus.dispatch({ id: 'call.toggleHold', source: 'hotkey' })
    await clock.advance(100)
    await bus.dispatch({ id: 'call.toggleHold', source: 'bar' })
    expect([sent('hold').length, sent('retrieve').length]).toEqual([1, 0])
    await bus.dispatch({ id: 'call.retrieve', source: 'bar' })
    await bus.dispatch({ id: 'call.hold', source: 'bar' })
    expect([sent('hold').length, sent('retrieve').length]).toEqual([2, 1])
    await clock.advance(1_000)
    await bus.dispatch({ id: 'call.toggleHold', source: 'bar' })
    expect([sent('hold').length, sent('retrieve').length]).toEqual([2, 2])
  })

  it.each<[CommandId, CommandId, EndpointName, Snapshot]>([
    ['agent.logout', 'agent.login', 'logout', readySnapshot],
    ['agent.login', 'agent.logout', 'login', readySnapshot],
    ['call.hold', 'call.retrieve', 'hold', inCall],
  ])('does not answer %s for %s, pressed elsewhere', async (first, second, endpoint, snapshot) => {
    const { core, plan } = createFakeCore(snapshot)
    const answers: ((answer: ReturnType<typeof ok>) => void)[] = []
    plan(endpoint, () => new Promise((resolve) => answers.push(resolve)))
    const bus = busOf(core)
    const under = bus.dispatch({ id: first, source: 'bar' })
    const other = bus.dispatch({ id: second, source: 'cli' })
    await Promise.resolve()
    answers[0]?.(ok({}))
    expect(await under).toEqual({ ok: true })
    expect(await other).toMatchObject({ ok: false, why: 'refused' })
  })

  it('does not pass off another number for the one being dialled', async () => {
    const { core, sent, plan } = createFakeCore()
    plan('dial', never)
    const bus = busOf(core)
    void bus.dispatch({ id: 'call.dial', argument: '1111', source: 'cli' })
    const other = await bus.dispatch({ id: 'call.dial', argument: '2222', source: 'cli' })
    expect(other).toMatchObject({ ok: false, why: 'refused' })
    expect(sent('dial')).toHaveLength(1)
  })

  it('says in the bar what a hotkey could not do, once, and takes it back when it works', async () => {
    const { core, plan } = createFakeCore(inCall)
    const bus = busOf(core)
    const told = () => core.store.get().notices.map(({ sentence, tone }) => [sentence.key, tone])
    plan('hold', says('execute_failed'))
    await bus.dispatch({ id: 'call.toggleHold', source: 'hotkey' })
    await bus.dispatch({ id: 'break.end', source: 'hotkey' })
    expect(told()).toEqual([['press_failed', 'failure']])
    await bus.dispatch({ id: 'call.toggleHold', source: 'hotkey' })
    expect(told()).toEqual([])
  })

  it('tells a bug in one sentence, and logs it', async () => {
    const { core, asked, plan } = createFakeCore()
    plan('login', boom)
    const outcome = await busOf(core).dispatch({ id: 'agent.login', source: 'bar' })
    expect(outcome).toEqual({ ok: false, why: 'failed', sentence: { key: 'bug' } })
    expect(asked).toContain('bug in agent.login')
  })

  it('says in the bar that a hotkey met a bug, and leaves no command under way', async () => {
    const { core, plan, sent } = createFakeCore()
    plan('login', boom)
    const bus = busOf(core)
    await bus.dispatch({ id: 'agent.login', source: 'hotkey' })
    expect(core.store.get().notices).toMatchObject([
      { tone: 'failure', sentence: { key: 'press_failed', values: { what: { key: 'bug' } } } },
    ])
    expect(core.store.get().intents).toMatchObject([{ state: 'unknown' }])
    // The next press is a press of its own.
    expect(await bus.dispatch({ id: 'agent.login', source: 'hotkey' })).toEqual({ ok: true })
    expect(sent('login')).toHaveLength(2)
  })

  it('marks a refused key once the PABX refused it', async () => {
    const { core, plan } = createFakeCore()
    plan('login', says('authentication_failed'))
    await busOf(core).dispatch({ id: 'agent.login', source: 'bar' })
    expect(core.store.get().key).toBe('rejected')
    expect(core.store.get().sync.phase).toBe('paused')
  })

  it.each(commandIds)('%s has an answer on every surface it names', async (id) => {
    for (const source of commandOf(id).surfaces) {
      const { core } = createFakeCore(inCall)
      const outcome = await busOf(core).dispatch({ id, argument: sample[commandOf(id).argument], source })
      if (!outcome.ok) expect(['refused', 'failed', 'badArgument']).toContain(outcome.why)
    }
  })
})

const boom = (): never => {
  throw new Error('boom')
}

const sample: Record<string, unknown> = {
  none: undefined,
  optionalNumber: '1199999999',
  breakRef: 'b1',
  call: 'call-2',
  panel: 'breaks',
  noticeId: 'n1',
}

it('what a panel or a window asked for is answered there, and not said in the bar as well', async () => {
  const { core } = createFakeCore()
  const failed = { ok: false, why: 'failed', sentence: { key: 'key_retype' } } as const
  const bus = busOf(core, { 'history.exportTally': () => failed, 'reports.print': () => failed })
  expect(await bus.dispatch({ id: 'history.exportTally', source: 'bar' })).toEqual(failed)
  expect(await bus.dispatch({ id: 'reports.print', source: 'reports' })).toEqual(failed)
  expect(core.store.get().notices).toEqual([])
})
