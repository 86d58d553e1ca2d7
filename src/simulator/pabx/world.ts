import { profiles, type Manners } from '../manners'

/*
 * The world behind the demo PABX: queues, agents, breaks and calls. One immutable value, changed only by the actions in
 * agents.ts, calls.ts and elsewhere.ts. Moments are milliseconds since 1970 on the simulator's own clock.
 */

export type Status = 'Available' | 'Available (On Demand)' | 'On Break' | 'Logged Out' | 'On Outbound'

export type Agent = {
  readonly name: string
  readonly branch: string
  readonly queues: readonly string[]
  /**
   * The queues whose agent list names them. All of the agent's queues, unless a logout removes agents from the lists.
   */
  readonly listedIn: readonly string[]
  readonly status: Status
  readonly breakId: string | null
  readonly firstLogin: number | null
  readonly answered: number
  readonly answeredSeconds: number
  readonly missed: number
  readonly missedInRow: number
  readonly outbound: number
  readonly outboundSeconds: number
  /** Acts by itself; the agent at the bar does not. */
  readonly isExtra: boolean
}

export type PabxCall = {
  readonly id: string
  readonly agent: string
  readonly number: string
  readonly direction: 'inbound' | 'outbound'
  readonly state: 'ringing' | 'talking' | 'held'
  readonly startedAt: number
  readonly answeredAt: number | null
  /** When the other side will next answer or hang up by itself; null for never. */
  readonly nextAt: number | null
}

/**
 * A dial that the PABX has accepted. Its call begins when the phone rings, and its answer may be sent before or after
 * that.
 */
export type Dial = {
  readonly id: string
  readonly agent: string
  readonly number: string
  readonly phone: Manners['phone']
  readonly isRung: boolean
  readonly isAnswered: boolean
}

export type BreakKind = {
  readonly id: string
  readonly name: string
  readonly minutes: number
  readonly digit: string
  readonly queues: readonly string[]
}

export type World = {
  readonly now: number
  readonly manners: Manners
  readonly companyId: string
  readonly queues: readonly string[]
  readonly breaks: readonly BreakKind[]
  readonly agents: readonly Agent[]
  readonly calls: readonly PabxCall[]
  readonly dials: readonly Dial[]
  /** How many random numbers were drawn; together with the seed this determines all of them. */
  readonly drawn: number
  readonly seed: number
}

const queues = ['FILA_SUPORTE', 'FILA_VENDAS', 'FILA_COBRANCA'] as const

/** The breaks of the vendor's document, and one that belongs to a single queue. */
const breaks: readonly BreakKind[] = [
  { id: '0c8a9f1f-b49d-42d5-9b6b-2c108619aa7c', name: 'Lanche', minutes: 5, digit: '1', queues },
  { id: '44b57078-d82c-4aa0-8b9a-a17bfc8d0674', name: 'Almoço', minutes: 90, digit: '2', queues },
  { id: '64d9fc6f-0324-4d1d-8368-599908f909b4', name: 'Banheiro', minutes: 0, digit: '4', queues },
  { id: '816b6751-0592-44dc-a311-b870f7850750', name: 'Feedback', minutes: 0, digit: '3', queues },
  {
    id: 'd3f1b0a4-6f0e-4f7b-9c39-51f1f6a7c205',
    name: 'Treinamento',
    minutes: 30,
    digit: '5',
    queues: ['FILA_COBRANCA'],
  },
]

const colleagues: readonly (readonly [string, readonly string[], Status])[] = [
  ['SUPORTE.BARBARA', ['FILA_SUPORTE'], 'Available'],
  ['SUPORTE.CAIO', ['FILA_SUPORTE'], 'On Break'],
  ['SUPORTE.DENISE', ['FILA_SUPORTE', 'FILA_VENDAS'], 'Available (On Demand)'],
  ['SUPORTE.EDUARDO', ['FILA_SUPORTE'], 'Logged Out'],
  ['VENDAS.FERNANDA', ['FILA_VENDAS'], 'Available'],
  ['VENDAS.GUILHERME', ['FILA_VENDAS'], 'Available'],
  ['VENDAS.HELENA', ['FILA_VENDAS'], 'On Break'],
  ['VENDAS.IGOR', ['FILA_VENDAS'], 'Logged Out'],
  ['COBRANCA.JULIA', ['FILA_COBRANCA'], 'Available'],
  ['COBRANCA.KLEBER', ['FILA_COBRANCA'], 'Available'],
  ['DESENVOLVIMENTO.LUIZ', ['FILA_SUPORTE', 'FILA_COBRANCA'], 'Logged Out'],
]

