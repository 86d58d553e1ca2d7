import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { branch } from '../../../../../src/shared/ids'
import type { Reported, Snapshot } from '../../../../../src/shared/snapshot/state'
import { viewOf } from '../../../../../src/shared/snapshot/view'
import { failed, ok } from '../../../../../src/shared/result'
import { busOf, createFakeCore, readySnapshot, says } from '../../../../support/core'

const unknown = { answered: null, answeredSeconds: null, missed: null, outbound: null, outboundSeconds: null }
const reported = (standing: Reported['standing'], status: string): Reported => ({
  standing,
  status,
  branch: branch('2000'),
  isListed: true,
  at: steadyTime(1),
  since: steadyTime(1),
  inferred: false,
  counters: unknown,
  missedInRow: 0,
})
const heard = { phase: 'fresh', confirmedAt: steadyTime(1), failingSince: null, failure: null } as const
const seen = (standing: Reported['standing'], status: string): Snapshot => ({
  ...readySnapshot,
  sync: heard,
  reported: reported(standing, status),
})
const available = seen('available', 'Available')
const onDemand = seen('available', 'Available (On Demand)')
const atLunch: Snapshot = {
  ...seen('onBreak', 'On Break'),
  asked: { standing: 'onBreak', since: steadyTime(1), breakId: 'b2', confirmed: true, contradictions: 0 },
}

const begin = (snapshot: Snapshot) => {
  const fake = createFakeCore(snapshot)
  const bus = busOf(fake.core)
  const names = () => fake.requests.map(({ endpoint }) => endpoint)
  return { ...fake, bus, names }
}

describe('logging out from a break', () => {
  it('is a return and a logout, by one press, each with its line in the ledger', async () => {
    const { core, bus, names } = begin(atLunch)
    expect(await bus.dispatch({ id: 'agent.logout', source: 'bar' })).toEqual({ ok: true })
    expect(names()).toEqual(['returnBreak', 'logout'])
    expect(core.store.get().intents.map(({ command, state }) => [command, state])).toEqual([
      ['break.end', 'accepted'],
      ['agent.logout', 'accepted'],
    ])
    expect(viewOf(core.store.get()).standing).toBe('loggedOut')
  })

  it('stops where the return is refused, says so, and leaves the agent on the break', async () => {
    const { core, bus, names, plan } = begin(atLunch)
    plan('returnBreak', says('execute_failed'))
    const outcome = await bus.dispatch({ id: 'agent.logout', source: 'bar' })
    expect(outcome).toMatchObject({ ok: false, why: 'failed', sentence: { key: 'return_failed_first' } })
    expect(names()).toEqual(['returnBreak'])
    expect(viewOf(core.store.get())).toMatchObject({ standing: 'onBreak', break: { name: 'Almoço' } })
  })

  it('says that the agent is back but not logged out, where that is so', async () => {
    const { core, bus, plan } = begin(atLunch)
    plan('logout', says('unsaid'))
    const outcome = await bus.dispatch({ id: 'agent.logout', source: 'bar' })
    expect(outcome).toMatchObject({ ok: false, sentence: { key: 'returned_not_logged_out' } })
    expect(viewOf(core.store.get()).standing).toBe('available')
  })

  it('does not send the logout after a return whose answer was lost', async () => {
    const { bus, names, plan } = begin(atLunch)
    plan('returnBreak', says('timed_out', 'maybe'))
    expect(await bus.dispatch({ id: 'agent.logout', source: 'bar' })).toMatchObject({
      ok: false,
      why: 'unknown',
      sentence: { key: 'return_failed_first' },
    })
    expect(names()).toEqual(['returnBreak'])
  })

  it('goes by way of a return, too, where the PABX has nothing to say to a logout', async () => {
    const { core, bus, names, plan } = begin(onDemand)
    plan('logout', says('unsaid'))
    expect(await bus.dispatch({ id: 'agent.logout', source: 'bar' })).toEqual({ ok: true })
    expect(names()).toEqual(['logout', 'returnBreak', 'logout'])
    expect(viewOf(core.store.get()).standing).toBe('loggedOut')
  })
})

