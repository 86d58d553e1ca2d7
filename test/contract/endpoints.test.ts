import { describe, expect, it } from 'vitest'
import { readAnswer } from '../../src/shared/vocom/answer'
import { endpoints, type EndpointName } from '../../src/shared/vocom/endpoints'
import { examples } from './document'

const names = Object.keys(endpoints) as EndpointName[]
const byPath = new Map(examples().map((example) => [example.path, example]))

describe('the vendor document', () => {
  it('shows 13 calls, and the table has each of them', () => {
    expect(examples().map(({ path }) => path)).toEqual([
      'interact_cti/agent/login/',
      'interact_cti/agent/logout/',
      'interact_cti/agent/get_break_list/',
      'interact_cti/agent/state_set_break/',
      'interact_cti/agent/state_return_break/',
      'interact_cti/call/call_services/',
      'interact_cti/call/call_terminate/',
      'interact_cti/call/call_transfer/',
      'interact_cti/call/call_hold/',
      'interact_cti/call/call_hold_retrieve/',
      'interact_cti/get_agent_list/',
      'tabs/list_all/',
      'dialer/list_all/',
    ])
    expect(names.map((name) => endpoints[name].path).sort()).toEqual([...byPath.keys()].sort())
  })

  it.each(names)('%s: the documented request is ours, field by field and in its order', (name) => {
    const documented = byPath.get(endpoints[name].path)?.request as Record<string, unknown>
    expect(endpoints[name].request.parse(documented)).toEqual(documented)
    expect(Object.keys(endpoints[name].request.shape)).toEqual(Object.keys(documented))
    for (const field of Object.keys(documented)) {
      const lacking = Object.fromEntries(Object.entries(documented).filter(([name]) => name !== field))
      expect(endpoints[name].request.safeParse(lacking).success, `without ${field}`).toBe(false)
    }
    expect(endpoints[name].request.safeParse({ ...documented, extra: '1' }).success).toBe(false)
  })

  it.each(names)('%s: the documented answer is read, under any HTTP status', (name) => {
    const body = JSON.stringify(byPath.get(endpoints[name].path)?.answer)
    for (const status of [200, 400, 500]) expect(readAnswer(name, status, body)).toMatchObject({ ok: true })
  })
})

describe('reading liberally', () => {
  const read = (name: EndpointName, response: object) =>
    readAnswer(name, 200, JSON.stringify({ response: { status: 'ok', ...response } }))

  it('tells who is in where the list of who is out is none, and nothing where it is the other way round', () => {
    const agent = { name: 'A', status: 'Available', branch: '2001' }
    expect(
      read('getAgentList', { result: { logged_out_agents: 5, logged_in_agents: [agent] } }),
    ).toMatchObject({
      ok: true,
      value: { result: { logged_out_agents: [], logged_in_agents: [{ name: 'A' }] } },
    })
    expect(read('getAgentList', { result: { logged_out_agents: [agent], logged_in_agents: 5 } }).ok).toBe(
      false,
    )
  })

  it('takes "" for an empty list, one object for a list of one, and numbers as they come', () => {
    const row = {
      name: 'A',
      status: 'Sumiu',
      branch: 2001,
      first_login: 1578679731,
      answered_count: '13',
      extra: true,
    }
    expect(read('getAgentList', { result: { logged_out_agents: '', logged_in_agents: row } })).toMatchObject({
      ok: true,
      value: {
        result: {
          logged_out_agents: [],
          logged_in_agents: [
            {
              name: 'A',
              status: 'Sumiu',
              branch: '2001',
              first_login: 1578679731,
              answered_count: 13,
              outbound_count: null,
            },
          ],
        },
      },
    })
    expect(read('getAgentList', { result: '' })).toMatchObject({ ok: true })
  })

  it('keeps a column that the PABX adds tomorrow, null durations and "--:--:--"', () => {
    const row = { date_time_start: '2020-09-03 18:00:00', queue: null, answer_time: '--:--:--', novo: 'x' }
    expect(read('listDialer', { list: [row], count: '1' })).toMatchObject({
      ok: true,
      value: { list: [{ queue: '', answer_time: '--:--:--', novo: 'x' }], count: 1 },
    })
    expect(read('listTabulations', { result: [{ start_epoch: '2020-09-02 18:03:12' }] })).toMatchObject({
      ok: true,
      value: { list: [{ start_epoch: '2020-09-02 18:03:12' }] },
    })
  })

  it.each([
    ['params_failed', 'no'],
    ['authentication_failed', 'no'],
    ['execute_failed', 'no'],
    ['not_found_failed', 'no'],
  ] as const)('tells %s, whatever the HTTP status', (type, acted) => {
    for (const status of [200, 401, 404, 500]) {
      const body = JSON.stringify({ response: { status: 'error', status_type: type } })
      expect(readAnswer('dial', status, body)).toEqual({
        ok: false,
        error: { kind: type, acted, httpStatus: status },
      })
    }
  })

  it.each([
    ['', 200, 'unreadable', 'maybe'],
    ['{"response":{"status":"ok"', 200, 'unreadable', 'maybe'],
    ['<!doctype html>', 200, 'not_vocom', 'maybe'],
    ['[]', 200, 'not_vocom', 'maybe'],
    ['{"response":{"status":7}}', 200, 'unreadable', 'maybe'],
    ['<h1>500</h1>', 500, 'server_failed', 'maybe'],
    ['', 401, 'authentication_failed', 'no'],
    ['<h1>404</h1>', 404, 'not_vocom', 'no'],
    ['', 307, 'redirected', 'no'],
    ['', 429, 'busy', 'no'],
    ['{"response":{"status":"ok","call_id":{}}}', 200, 'unreadable', 'yes'],
  ] as const)('a dial answered %j with %d is %s, acted: %s', (body, status, kind, acted) => {
    expect(readAnswer('dial', status, body)).toEqual({
      ok: false,
      error: { kind, acted, httpStatus: status },
    })
  })
})
