import { done, loggedOut, onAgent, refuse, type Acted } from './agents'
import { hasFreeLine, takenUp, withNewCall } from './calls'
import { draw, newCallId } from '../chance'
import { endCall, findAgent, findCall, withAgent, withCall, type PabxCall, type World } from './world'

/*
 * What happens outside the bar: on the phone, at the supervisor's desk, on the other side of the line.
 */

/** Offers an inbound call to an available agent; it rings until it is answered. */
export const offerInbound = (world: World, name: string, number: string): Acted =>
  onAgent(world, name, (agent) => {
    if (!agent.status.startsWith('Available') || !hasFreeLine(world, name)) return refuse('execute_failed')
    const { world: next, id } = newCallId(world)
    return { world: withNewCall(next, { id, agent: name, number, direction: 'inbound' }), callId: id }
  })

/** The ringing side answers; for an inbound call that is the agent's phone. */
export const answer = (world: World, callId: string): Acted => {
  const call = findCall(world, callId)
  if (call === undefined) return refuse('not_found_failed')
  if (call.state !== 'ringing') return refuse('execute_failed')
  const before = call.direction === 'inbound' ? takenUp(world, call.agent) : world
  const talking = withCall(before, callId, {
    state: 'talking',
    answeredAt: world.now,
    nextAt: world.now + 180_000,
  })
  const agent = findAgent(world, call.agent)
  if (agent === undefined || call.direction === 'outbound') return done(talking)
  return done(withAgent(talking, agent.name, { answered: agent.answered + 1, missedInRow: 0 }))
}

export const remoteHangUp = (world: World, callId: string): Acted =>
  findCall(world, callId) === undefined ? refuse('not_found_failed') : done(endCall(world, callId))

/** The phone rang and was not answered, so the PABX takes the call back. */
export const miss = (world: World, callId: string): Acted => {
  const call = findCall(world, callId)
  if (call === undefined) return refuse('not_found_failed')
  return call.state === 'ringing' && call.direction === 'inbound'
    ? done(endCall(world, callId))
    : refuse('execute_failed')
}

/** A supervisor starts a break in any state of the agent except logged out. */
export const forceBreak = (world: World, name: string, breakId: string): Acted =>
  onAgent(world, name, (agent) => {
    if (!world.breaks.some((kind) => kind.id === breakId)) return refuse('not_found_failed')
    if (agent.status === 'Logged Out') return refuse('execute_failed')
    return done(withAgent(world, name, { status: 'On Break', breakId }))
  })

export const forceLogout = (world: World, name: string): Acted =>
  onAgent(world, name, (agent) =>
    agent.status === 'Logged Out' ? refuse('execute_failed') : done(loggedOut(world, agent)),
  )

/** The agent dials the login extension and presses the digit of the break. */
export const phoneBreak = (world: World, name: string, digit: string): Acted => {
  const kind = world.breaks.find((known) => known.digit === digit)
  return kind === undefined ? refuse('not_found_failed') : forceBreak(world, name, kind.id)
}

export const phoneReturn = (world: World, name: string): Acted =>
  onAgent(world, name, (agent) =>
    agent.status === 'On Break'
      ? done(withAgent(world, name, { status: world.manners.availableAs, breakId: null, missedInRow: 0 }))
      : refuse('execute_failed'),
  )

/** Advances the world: colleagues go on breaks and return, and calls are answered and end, at random times. */
export function tick(world: World, now: number): World {
  let next = world
  for (let due = nextDue(next, now); due !== null; due = nextDue(next, now)) {
    const then: World = { ...next, now: Math.max(next.now, due.at) }
    const acted = due.call.state === 'ringing' ? answer(then, due.call.id) : remoteHangUp(then, due.call.id)
    next = 'world' in acted ? acted.world : withCall(then, due.call.id, { nextAt: null })
  }
  const minutesPassed = Math.floor(now / 60_000) - Math.floor(world.now / 60_000)
  for (let minute = 0; minute < Math.min(minutesPassed, 60); minute++) next = liveOneMinute(next)
  return { ...next, now }
}

/** The next call that changes by itself, and when; null if none does before `now`. */
function nextDue({ calls }: World, now: number): { readonly call: PabxCall; readonly at: number } | null {
  let first: { readonly call: PabxCall; readonly at: number } | null = null
  for (const call of calls) {
    if (call.nextAt === null || call.nextAt > now) continue
    if (first === null || call.nextAt < first.at) first = { call, at: call.nextAt }
  }
  return first
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
