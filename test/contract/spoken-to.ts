import { afterEach } from 'vitest'
import { endpoints, type EndpointName } from '../../src/shared/vocom/endpoints'
import { defaultOptions } from '../../src/simulator/controls'
import type { Manners } from '../../src/simulator/manners'
import { startSimulator, type Simulator } from '../../src/simulator/simulator'
import { act } from '../support/pabx'
import { curlHeader } from './document'

export type Said = { readonly response: Record<string, unknown> }

/** The demo PABX of the test that runs. */
export let simulator: Simulator
/** A test of the table alone starts none. */
const isRunning = (): boolean => (simulator as Simulator | undefined) !== undefined
afterEach(() => (isRunning() ? simulator.close() : undefined))

/** A demo PABX that keeps to the document but for what is named. */
export async function begin(only: Partial<Manners>): Promise<void> {
  simulator = await startSimulator({ clock: 'manual' })
  act(simulator, 'manners', only)
}

/** A demo PABX that behaves as servers in the field do, without their waits. */
export async function beginInTheField(hasty: Partial<Manners>): Promise<void> {
  simulator = await startSimulator({ clock: 'manual', profile: 'field', manners: hasty })
}

export async function raw(name: EndpointName, fields: object, authorization = curlHeader): Promise<Response> {
  return fetch(`${simulator.url}/${endpoints[name].path}`, {
    method: 'POST',
    headers: { Authorization: authorization, 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...fields, company_id: defaultOptions.companyId }),
  })
}

export const ask = async (name: EndpointName, fields: object): Promise<Said['response']> =>
  ((await (await raw(name, fields)).json()) as Said).response

export const identity = { agent: 'DEV', branch: '2000' }
export const dev = { agent: 'DEV' }
export const lunch = { ...dev, break_id: '44b57078-d82c-4aa0-8b9a-a17bfc8d0674' }
export const login = () => ask('login', identity)
export const dial = (to = '1199999999') => ask('dial', { ...identity, to })
export const statusOf = () => simulator.controls.world.agents.find(({ name }) => name === 'DEV')?.status
export const status = (word: string) => act(simulator, 'status', { ...dev, status: word })
export const refusal = (type: string) => ({ status: 'error', status_type: type })
export const silence = { status: null, status_type: null }
export const lists = async (queue = 'FILA_SUPORTE') =>
  (await ask('getAgentList', { queue }))['result'] as Record<string, Record<string, Record<string, unknown>>>
export const names = (list: object | undefined) =>
  Object.values(list ?? {}).map(({ name }: { name: string }) => name)
export const named = async (name: string, queue?: string) => {
  const { logged_in_agents, logged_out_agents } = await lists(queue)
  return [...Object.values(logged_in_agents ?? {}), ...Object.values(logged_out_agents ?? {})].find(
    (row) => row['name'] === name,
  )
}
