import { epochSeconds, type EpochSeconds } from '../time'
import type { Branch } from '../ids'
import type { Sentence } from '../i18n/say'
import { unknownFigures } from '../vocom/agent-rows'
import type { AgentRow } from '../vocom/endpoints'
import { standingOf, type QueueLists } from '../snapshot/polls'
import type { Standing } from '../snapshot/state'
import { standingSentence } from '../snapshot/view'

/** One colleague, over all the agent's queues; talking time in seconds, inbound plus outbound. */
export type TeamMember = {
  readonly name: string
  readonly standing: Standing
  readonly status: string
  readonly branch: Branch
  readonly queues: readonly string[]
  /** The day's first login in epoch seconds; null when the PABX sent none. */
  readonly firstLogin: EpochSeconds | null
  readonly answered: number | null
  readonly missed: number | null
  readonly outbound: number | null
  readonly talkedSeconds: number | null
}

const rank: Record<Standing, number> = { available: 0, other: 1, onBreak: 2, loggedOut: 3 }

/**
 * The members of the queues, available ones first ("APIv2, Agentes cadastrados"). The server's counters have no date:
 * those of an agent who logged in before the day began (`dayBegan`, epoch seconds) belong to another day, so they
 * become unknown.
 */
export function teamOf(
  polls: readonly { readonly queue: string; readonly lists: QueueLists }[],
  dayBegan = epochSeconds(0),
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

/** A member by name. The PABX and the settings may spell it differently. */
export const memberOf = (team: readonly TeamMember[], name: string): TeamMember | undefined =>
  team.find((member) => sameName(member.name, name))

const sameName = (one: string, other: string): boolean =>
  one.trim().toLocaleLowerCase('pt-BR') === other.trim().toLocaleLowerCase('pt-BR')

/** A member's standing in words. The PABX also calls an agent available who is in a conversation. */
export const memberWord = ({ standing, status }: TeamMember): Sentence =>
  standing === 'available' ? { key: 'team_available' } : standingSentence(standing, status)

export type Counts = Readonly<Record<Standing, number>>
export type QueueCount = { readonly queue: string } & Counts

/** The number of members in each standing; together they are all members. */
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

/** The same numbers for each queue, as a summary for supervisors. */
export function countsOf(team: readonly TeamMember[]): readonly QueueCount[] {
  const queues = [...new Set(team.flatMap((member) => member.queues))].sort()
  return queues.map((queue) => ({
    queue,
    ...countOf(team.filter((member) => member.queues.includes(queue))),
  }))
}

/** The numbers in words; standings that only the PABX has words for are mentioned only if there are any. */
export function countsSentence(
  { available, onBreak, loggedOut, other }: Counts,
  key: 'team_now' | 'team_now_queue' = 'team_now',
): Sentence {
  const more: Sentence | string = other === 0 ? '' : { key: 'team_other', values: { count: other } }
  return { key, values: { available, onbreak: onBreak, out: loggedOut, more } }
}

export type TeamColumn =
  'name' | 'standing' | 'branch' | 'firstLogin' | 'answered' | 'missed' | 'outbound' | 'talkedSeconds'

/**
 * Sorts by one column. Members without a value come last, ties are sorted by name. The first click on a column of
 * figures puts the largest first.
 */
export function sortTeam(
  team: readonly TeamMember[],
  column: TeamColumn,
  descending: boolean,
): readonly TeamMember[] {
  const sign = descending ? -1 : 1
  const key = (member: TeamMember): string | number | null =>
    column === 'standing'
      ? rank[member.standing]
      : // The column shows the time since then, so the earliest login is the longest time.
        column === 'firstLogin' && member.firstLogin !== null
        ? 0 - member.firstLogin
        : member[column]
  return [...team].sort((a, b) => {
    const [x, y] = [key(a), key(b)]
    if (x === null || y === null) return x === y ? a.name.localeCompare(b.name) : x === null ? 1 : -1
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y))
    return order === 0 ? a.name.localeCompare(b.name) : order * sign
  })
}
