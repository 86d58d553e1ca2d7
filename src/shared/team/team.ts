import type { Sentence } from '../i18n/say'
import { unknownFigures } from '../vocom/agent-rows'
import type { AgentRow } from '../vocom/endpoints'
import { standingOf, type QueueLists } from '../snapshot/polls'
import type { Standing } from '../snapshot/state'
import { standingSentence } from '../snapshot/view'

/** One colleague, over all the agent's queues; talking time in seconds, inbound and outbound together. */
export type TeamMember = {
  readonly name: string
  readonly standing: Standing
  readonly status: string
  readonly branch: string
  readonly queues: readonly string[]
  /** Epoch seconds of the day's first login; null where the PABX gave none. */
  readonly firstLogin: number | null
  readonly answered: number | null
  readonly missed: number | null
  readonly outbound: number | null
  readonly talkedSeconds: number | null
}

const rank: Record<Standing, number> = { available: 0, other: 1, onBreak: 2, loggedOut: 3 }

/**
 * Who is there, the available ones first ("APIv2, Agentes cadastrados"). The server's counters have no date: those of
 * an agent who logged in before the day began (`dayBegan`, epoch seconds) are another day's, and become unknown.
 */
export function teamOf(
  polls: readonly { readonly queue: string; readonly lists: QueueLists }[],
  dayBegan = 0,
): readonly TeamMember[] {
  const team = new Map<string, TeamMember>()
  const today = (row: AgentRow): AgentRow =>
    row.first_login !== null && row.first_login !== 0 && row.first_login < dayBegan
      ? { ...row, ...unknownFigures }
      : row
  for (const { queue, lists } of polls) {
    for (const row of lists.loggedIn) add(team, queue, today(row), standingOf(row.status))
    for (const row of lists.loggedOut) add(team, queue, today(row), 'loggedOut')
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
    firstLogin: row.first_login === 0 ? null : row.first_login,
    answered: row.answered_count,
    missed: row.not_answered_count,
    outbound: row.outbound_count,
    talkedSeconds: talked.length === 0 ? null : talked.reduce((sum, value) => sum + value, 0),
  })
}

/** One of them by name, which the PABX and the settings may write differently. */
export const memberOf = (team: readonly TeamMember[], name: string): TeamMember | undefined =>
  team.find((member) => sameName(member.name, name))

const sameName = (one: string, other: string): boolean =>
  one.trim().toLocaleLowerCase('pt-BR') === other.trim().toLocaleLowerCase('pt-BR')

/** Their standing in words; the PABX calls an agent available who is in a conversation, too. */
export const memberWord = ({ standing, status }: TeamMember): Sentence =>
  standing === 'available' ? { key: 'team_available' } : standingSentence(standing, status)

export type Counts = Readonly<Record<Standing, number>>
export type QueueCount = { readonly queue: string } & Counts

/** How many of each standing there are; together they are everybody. */
export function countOf(members: readonly TeamMember[]): Counts {
  const count = (standing: Standing): number =>
    members.filter((member) => member.standing === standing).length
  return {
    available: count('available'),
    onBreak: count('onBreak'),
    loggedOut: count('loggedOut'),
    other: count('other'),
  }
}

/** The same for each queue, for the glance of a supervisor. */
export function countsOf(team: readonly TeamMember[]): readonly QueueCount[] {
  const queues = [...new Set(team.flatMap((member) => member.queues))].sort()
  return queues.map((queue) => ({
    queue,
    ...countOf(team.filter((member) => member.queues.includes(queue))),
  }))
}

/** In words; states that only the PABX has a word for are told of where there are some. */
export function countsSentence(
  { available, onBreak, loggedOut, other }: Counts,
  key: 'team_now' | 'team_now_queue' = 'team_now',
): Sentence {
  const more: Sentence | string = other === 0 ? '' : { key: 'team_other', values: { count: other } }
  return { key, values: { available, onbreak: onBreak, out: loggedOut, more } }
}

export type TeamColumn =
  'name' | 'standing' | 'branch' | 'firstLogin' | 'answered' | 'missed' | 'outbound' | 'talkedSeconds'

/** By one column; those without a value last, ties by name. The first click on a figure shows the largest first. */
export function sortTeam(
  team: readonly TeamMember[],
  column: TeamColumn,
  descending: boolean,
): readonly TeamMember[] {
  const sign = descending ? -1 : 1
  const key = (member: TeamMember): string | number | null =>
    column === 'standing'
      ? rank[member.standing]
      : // Shown as the time since: the earliest login is the longest.
        column === 'firstLogin' && member.firstLogin !== null
        ? -member.firstLogin
        : member[column]
  return [...team].sort((a, b) => {
    const [x, y] = [key(a), key(b)]
    if (x === null || y === null) return x === y ? a.name.localeCompare(b.name) : x === null ? 1 : -1
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y))
    return order === 0 ? a.name.localeCompare(b.name) : order * sign
  })
}
