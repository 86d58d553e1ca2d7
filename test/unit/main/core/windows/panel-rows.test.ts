import { expect, it } from 'vitest'
import { createPanelRows, rowsOf } from '../../../../../src/main/core/windows/panel-rows'
import { noRows, type PanelRows } from '../../../../../src/shared/windows/panel-height'
import { emptyHistory } from '../../../../../src/shared/history/history'
import { teamOf } from '../../../../../src/shared/team/team'
import { endpoints } from '../../../../../src/shared/vocom/endpoints'

const listed = endpoints.getAgentList.answer.parse({ result: { logged_in_agents: ['DEV', 'Ana'] } }).result
const lists = { loggedIn: listed.logged_in_agents, loggedOut: listed.logged_out_agents }
const team = teamOf([
  { queue: 'A', lists },
  { queue: 'B', lists },
])

it('counts what is shown: everybody in each queue, and to transfer to all but the agent', () => {
  expect(rowsOf(team, emptyHistory, 'dev')).toEqual({ calls: 0, colleagues: 1, members: 4, queues: 2 })
})

it('changes while a panel is open only where that had nothing to show', () => {
  let there: PanelRows = noRows
  const rows = createPanelRows(() => there)
  expect(rows('team')).toBe(noRows)
  const first = (there = { ...noRows, members: 3 })
  expect(rows('team')).toBe(first)
  there = { ...noRows, members: 9 }
  expect(rows('team')).toBe(first)
  expect(rows('history')).toBe(there)
})
