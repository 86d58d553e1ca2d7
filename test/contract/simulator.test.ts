import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultOptions } from '../../src/simulator/controls'
import { startSimulator, type Simulator } from '../../src/simulator/simulator'
import { curlBody, curlHeader, examples } from './document'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ clock: 'manual', companyId: defaultOptions.companyId })
})
afterAll(() => simulator.close())

async function post(path: string, body: unknown, authorization = curlHeader) {
  const response = await fetch(`${simulator.url}/${path}`, {
    method: 'POST',
    headers: { Authorization: authorization, 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return (await response.json()) as { response: Record<string, unknown> }
}

const withCompany = (request: unknown) => ({ ...(request as object), company_id: defaultOptions.companyId })

it("the document's own curl line works", async () => {
  const { response } = await post('interact_cti/agent/get_break_list/', curlBody)
  expect(response).toEqual((examples()[2]?.answer as { response: unknown }).response)
})

describe.each(examples().map((example) => [example.path, example] as const))('%s', (path, { request }) => {
  const fields = withCompany(request) as Record<string, unknown>

  it('refuses a missing field, an extra one and one of another type', async () => {
    for (const name of Object.keys(fields)) {
      const lacking = Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name))
      expect((await post(path, lacking)).response).toMatchObject({
        status: 'error',
        status_type: 'params_failed',
      })
      expect((await post(path, { ...fields, [name]: 7 })).response['status_type']).toBe('params_failed')
    }
    expect((await post(path, { ...fields, extra: '' })).response['status_type']).toBe('params_failed')
    expect((await post(path, '{"agent":')).response['status_type']).toBe('params_failed')
  })

  it('refuses a bad key and an unknown company', async () => {
    expect((await post(path, fields, 'Basic YXBpX2tleTp4')).response['status_type']).toBe(
      'authentication_failed',
    )
    expect((await post(path, { ...fields, company_id: 'nobody' })).response['status_type']).toBe(
      'not_found_failed',
    )
  })
})

it('answers with the fields of the document', async () => {
  const shape = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.slice(0, 1).map(shape)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, held]) => [name, shape(held)]))
        : typeof value
  const dial = examples()[5]
  const placed = await post('interact_cti/call/call_services/', {
    ...withCompany(dial?.request),
    agent: 'DEV',
  })
  expect(shape(placed)).toEqual(shape(dial?.answer))
  const callId = placed.response['call_id']
  for (const [index, extra] of [
    [8, {}],
    [9, {}],
    [7, { to: '2000' }],
  ] as const) {
    const example = examples()[index]
    const answer = await post(example?.path ?? '', {
      ...withCompany(example?.request),
      call_id: callId,
      ...extra,
    })
    expect(shape(answer), example?.path).toEqual(shape(example?.answer))
  }
  const list = await post('interact_cti/get_agent_list/', withCompany(examples()[10]?.request))
  const rows = (list.response['result'] as { logged_in_agents: unknown[] }).logged_in_agents
  const documented = (examples()[10]?.answer as { response: { result: { logged_in_agents: unknown[] } } })
    .response.result
  expect(shape(rows[0])).toEqual(shape(documented.logged_in_agents[0]))
})

it('caps an answer at 2,000 records and unknown things are not found', async () => {
  const today = new Date().toISOString().slice(0, 10)
  const week = new Date(Date.now() - 8 * 86_400_000).toISOString().slice(0, 10)
  const filters = { destination: '', mailing: '', hangup_cause: '', company_id: defaultOptions.companyId }
  const all = await post('dialer/list_all/', {
    date_begin: `${week} 00:00`,
    date_end: `${today} 23:59`,
    ...filters,
  })
  expect(all.response).toMatchObject({ count: 2_000, status: 'ok' })
  const unknown = await post('interact_cti/get_agent_list/', {
    queue: 'NADA',
    company_id: defaultOptions.companyId,
  })
  expect(unknown.response['status_type']).toBe('not_found_failed')
  const gone = await post('interact_cti/call/call_terminate/', {
    agent: 'DEV',
    call_id: 'x',
    company_id: defaultOptions.companyId,
  })
  expect(gone.response['status_type']).toBe('not_found_failed')
})
