import type { AgentRow } from '../vocom/endpoints'
import { standingOf, type QueueLists } from './polls'
import type { Standing } from './state'

/** One colleague, over all the agent's queues; talking time in seconds, inbound and outbound together. */
export type TeamMember = {
  readonly name: string
  readonly standing: Standing
  readonly status: string
  readonly branch: string
  readonly queues: readonly string[]
  readonly answered: number | null
  readonly missed: number | null
  readonly talkedSeconds: number | null
}

const rank: Record<Standing, number> = { available: 0, other: 1, onBreak: 2, loggedOut: 3 }

/** Who is there, the free ones first ("APIv2, Agentes cadastrados"). */
export function teamOf(
  polls: readonly { readonly queue: string; readonly lists: QueueLists }[],
): readonly TeamMember[] {
  const team = new Map<string, TeamMember>()
  for (const { queue, lists } of polls) {
    for (const row of lists.loggedIn) add(team, queue, row, standingOf(row.status))
    for (const row of lists.loggedOut) add(team, queue, row, 'loggedOut')
  }
  return [...team.values()].sort(
    (a, b) => rank[a.standing] - rank[b.standing] || a.name.localeCompare(b.name),
  )
}

function add(team: Map<string, TeamMember>, queue: string, row: AgentRow, standing: Standing): void {
  const known = team.get(row.name)
  if (known !== undefined && rank[known.standing] <= rank[standing]) {
    team.set(row.name, { ...known, queues: [...known.queues, queue] })
    return
  }
  const { name, status, branch } = row
  const talked = [row.answered_duration, row.outbound_duration].filter((value) => value !== null)
  team.set(name, {
    name,
    standing,
    status,
    branch,
    queues: [...(known?.queues ?? []), queue],
    answered: row.answered_count,
    missed: row.not_answered_count,
    talkedSeconds: talked.length === 0 ? null : talked.reduce((sum, value) => sum + value, 0),
  })
}
