import { memberOf, type TeamMember } from '../../../shared/team/team'
import type { Panel } from '../../../shared/windows/panels'
import { noRows, type PanelRows } from '../../../shared/windows/panel-height'
import type { History } from '../../../shared/history/history'

/** How many rows the lists of the panels have. */
export function rowsOf(team: readonly TeamMember[], { calls }: History, agent: string): PanelRows {
  const self = memberOf(team, agent) === undefined ? 0 : 1
  const inQueues = team.flatMap(({ queues }) => queues)
  return {
    calls: calls.length,
    colleagues: team.length - self,
    members: inQueues.length,
    queues: new Set(inQueues).size,
  }
}

/**
 * Keeps the numbers of rows from when the panel opened until it closes, so that a list that changes does not resize the
 * window. Only a panel that was empty grows when its first rows come.
 */
export function createPanelRows(now: () => PanelRows): (panel: Panel | null) => PanelRows {
  let open: Panel | null = null
  let rows = noRows
  return (panel) => {
    const hadNothing = Object.values(rows).every((count) => count === 0)
    if (panel !== open || hadNothing) rows = now()
    open = panel
    return rows
  }
}
