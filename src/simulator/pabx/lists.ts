import { findAgent, type Agent, type BreakKind, type World } from './world'

/*
 * The lists of breaks and agents as the PABX writes them.
 */

/** The document shows an empty list as `""`. */
export const emptyAsText = <Row>(rows: readonly Row[]): readonly Row[] | '' => (rows.length === 0 ? '' : rows)

const breakRow = ({ id, name, minutes, digit }: BreakKind) => ({
  break_id: id,
  break_name: name,
  break_timeout: String(minutes),
  break_digit: digit,
})

/** The breaks of the agent's queues; undefined for an unknown agent. */
export function breakList(world: World, agentName: string): unknown {
  const agent = findAgent(world, agentName)
  if (agent === undefined) return undefined
  const { doubledBreaks, nullBreakList } = world.manners
  const kinds = doubledBreaks
    ? agent.queues.flatMap((queue) => world.breaks.filter((kind) => kind.queues.includes(queue)))
    : world.breaks.filter((kind) => kind.queues.some((queue) => agent.queues.includes(queue)))
  if (kinds.length === 0 && nullBreakList) return null
  return emptyAsText(kinds.map(breakRow))
}

type FigureName =
  | 'first_login'
  | 'answered_count'
  | 'answered_duration'
  | 'not_answered_count'
  | 'outbound_count'
  | 'outbound_duration'
type Figures = Readonly<Record<FigureName, string | null>>

const epoch = (at: number | null, none: string): string =>
  at === null ? none : String(Math.floor(at / 1_000))

function figuresOf(agent: Agent, nullDurations: boolean): Figures {
  const duration = (seconds: number): string | null =>
    seconds === 0 && nullDurations ? null : String(seconds)
  return {
    first_login: epoch(agent.firstLogin, ''),
    answered_count: String(agent.answered),
    answered_duration: duration(agent.answeredSeconds),
    not_answered_count: String(agent.missed),
    outbound_count: String(agent.outbound),
    outbound_duration: duration(agent.outboundSeconds),
  }
}

const noFigures: Figures = {
  first_login: null,
  answered_count: null,
  answered_duration: null,
  not_answered_count: null,
  outbound_count: null,
  outbound_duration: null,
}

/** The row in mod_callcenter's own format, without the extension. */
const shortRow = (agent: Agent) => ({
  name: agent.name,
  status: agent.status,
  no_answer_count: String(agent.missed),
  calls_answered: String(agent.answered),
  ready_time: epoch(agent.firstLogin, '0'),
})

type Placed = readonly [index: number, row: unknown]

/** The agents of that queue, in two lists: logged in and logged out. */
export function agentLists(world: World, queue: string, statusOf: (agent: Agent) => string): unknown {
  const { neighbourCounters, nullDurations, shortRows, numberedObjects } = world.manners
  const lists: { readonly out: Placed[]; readonly in: Placed[] } = { out: [], in: [] }
  let above = noFigures
  for (const [index, agent] of world.agents.filter(({ listedIn }) => listedIn.includes(queue)).entries()) {
    const isOut = agent.status === 'Logged Out'
    if (isOut && shortRows) {
      lists.out.push([index, shortRow(agent)])
      continue
    }
    const hadCalls = agent.answered + agent.missed + agent.outbound > 0
    const figures = hadCalls || !neighbourCounters ? figuresOf(agent, nullDurations) : above
    above = figures
    const row = { name: agent.name, status: statusOf(agent), branch: agent.branch, ...figures }
    lists[isOut ? 'out' : 'in'].push([index, row])
  }
  const listed = numberedObjects ? asPhpArray : (placed: readonly Placed[]) => placed.map(([, row]) => row)
  return {
    logged_out_agents: emptyAsList(listed(lists.out)),
    logged_in_agents: emptyAsList(listed(lists.in)),
  }
}

const emptyAsList = (list: unknown): unknown => (Array.isArray(list) ? emptyAsText(list) : list)

/** PHP writes a list as an array only if its keys count up from zero; otherwise as an object. */
const asPhpArray = (placed: readonly Placed[]): unknown =>
  placed.every(([index], place) => index === place)
    ? placed.map(([, row]) => row)
    : Object.fromEntries(placed)
