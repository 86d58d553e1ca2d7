import { describe, expect, it } from 'vitest'
import type { Manners } from '../../src/simulator/manners'
import { act } from '../support/pabx'
import { curlHeader } from './document'
import {
  type Said,
  begin,
  simulator,
  raw,
  ask,
  identity,
  dev,
  lunch,
  login,
  dial,
  statusOf,
  status,
  refusal,
  silence,
  lists,
  names,
  named,
} from './spoken-to'

/** What each manner does when it is the only one. */
const alone: Record<keyof Manners, () => Promise<void>> = {
  htmlAnswers: async () => {
    await begin({ htmlAnswers: true })
    for (const key of [curlHeader, 'Basic eDp5']) {
      const answer = await raw('login', identity, key)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
      expect(((await answer.json()) as Said).response['status']).toBe(key === curlHeader ? 'ok' : 'error')
    }
  },
  notices: async () => {
    await begin({ notices: 'before' })
    expect(await (await raw('login', identity)).text()).toMatch(
      /^<br \/>\n<b>Notice<\/b>: .*\{"response":.*\}$/s,
    )
    act(simulator, 'manners', { notices: 'behind' })
    expect(await (await raw('login', identity)).text()).toMatch(
      /^\{"response":.*\}<br \/>\n<b>Notice<\/b>: /s,
    )
    act(simulator, 'manners', { notices: 'instead' })
    expect(await (await raw('login', identity)).text()).toMatch(/^<br \/>\n<b>Fatal error<\/b>: [^{}]*$/s)
  },
  saysNothing: async () => {
    await begin({ saysNothing: true })
    expect(await ask('logout', identity)).toMatchObject(silence)
    act(simulator, 'manners', { phone: 'notSeen' })
    expect(await dial()).toMatchObject({ ...silence, call_id: null })
  },
  dialRingsMs: async () => {
    await begin({ dialRingsMs: 40 })
    // The answer comes before the phone was seen in a call.
    expect(await dial()).toMatchObject(refusal('execute_failed'))
    expect(simulator.controls.world.calls).toEqual([])
    await expect.poll(() => simulator.controls.world.calls).toHaveLength(1)
    expect(simulator.controls.world.dials).toEqual([])
  },
  dialAnswersMs: async () => {
    await begin({ dialAnswersMs: 150 })
    const answer = dial()
    await expect.poll(() => simulator.controls.world.calls).toHaveLength(1)
    const id = simulator.controls.world.calls[0]?.id
    expect(simulator.controls.journal.at(-1)?.outcome).toBe('not answered yet')
    // The customer is gone before the bar has heard of the call.
    act(simulator, 'remote-hangup', { call_id: id })
    expect(await answer).toMatchObject({ status: 'ok', call_id: id })
    expect(simulator.controls.world).toMatchObject({ calls: [], dials: [] })
    expect(simulator.controls.journal.at(-1)?.outcome).toBe('ok')
  },
  phone: async () => {
    await begin({ phone: 'notSeen' })
    expect(await dial()).toMatchObject(refusal('execute_failed'))
    act(simulator, 'manners', { phone: 'noChannel' })
    expect(await dial()).toMatchObject(refusal('execute_failed'))
    expect(simulator.controls.world).toMatchObject({ calls: [], dials: [] })
  },
  oneCallEach: async () => {
    await begin({})
    const first = await dial()
    expect(await dial('1188887777')).toMatchObject(refusal('execute_failed'))
    await ask('hold', { ...dev, call_id: first['call_id'] })
    expect(await dial('1188887777')).toMatchObject({ status: 'ok' })
    act(simulator, 'manners', { oneCallEach: false, lines: 3 })
    expect(await dial('1177776666')).toMatchObject({ status: 'ok' })
    expect(simulator.controls.world.calls).toHaveLength(3)
  },
  lines: async () => {
    await begin({ lines: 1 })
    await login()
    const first = { ...dev, call_id: (await dial())['call_id'] }
    await ask('hold', first)
    expect(await dial('1188887777')).toMatchObject(refusal('execute_failed'))
    expect(() => act(simulator, 'inbound', { ...dev, number: '1133334444' })).toThrow('execute_failed')
    expect(simulator.controls.world).toMatchObject({ calls: [{ id: first.call_id }], dials: [] })
    act(simulator, 'manners', { lines: 2 })
    expect(await dial('1188887777')).toMatchObject({ status: 'ok' })
    expect(await dial('1177776666')).toMatchObject(refusal('execute_failed'))
    await ask('hangUp', first)
    act(simulator, 'inbound', { ...dev, number: '1133334444' })
    expect(simulator.controls.world.calls).toHaveLength(2)
  },
  autoHold: async () => {
    await begin({ oneCallEach: false, lines: 3, autoHold: true })
    await login()
    const states = () => simulator.controls.world.calls.map(({ state }) => state)
    const first = { ...dev, call_id: (await dial())['call_id'] }
    act(simulator, 'answer', { call_id: first.call_id })
    const second = { ...dev, call_id: (await dial('1188887777'))['call_id'] }
    expect(states()).toEqual(['held', 'ringing'])
    act(simulator, 'answer', { call_id: second.call_id })
    expect(states()).toEqual(['held', 'talking'])
    const third = act(simulator, 'inbound', { ...dev, number: '1133334444' })
    expect(states()).toEqual(['held', 'talking', 'ringing'])
    act(simulator, 'answer', { call_id: third })
    expect(states()).toEqual(['held', 'held', 'talking'])
    act(simulator, 'manners', { autoHold: false })
    await ask('retrieve', first)
    expect(states()).toEqual(['talking', 'held', 'talking'])
  },
  queuedMs: async () => {
    await begin({ queuedMs: 40 })
    const call = { ...dev, call_id: (await dial())['call_id'] }
    const state = () => simulator.controls.world.calls[0]?.state
    expect(await ask('hold', call)).toMatchObject({ status: 'ok' })
    expect(state()).toBe('ringing')
    await expect.poll(state).toBe('held')
    expect(await ask('retrieve', call)).toMatchObject({ status: 'ok' })
    await expect.poll(state).toBe('talking')
    expect(await ask('transfer', { ...call, to: '?' })).toMatchObject(refusal('params_failed'))
    expect(await ask('transfer', { ...call, to: '2001' })).toMatchObject({ status: 'ok' })
    await expect.poll(state).toBeUndefined()
    expect(await ask('hold', call)).toMatchObject({ status: 'ok' })
    expect(await ask('hangUp', call)).toMatchObject(refusal('not_found_failed'))
  },
  deadCallsOk: async () => {
    await begin({ deadCallsOk: true })
    const gone = { ...dev, call_id: 'nobody' }
    for (const name of ['hangUp', 'hold', 'retrieve'] as const)
      expect(await ask(name, gone)).toMatchObject({ ...dev, status: 'ok', status_type: '' })
    expect(await ask('transfer', { ...gone, to: '2001' })).toMatchObject({ status: 'ok' })
    expect(await ask('hangUp', { ...gone, agent: 'NOBODY' })).toMatchObject({ status: 'ok' })
  },
  strictLogin: async () => {
    await begin({ strictLogin: true })
    expect(await login()).toMatchObject({ status: 'ok' })
    expect(await login()).toMatchObject({ status: 'ok' })
    await ask('setBreak', lunch)
    expect(await login()).toMatchObject(refusal('not_found_failed'))
    expect(statusOf()).toBe('On Break')
  },
  strictLogout: async () => {
    await begin({ strictLogout: true })
    await login()
    await ask('setBreak', lunch)
    expect(await ask('logout', identity)).toMatchObject(refusal('execute_failed'))
    await ask('returnBreak', dev)
    expect(await ask('logout', identity)).toMatchObject({ status: 'ok' })
  },
  strictBreak: async () => {
    await begin({ strictBreak: true })
    await login()
    status('Available (On Demand)')
    expect(await ask('setBreak', lunch)).toMatchObject(refusal('execute_failed'))
    status('Available')
    expect(await ask('setBreak', lunch)).toMatchObject({ status: 'ok' })
    expect(await ask('setBreak', lunch)).toMatchObject(refusal('execute_failed'))
    // A break that only another queue has.
    const training = { ...dev, break_id: 'd3f1b0a4-6f0e-4f7b-9c39-51f1f6a7c205' }
    expect(await ask('setBreak', training)).toMatchObject(refusal('not_found_failed'))
  },
  returnsAnybody: async () => {
    await begin({ returnsAnybody: true })
    expect(await ask('returnBreak', dev)).toMatchObject({ status: 'ok' })
    expect(statusOf()).toBe('Available')
  },
  leavesList: async () => {
    await begin({ leavesList: true })
    expect(await named('DEV')).toBeUndefined()
    await login()
    expect(await named('DEV')).toMatchObject({ status: 'Available' })
    expect(await named('DEV', 'FILA_VENDAS')).toBeUndefined()
    await ask('logout', identity)
    expect(await named('DEV')).toBeUndefined()
    await login()
    act(simulator, 'force-logout', dev)
    expect(await named('DEV')).toBeUndefined()
    await ask('returnBreak', dev)
    expect(await named('DEV')).toBeUndefined()
  },
  doubledBreaks: async () => {
    await begin({ doubledBreaks: true })
    const rows = (await ask('getBreakList', dev))['result'] as { break_id: string }[]
    expect([rows.length, new Set(rows.map(({ break_id }) => break_id)).size]).toEqual([8, 4])
  },
  nullBreakList: async () => {
    await begin({ nullBreakList: true })
    expect((await ask('getBreakList', dev))['result']).toHaveLength(4)
    act(simulator, 'queues', { ...dev, queues: [] })
    expect(await ask('getBreakList', dev)).toMatchObject({ result: null, status: 'ok' })
  },
  numberedObjects: async () => {
    await begin({ numberedObjects: true })
    const { logged_in_agents, logged_out_agents } = await lists()
    expect(Object.keys(logged_in_agents ?? {})).toEqual(['1', '2', '3'])
    expect(Object.keys(logged_out_agents ?? {})).toEqual(['0', '4', '5'])
    // Keys that count up from zero make a list again.
    const cobranca = await lists('FILA_COBRANCA')
    expect(names(cobranca['logged_in_agents'])).toEqual(['COBRANCA.JULIA', 'COBRANCA.KLEBER'])
    expect(Array.isArray(cobranca['logged_in_agents'])).toBe(true)
    expect(Object.keys(cobranca['logged_out_agents'] ?? {})).toEqual(['2'])
  },
  shortRows: async () => {
    await begin({ shortRows: true })
    expect(await named('SUPORTE.EDUARDO')).toEqual({
      name: 'SUPORTE.EDUARDO',
      status: 'Logged Out',
      no_answer_count: '0',
      calls_answered: '0',
      ready_time: '0',
    })
    expect(await named('SUPORTE.BARBARA')).toHaveProperty('branch')
  },
  neighbourCounters: async () => {
    await begin({ neighbourCounters: true, leavesList: true })
    await login()
    const figures = ({ name, branch, status: word, ...rest }: Record<string, unknown> = {}) =>
      [[name, branch, word].length, rest] as const
    expect(figures(await named('DEV'))).toEqual(figures(await named('SUPORTE.DENISE')))
    act(simulator, 'miss', { call_id: act(simulator, 'inbound', { ...dev, number: '1133334444' }) })
    expect(await named('DEV')).toMatchObject({ not_answered_count: '1', answered_count: '0' })
    // Who stands first in the list has nobody above.
    act(simulator, 'status', { agent: 'COBRANCA.JULIA', status: 'Available' })
    const fresh = { answered: 0, missed: 0, outbound: 0 }
    const { world } = simulator.controls
    simulator.controls.world = {
      ...world,
      agents: world.agents.map((agent) => (agent.name === 'COBRANCA.JULIA' ? { ...agent, ...fresh } : agent)),
    }
    expect(await named('COBRANCA.JULIA', 'FILA_COBRANCA')).toMatchObject({ answered_count: null })
  },
  nullDurations: async () => {
    await begin({ nullDurations: true })
    await login()
    expect(await named('DEV')).toMatchObject({ answered_count: '0', answered_duration: null })
  },
  unknownQueueOk: async () => {
    await begin({ unknownQueueOk: true })
    expect(await ask('getAgentList', { queue: 'NADA' })).toMatchObject({
      status: 'ok',
      result: { logged_out_agents: '', logged_in_agents: '' },
    })
  },
  breakAfterMissed: async () => {
    await begin({ breakAfterMissed: 2 })
    await login()
    const offer = () => act(simulator, 'inbound', { ...dev, number: '1133334444' })
    act(simulator, 'miss', { call_id: offer() })
    act(simulator, 'answer', { call_id: offer() })
    act(simulator, 'miss', { call_id: offer() })
    expect(statusOf()).toBe('Available')
    act(simulator, 'miss', { call_id: offer() })
    expect(await named('DEV')).toMatchObject({ status: 'On Break', not_answered_count: '3' })
  },
  availableAs: async () => {
    await begin({ availableAs: 'Available (On Demand)' })
    await login()
    expect(await named('DEV')).toMatchObject({ status: 'Available (On Demand)' })
    await ask('setBreak', lunch)
    await ask('returnBreak', dev)
    expect(await named('DEV')).toMatchObject({ status: 'Available (On Demand)' })
  },
  onOutbound: async () => {
    await begin({ onOutbound: true })
    await login()
    const { call_id } = await dial()
    expect(await named('DEV')).toMatchObject({ status: 'On Outbound' })
    await ask('hangUp', { ...dev, call_id })
    expect(await named('DEV')).toMatchObject({ status: 'Available' })
  },
}

describe('each manner alone', () => {
  it.each(Object.entries(alone))('%s', async (_name, check) => {
    await check()
  })

  it('is refused where it is unknown or of another kind', async () => {
    await begin({})
    expect(() => act(simulator, 'manners', { unheardOf: true })).toThrow('unheardOf')
    expect(() => act(simulator, 'manners', { phone: 'sings' })).toThrow('phone')
    expect(() => act(simulator, 'manners', { dialAnswersMs: -1 })).toThrow('dialAnswersMs')
  })
})
