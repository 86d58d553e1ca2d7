import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { createSync } from '../../../../../src/main/core/polling/sync'
import { nextDelay } from '../../../../../src/main/core/polling/sync-schedule'
import { ok } from '../../../../../src/shared/result'
import { createFakeCore, never, says } from '../../../../support/core'
import { listedAgent } from '../../../../support/samples'

const available = ok({ result: { logged_in_agents: [listedAgent], logged_out_agents: [] } })

const boom = (): never => {
  throw new Error('boom')
}

const start = () => {
  const fake = createFakeCore()
  const sync = createSync({ ...fake.core, random: () => 0.5 })
  return { ...fake, sync, polls: () => fake.sent('getAgentList').length }
}

describe('polling', () => {
  it('asks at once, then each interval, and shows what the PABX says', async () => {
    const { sync, clock, core, plan, polls } = start()
    plan('getAgentList', available, available, available)
    sync.wake()
    await clock.advance(1)
    expect(core.store.get().reported).toMatchObject({ standing: 'available', branch: '2000' })
    await clock.advance(10_000)
    expect(polls()).toBe(3)
  })

  it('asks every second for ten seconds after a command', async () => {
    const { sync, clock, polls } = start()
    sync.poke(true)
    await clock.advance(10_000)
    expect(polls()).toBeGreaterThanOrEqual(10)
    await clock.advance(20_000)
    expect(polls()).toBeLessThanOrEqual(17)
  })

  it('goes on after a bug, later each time, and says nothing new meanwhile', async () => {
    const { sync, clock, core, plan, asked, polls } = start()
    plan('getAgentList', boom, boom, ...Array.from({ length: 20 }, () => available))
    sync.wake()
    await clock.advance(1)
    expect(asked).toContain('bug in a poll')
    expect(core.store.get().sync.phase).toBe('idle')
    await clock.advance(10_000)
    expect(polls()).toBeGreaterThanOrEqual(3)
    expect(core.store.get().reported).toMatchObject({ standing: 'available' })
  })

  it('has one poll at a time', async () => {
    const { sync, clock, plan, polls } = start()
    plan('getAgentList', never)
    sync.wake()
    await clock.advance(1)
    sync.wake()
    sync.poke(false)
    await clock.advance(60_000)
    expect(polls()).toBe(1)
  })

  it('says which queue the PABX does not know, once, and goes on with the others', async () => {
    const { sync, clock, core, plan } = start()
    const { profile } = core.store.get()
    core.store.apply({ type: 'profileChanged', profile: { ...profile, queues: ['NO_SUCH', 'FILA'] } })
    plan('getAgentList', says('not_found_failed'), available, says('not_found_failed'), available)
    sync.wake()
    await clock.advance(1)
    const told = () => core.store.get().notices.filter(({ sentence }) => sentence.key === 'queue_unknown')
    expect(core.store.get()).toMatchObject({ sync: { phase: 'fresh' }, reported: { standing: 'available' } })
    expect(told()).toMatchObject([{ sentence: { values: { queue: 'NO_SUCH' } } }])
    core.store.apply({ type: 'noticeDismissed', id: 'queue-NO_SUCH' })
    await clock.advance(6_000)
    expect(told()).toEqual([])
  })

  it('says aloud what does not pass by itself, until it has', async () => {
    const { sync, clock, core, plan } = start()
    plan('getAgentList', says('insecure_http_refused'), available)
    sync.wake()
    await clock.advance(1)
    expect(core.store.get().notices).toMatchObject([{ id: 'poll', tone: 'failure' }])
    sync.wake()
    await clock.advance(1)
    expect(core.store.get().notices).toEqual([])
  })

  it('backs off while it fails, and is back at once when woken', async () => {
    const { sync, clock, plan, polls, core } = start()
    plan('getAgentList', ...Array.from({ length: 50 }, () => says('unreachable')))
    sync.wake()
    await clock.advance(120_000)
    expect(polls()).toBeLessThan(12)
    expect(core.store.get().sync).toMatchObject({ phase: 'failing', failure: { kind: 'unreachable' } })
    const before = polls()
    sync.wake()
    await clock.advance(1)
    expect(polls()).toBe(before + 1)
  })

  it('is back soon when a command was carried out meanwhile, and only then', async () => {
    const { sync, clock, plan, polls } = start()
    plan('getAgentList', ...Array.from({ length: 8 }, () => says('unreachable')))
    sync.wake()
    await clock.advance(60_000)
    const before = polls()
    sync.poke(false)
    await clock.advance(1)
    expect(polls()).toBe(before)
    sync.poke(true)
    await clock.advance(1)
    expect(polls()).toBe(before + 1)
  })

  it('asks an agent without breaks for them once, and one who moves to other queues again', async () => {
    const { sync, clock, core, sent } = start()
    sync.wake()
    await clock.advance(60_000)
    expect(sent('getBreakList')).toHaveLength(1)
    const { profile } = core.store.get()
    core.store.apply({ type: 'profileChanged', profile: { ...profile, queues: ['OTHER'] } })
    await clock.advance(60_000)
    expect(sent('getBreakList')).toHaveLength(2)
  })

  it('asks ever more seldom for a list of breaks that fails, until it has it', async () => {
    const { sync, clock, core, plan, sent } = start()
    core.store.apply({ type: 'breaksListed', breaks: [] })
    const lanche = { break_id: 'b1', break_name: 'Lanche', break_timeout: 5, break_digit: '1' }
    const failures = Array.from({ length: 5 }, () => says('server_failed'))
    plan('getBreakList', ...failures, ok({ result: [lanche] }))
    sync.wake()
    await clock.advance(120_000)
    expect(sent('getBreakList').length).toBeGreaterThan(1)
    expect(sent('getBreakList').length).toBeLessThan(6)
    await clock.advance(600_000)
    expect(core.store.get().breaks).toHaveLength(1)
    expect(sent('getBreakList')).toHaveLength(6)
  })

  it('stops at a refused key, and asks for it once', async () => {
    const { sync, clock, plan, polls, core } = start()
    plan('getAgentList', says('authentication_failed'))
    sync.wake()
    await clock.advance(300_000)
    expect(polls()).toBe(1)
    expect(core.store.get().notices.filter(({ id }) => id === 'key')).toHaveLength(1)
  })
})

describe('the schedule', () => {
  const pace = {
    intervalMs: 5_000,
    fastUntil: steadyTime(0),
    screenLocked: false,
    failures: 0,
    lastFailure: null,
  }

  it('keeps within a fifth of the interval', () => {
    expect(nextDelay(pace, steadyTime(1), 0)).toBeCloseTo(4_000)
    expect(nextDelay(pace, steadyTime(1), 0.999)).toBeLessThan(6_000)
  })

  it('is slower behind a locked screen', () => {
    expect(nextDelay({ ...pace, screenLocked: true }, steadyTime(1), 0.5)).toBe(30_000)
  })

  it('honours Retry-After, and backs off to a minute at most', () => {
    const busy = { kind: 'busy', acted: 'no', retryAfterMs: 42_000 } as const
    expect(nextDelay({ ...pace, failures: 1, lastFailure: busy }, steadyTime(1), 0)).toBe(42_000)
    expect(nextDelay({ ...pace, failures: 30, lastFailure: null }, steadyTime(1), 0.999)).toBeLessThanOrEqual(
      60_000,
    )
  })
})
