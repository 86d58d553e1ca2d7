import { findAgent, withAgent, type Agent, type World } from './world'

/*
 * What an agent asks of the PABX: login, logout, breaks. Each action is a pure function of the world.
 */

/** Why an action was not carried out, in APIv2's terms. `unsaid`: nothing was done, and the answer says nothing. */
export type Refusal = 'not_found_failed' | 'execute_failed' | 'params_failed'
export type Acted =
  | { readonly world: World; readonly callId?: string }
  | { readonly refusal: Refusal }
  | { readonly unsaid: true }

export const refuse = (refusal: Refusal): Acted => ({ refusal })
export const done = (world: World): Acted => ({ world })

/** The result of a request that the PABX ignores. */
export const nothingDone = ({ manners }: World): Acted =>
  manners.saysNothing ? { unsaid: true } : refuse('execute_failed')

export function onAgent(world: World, name: string, act: (agent: Agent) => Acted): Acted {
  const agent = findAgent(world, name)
  return agent === undefined ? refuse('not_found_failed') : act(agent)
}

/** The status that the PABX shows. It says that the agent is talking only if this PABX has a word for that. */
export function statusOf(world: World, { name, status }: Agent): Agent['status'] {
  const placed = world.calls.some(({ agent, direction }) => agent === name && direction === 'outbound')
  return world.manners.onOutbound && placed && status.startsWith('Available') ? 'On Outbound' : status
}

export const login = (world: World, name: string, branch: string): Acted =>
  onAgent(world, name, (agent) => {
    const { strictLogin, leavesList, availableAs } = world.manners
    const status = statusOf(world, agent)
    if (strictLogin && status !== 'Logged Out' && status !== 'Available') return refuse('not_found_failed')
    const next = withAgent(world, name, {
      branch,
      status: availableAs,
      breakId: null,
      firstLogin: agent.firstLogin ?? world.now,
    })
    if (!leavesList) return done(withAgent(next, name, { listedIn: agent.queues }))
    return done(agent.listedIn.length > 0 ? next : putInOneQueue(next, name))
  })

/** An agent who joins a queue comes last in its list. */
function putInOneQueue(world: World, name: string): World {
  const listed = withAgent(world, name, { listedIn: findAgent(world, name)?.queues.slice(0, 1) ?? [] })
  const isThem = (agent: Agent): boolean => agent.name === name
  return {
    ...listed,
    agents: [...listed.agents.filter((agent) => !isThem(agent)), ...listed.agents.filter(isThem)],
  }
}

export const logout = (world: World, name: string): Acted =>
  onAgent(world, name, (agent) => {
    const { strictLogout } = world.manners
    const status = statusOf(world, agent)
    const may = strictLogout ? status === 'Available' : status !== 'Logged Out'
    return may ? done(loggedOut(world, agent)) : nothingDone(world)
  })

/** Logs an agent out, whether the agent or a supervisor did it. */
export const loggedOut = (world: World, { name, listedIn }: Agent): World =>
  withAgent(world, name, {
    status: 'Logged Out',
    breakId: null,
    missedInRow: 0,
    listedIn: world.manners.leavesList ? [] : listedIn,
  })

/** Whether that break belongs to one of the agent's queues. */
export const hasBreak = (world: World, { queues }: Agent, breakId: string): boolean =>
  world.breaks.some((kind) => kind.id === breakId && kind.queues.some((queue) => queues.includes(queue)))

export const setBreak = (world: World, name: string, breakId: string): Acted =>
  onAgent(world, name, (agent) => {
    if (!hasBreak(world, agent, breakId)) return refuse('not_found_failed')
    const status = statusOf(world, agent)
    const may = world.manners.strictBreak ? status === 'Available' : status !== 'Logged Out'
    return may ? done(withAgent(world, name, { status: 'On Break', breakId })) : refuse('execute_failed')
  })

export const returnFromBreak = (world: World, name: string): Acted =>
  onAgent(world, name, (agent) => {
    const { returnsAnybody, availableAs } = world.manners
    if (!returnsAnybody && agent.status !== 'On Break') return refuse('execute_failed')
    return done(withAgent(world, name, { status: availableAs, breakId: null, missedInRow: 0 }))
  })