/** A call centre in the middle of its morning. */
export function createWorld(
  companyId: string,
  seed: number,
  now: number,
  manners: Manners = profiles.document,
): World {
  const extras = colleagues.map(([name, inQueues, status], index): Agent => {
    const isIn = status !== 'Logged Out'
    return {
      name,
      branch: String(2001 + index),
      queues: inQueues,
      listedIn: inQueues,
      status,
      breakId: status === 'On Break' ? (breaks[0]?.id ?? null) : null,
      firstLogin: isIn ? now - (index + 1) * 1_200_000 : null,
      answered: isIn ? 4 + index : 0,
      answeredSeconds: isIn ? (4 + index) * 187 : 0,
      missed: isIn ? index : 0,
      missedInRow: 0,
      outbound: isIn ? 3 : 0,
      outboundSeconds: isIn ? 340 : 0,
      isExtra: true,
    }
  })
  const agents = [ownAgent, ...extras]
  const world = { now, companyId, queues, breaks, agents, calls: [], dials: [], drawn: 0, seed }
  return withManners({ ...world, manners: profiles.document }, manners)
}

/** The agent of the document's examples. */
const ownAgent: Agent = {
  name: 'DEV',
  branch: '2000',
  queues: ['FILA_SUPORTE', 'FILA_VENDAS'],
  listedIn: ['FILA_SUPORTE', 'FILA_VENDAS'],
  status: 'Logged Out',
  breakId: null,
  firstLogin: null,
  answered: 0,
  answeredSeconds: 0,
  missed: 0,
  missedInRow: 0,
  outbound: 0,
  outboundSeconds: 0,
  isExtra: false,
}

export const findAgent = (world: World, name: string): Agent | undefined =>
  world.agents.find((agent) => agent.name === name)

export const findCall = (world: World, id: string): PabxCall | undefined =>
  world.calls.find((call) => call.id === id)

export const withAgent = (world: World, name: string, change: Partial<Agent>): World => ({
  ...world,
  agents: world.agents.map((agent) => (agent.name === name ? { ...agent, ...change } : agent)),
})

export const withCall = (world: World, id: string, change: Partial<PabxCall>): World => ({
  ...world,
  calls: world.calls.map((call) => (call.id === id ? { ...call, ...change } : call)),
})

const secondsBetween = (from: number, to: number): number => Math.max(0, Math.round((to - from) / 1_000))

/** The same world with other manners; they also decide whether the agent at the bar, logged out, is in a list. */
export const withManners = (world: World, manners: Manners): World => ({
  ...world,
  manners,
  agents: world.agents.map((agent) =>
    agent.isExtra || agent.status !== 'Logged Out'
      ? agent
      : { ...agent, listedIn: manners.leavesList ? [] : agent.queues },
  ),
})

/** Ends the call and adds its talking time to the counters ("APIv2, Agentes cadastrados"). */
export function endCall(world: World, id: string): World {
  const call = findCall(world, id)
  const agent = call === undefined ? undefined : findAgent(world, call.agent)
  const left: World = { ...world, calls: world.calls.filter((other) => other.id !== id) }
  if (call === undefined || agent === undefined) return left
  const talked = call.answeredAt === null ? 0 : secondsBetween(call.answeredAt, world.now)
  if (call.direction === 'outbound') {
    const { outbound, outboundSeconds } = agent
    return withAgent(left, agent.name, { outbound: outbound + 1, outboundSeconds: outboundSeconds + talked })
  }
  if (call.answeredAt === null) return withAgent(left, agent.name, afterMissed(agent, world.manners))
  return withAgent(left, agent.name, { answeredSeconds: agent.answeredSeconds + talked })
}

/** Counts one more missed call; after some of them the PABX may put the agent on a break. */
function afterMissed(agent: Agent, { breakAfterMissed }: Manners): Partial<Agent> {
  const [missed, missedInRow] = [agent.missed + 1, agent.missedInRow + 1]
  return breakAfterMissed > 0 && missedInRow >= breakAfterMissed
    ? { missed, missedInRow: 0, status: 'On Break', breakId: null }
    : { missed, missedInRow }
}
