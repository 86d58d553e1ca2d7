import { afterEach, describe, expect, it } from 'vitest'
import { branch } from '../../src/shared/ids'
import type { AgentRow } from '../../src/shared/vocom/endpoints'
import { defaultOptions } from '../../src/simulator/controls'
import type { Simulator } from '../../src/simulator/simulator'
import { clientOf } from '../support/client'
import { act, profileNames, startPabx } from '../support/pabx'
import { readable } from './faults'

const company_id = defaultOptions.companyId
const dev = { agent: 'DEV', company_id }
const figures = [
  'first_login',
  'answered_count',
  'answered_duration',
  'not_answered_count',
  'outbound_count',
  'outbound_duration',
] as const

let simulator: Simulator
afterEach(() => simulator.close())

const client = () => clientOf(simulator.url)

/** What the bar reads in the lists that the PABX writes. */
async function readLists() {
  const day = new Date().toISOString().slice(0, 10)
  const week = new Date(Date.now() - 8 * 86_400_000).toISOString().slice(0, 10)
  const [breaks, agents, tabulations] = await Promise.all([
    client().call('getBreakList', dev),
    client().call('getAgentList', { queue: 'FILA_SUPORTE', company_id }),
    client().call('listTabulations', {
      date_begin: `${week} 00:00:00`,
      date_end: `${day} 23:59:59`,
      company_id,
    }),
  ])
  if (!breaks.ok || !agents.ok || !tabulations.ok) throw new Error('an answer was not read')
  return { breaks: breaks.value.result, agents: agents.value.result, tabulations: tabulations.value.list }
}

const namesOf = (rows: readonly AgentRow[]): readonly string[] => rows.map(({ name }) => name)
const unknown = (row: AgentRow): AgentRow => ({
  ...row,
  ...Object.fromEntries(figures.map((figure) => [figure, null])),
})

describe.each(profileNames)('under the profile %s', (profile) => {
  it.each(readable)('%s leaves every answer readable', async (fault) => {
    simulator = await startPabx(profile)
    act(simulator, 'fault', { endpoint: '*', fault })
    expect(await client().call('login', { ...dev, branch: branch('2000') })).toMatchObject({ ok: true })
    act(simulator, 'calm', {})
    const calm = await readLists()
    expect(namesOf(calm.agents.logged_in_agents)).toContain('DEV')

    act(simulator, 'fault', { endpoint: '*', fault })
    const read = await readLists()
    expect(namesOf(read.agents.logged_in_agents)).toEqual(namesOf(calm.agents.logged_in_agents))
    expect(namesOf(read.agents.logged_out_agents)).toEqual(namesOf(calm.agents.logged_out_agents))
    // A figure that cannot be is unknown; all others are as they were.
    const isAbsurd = fault === 'outOfRange'
    expect(read.agents.logged_in_agents).toEqual(
      isAbsurd ? calm.agents.logged_in_agents.map(unknown) : calm.agents.logged_in_agents,
    )
    expect(read.breaks).toEqual(
      isAbsurd ? calm.breaks.map((row) => ({ ...row, break_timeout: null })) : calm.breaks,
    )
    expect(read.tabulations.slice(0, 500)).toHaveLength(500)

    const dialled = await client().call('dial', { ...dev, branch: branch('2000'), to: '1199999999' })
    expect(dialled).toEqual({ ok: true, value: { call_id: simulator.controls.world.calls[0]?.id } })
  })
})
