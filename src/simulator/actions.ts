import { randomAt } from './prng'
import {
  endCall,
  findAgent,
  findCall,
  withAgent,
  withCall,
  type Agent,
  type PabxCall,
  type World,
} from './world'

/** Why an action was not carried out, in the words of APIv2. */
export type Refusal = 'not_found_failed' | 'execute_failed' | 'params_failed'
export type Acted = { readonly world: World; readonly callId?: string } | { readonly refusal: Refusal }

const refuse = (refusal: Refusal): Acted => ({ refusal })
const done = (world: World): Acted => ({ world })

/** Draws the next random number of the world. */
function draw(world: World): { readonly world: World; readonly random: number } {
  return { world: { ...world, drawn: world.drawn + 1 }, random: randomAt(world.seed, world.drawn) }
}

/** An id as the PABX makes them: a UUID. */
function newCallId(world: World): { readonly world: World; readonly id: string } {
  const hex = Array.from({ length: 32 }, (_none, index) =>
    Math.floor(randomAt(world.seed + index + 1, world.drawn) * 16).toString(16),
  ).join('')
  const id = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-')
  return { world: { ...world, drawn: world.drawn + 1 }, id }
}

function onAgent(world: World, name: string, act: (agent: Agent) => Acted): Acted {
  const agent = findAgent(world, name)
  return agent === undefined ? refuse('not_found_failed') : act(agent)
}

function onCall(world: World, name: string, callId: string, act: (call: PabxCall) => Acted): Acted {
  return onAgent(world, name, () => {
    const call = findCall(world, callId)
    return call === undefined ? refuse('not_found_failed') : act(call)
  })
}

export const login = (world: World, name: string, branch: string): Acted =>
  onAgent(world, name, (agent) =>
    done(
      withAgent(world, name, {
        branch,
        status: 'Available',
        breakId: null,
        firstLogin: agent.firstLogin ?? world.now,
      }),
    ),
  )

export const logout = (world: World, name: string): Acted =>
  onAgent(world, name, (agent) =>
    agent.status === 'Logged Out'
      ? refuse('execute_failed')
      : done(withAgent(world, name, { status: 'Logged Out', breakId: null })),
  )

export const setBreak = (world: World, name: string, breakId: string): Acted =>
  onAgent(world, name, (agent) => {
    if (!world.breaks.some((kind) => kind.id === breakId)) return refuse('not_found_failed')
    if (agent.status === 'Logged Out') return refuse('execute_failed')
    return done(withAgent(world, name, { status: 'On Break', breakId }))
  })

export const returnFromBreak = (world: World, name: string): Acted =>
  onAgent(world, name, (agent) =>
    agent.status === 'On Break'
      ? done(withAgent(world, name, { status: 'Available', breakId: null }))
      : refuse('execute_failed'),
  )