describe('a break after a break', () => {
  it('is a return and a break, by one press', async () => {
    const { core, bus, names, sent } = begin(atLunch)
    expect(await bus.dispatch({ id: 'break.start', argument: 'Lanche', source: 'cli' })).toEqual({ ok: true })
    expect(names()).toEqual(['returnBreak', 'setBreak'])
    expect(sent('setBreak')[0]?.request).toMatchObject({ break_id: 'b1' })
    expect(viewOf(core.store.get()).break?.name).toBe('Lanche')
  })

  it('is refused where it is the same', async () => {
    const { bus, names } = begin(atLunch)
    expect(await bus.dispatch({ id: 'break.start', argument: 'b2', source: 'cli' })).toMatchObject({
      why: 'refused',
      sentence: { key: 'reason_on_break' },
    })
    expect(names()).toEqual([])
  })

  it('that fails leaves the agent available, and says so', async () => {
    const { core, bus, plan } = begin(atLunch)
    plan('setBreak', says('execute_failed'))
    expect(await bus.dispatch({ id: 'break.start', argument: 'b1', source: 'cli' })).toMatchObject({
      sentence: { key: 'returned_not_on_break' },
    })
    expect(viewOf(core.store.get()).standing).toBe('available')
  })

  it('takes the same way where "Available (On Demand)" is not enough for a break', async () => {
    const { bus, names, plan } = begin(onDemand)
    plan('setBreak', says('execute_failed'))
    expect(await bus.dispatch({ id: 'break.start', argument: 'b1', source: 'cli' })).toEqual({ ok: true })
    expect(names()).toEqual(['setBreak', 'returnBreak', 'setBreak'])
  })

  it('is one request for an agent who is available, whatever comes back', async () => {
    const { bus, names, plan } = begin(available)
    plan('setBreak', says('execute_failed'))
    expect(await bus.dispatch({ id: 'break.start', argument: 'b1', source: 'cli' })).toMatchObject({
      ok: false,
    })
    expect(names()).toEqual(['setBreak'])
  })
})

describe('a login that is not found', () => {
  it('says that the PABX does not know the agent where it has no break list either', async () => {
    const { core, bus, plan } = begin(readySnapshot)
    plan('login', says('not_found_failed'))
    plan('getBreakList', says('not_found_failed'))
    await bus.dispatch({ id: 'agent.login', source: 'bar' })
    expect(core.store.get().notices).toMatchObject([
      { sentence: { key: 'agent_unknown', values: { agent: 'DEV' } }, mend: { command: 'settings.open' } },
    ])
  })

  it('offers the return where it does: it answers so during a break', async () => {
    const { core, bus, plan, names } = begin(readySnapshot)
    plan('login', says('not_found_failed'))
    plan('getBreakList', ok({ result: [] }))
    await bus.dispatch({ id: 'agent.login', source: 'bar' })
    expect(core.store.get().notices).toMatchObject([
      { sentence: { key: 'login_refused' }, mend: { command: 'break.end' } },
    ])
    expect(await bus.dispatch({ id: 'break.end', source: 'bar' })).toEqual({ ok: true })
    expect(names()).toEqual(['login', 'getBreakList', 'returnBreak'])
    expect(core.store.get().notices).toEqual([])
  })

  it('offers the return where the break list cannot be had', async () => {
    const { core, bus, plan } = begin(readySnapshot)
    plan('login', says('not_found_failed'))
    plan('getBreakList', failed({ kind: 'timed_out', acted: 'no' }))
    await bus.dispatch({ id: 'agent.login', source: 'bar' })
    expect(core.store.get().notices[0]?.sentence.key).toBe('login_refused')
  })

  it('is not sent to a PABX that reports a break', async () => {
    const { bus, names } = begin(seen('onBreak', 'On Break'))
    expect(await bus.dispatch({ id: 'agent.login', source: 'bar' })).toMatchObject({
      sentence: { key: 'reason_return_instead' },
    })
    expect(names()).toEqual([])
  })
})