/** Click to call: rings, is answered after some seconds, and is hung up by the other side some minutes later. */
export const dial = (world: World, name: string, to: string): Acted =>
  onAgent(world, name, () => {
    if (!/^\+?[0-9*#]{2,32}$/.test(to)) return refuse('params_failed')
    if (world.calls.some((call) => call.agent === name)) return refuse('execute_failed')
    const { world: next, id } = newCallId(world)
    return { world: withNewCall(next, { id, agent: name, number: to, direction: 'outbound' }), callId: id }
  })

export const hangUp = (world: World, name: string, callId: string): Acted =>
  onCall(world, name, callId, (call) => done(endCall(world, call.id)))

/** Blind: the call is the destination's from now on. */
export const transfer = (world: World, name: string, callId: string, to: string): Acted =>
  onCall(world, name, callId, (call) => {
    if (!/^\+?[0-9*#]{2,32}$/.test(to)) return refuse('params_failed')
    return done(endCall(world, call.id))
  })

export const hold = (world: World, name: string, callId: string): Acted =>
  onCall(world, name, callId, (call) =>
    call.state === 'held'
      ? refuse('execute_failed')
      : done(withCall(world, callId, { state: 'held', nextAt: null })),
  )

export const retrieve = (world: World, name: string, callId: string): Acted =>
  onCall(world, name, callId, (call) =>
    call.state === 'held'
      ? done(
          withCall(world, callId, {
            state: 'talking',
            answeredAt: call.answeredAt ?? world.now,
            nextAt: world.now + 180_000,
          }),
        )
      : refuse('execute_failed'),
  )

type NewCall = Pick<PabxCall, 'id' | 'agent' | 'number' | 'direction'>

function withNewCall(world: World, call: NewCall): World {
  const { world: next, random } = draw(world)
  const nextAt = world.now + 3_000 + Math.round(random * 5_000)
  const added: PabxCall = { ...call, state: 'ringing', startedAt: world.now, answeredAt: null, nextAt }
  return { ...next, calls: [...next.calls, added] }
}

/*
 * What happens elsewhere: on the phone, at the supervisor's desk, on the other side of the line.
 */

/** Offers an inbound call to an agent who is available; the call rings until it is answered. */
export const offerInbound = (world: World, name: string, number: string): Acted =>
  onAgent(world, name, (agent) => {
    if (!agent.status.startsWith('Available')) return refuse('execute_failed')
    const { world: next, id } = newCallId(world)
    return { world: withNewCall(next, { id, agent: name, number, direction: 'inbound' }), callId: id }
  })

/** The ringing side picks up. */
export const answer = (world: World, callId: string): Acted => {
  const call = findCall(world, callId)
  if (call === undefined) return refuse('not_found_failed')
  if (call.state !== 'ringing') return refuse('execute_failed')
  const talking = withCall(world, callId, {
    state: 'talking',
    answeredAt: world.now,
    nextAt: world.now + 180_000,
  })
  const agent = findAgent(world, call.agent)
  if (agent === undefined || call.direction === 'outbound') return done(talking)
  return done(withAgent(talking, agent.name, { answered: agent.answered + 1 }))
}

export const remoteHangUp = (world: World, callId: string): Acted =>
  findCall(world, callId) === undefined ? refuse('not_found_failed') : done(endCall(world, callId))

/** The agent dials the login extension and presses the break's digit. */
export const phoneBreak = (world: World, name: string, digit: string): Acted => {
  const kind = world.breaks.find((known) => known.digit === digit)
  return kind === undefined ? refuse('not_found_failed') : setBreak(world, name, kind.id)
}

/** Chance: colleagues go on breaks and come back, calls are answered and end. */
export function tick(world: World, now: number): World {
  let next: World = { ...world, now }
  for (const call of world.calls) {
    if (call.nextAt === null || call.nextAt > now) continue
    const acted = call.state === 'ringing' ? answer(next, call.id) : remoteHangUp(next, call.id)
    if ('world' in acted) next = acted.world
  }
  const minutesPassed = Math.floor(now / 60_000) - Math.floor(world.now / 60_000)
  for (let minute = 0; minute < Math.min(minutesPassed, 60); minute++) next = liveOneMinute(next)
  return next
}

function liveOneMinute(world: World): World {
  let next = world
  for (const { name, isExtra, status, answered, answeredSeconds } of world.agents) {
    if (!isExtra || status === 'Logged Out') continue
    const drawn = draw(next)
    next = drawn.world
    if (status === 'On Break') {
      if (drawn.random < 0.15) next = withAgent(next, name, { status: 'Available', breakId: null })
    } else if (drawn.random < 0.03) {
      next = withAgent(next, name, { status: 'On Break', breakId: world.breaks[0]?.id ?? null })
    } else if (drawn.random < 0.4) {
      const talked = Math.round(60 + drawn.random * 300)
      next = withAgent(next, name, { answered: answered + 1, answeredSeconds: answeredSeconds + talked })
    }
  }
  return next
}
