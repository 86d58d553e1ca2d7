import { done, nothingDone, onAgent, refuse, type Acted } from './agents'
import { draw, newCallId } from '../chance'
import { endCall, findCall, withCall, type Dial, type PabxCall, type World } from './world'

/*
 * What an agent asks of the PABX about a call. Each action is a pure function of the world.
 */

function onCall(world: World, name: string, callId: string, act: (call: PabxCall) => Acted): Acted {
  const call = findCall(world, callId)
  if (world.manners.deadCallsOk) return call === undefined ? done(world) : act(call)
  return onAgent(world, name, () => (call === undefined ? refuse('not_found_failed') : act(call)))
}

const isNumber = (text: string): boolean => /^\+?[0-9*#]{2,32}$/.test(text)

/** Accepts a dial; nothing rings yet. A call on hold does not prevent another one. */
export function takeDial(
  world: World,
  agent: string,
  number: string,
): { readonly world: World; readonly dial: Dial } | { readonly refused: Acted } {
  const known = onAgent(world, agent, () => done(world))
  if (!('world' in known)) return { refused: known }
  if (!isNumber(number)) return { refused: refuse('params_failed') }
  const { phone, oneCallEach } = world.manners
  const isBusy = world.calls.some((call) => call.agent === agent && call.state !== 'held')
  if (oneCallEach && isBusy) return { refused: refuse('execute_failed') }
  const reached = hasFreeLine(world, agent) ? phone : 'noChannel'
  const { world: next, id } = newCallId(world)
  const dial: Dial = {
    id,
    agent,
    number,
    phone: reached,
    isRung: reached !== 'answers',
    isAnswered: false,
  }
  return { world: { ...next, dials: [...next.dials, dial] }, dial }
}

/** The agent's phone rings and answers automatically. Then the other side rings, and answers later. */
export function ringPhone(world: World, dialId: string): World {
  const dial = world.dials.find(({ id, isRung }) => id === dialId && !isRung)
  if (dial === undefined) return world
  const { id, agent, number } = dial
  const rung = takenUp(withDial(world, { ...dial, isRung: true }), agent)
  return withNewCall(rung, { id, agent, number, direction: 'outbound' })
}

/** Calls on hold and dials that have not rung yet also take a line of the phone. */
export function hasFreeLine({ manners, calls, dials }: World, name: string): boolean {
  const taken = [...calls, ...dials.filter(({ isRung }) => !isRung)].filter(({ agent }) => agent === name)
  return taken.length < manners.lines
}

/** The phone takes another call. If the phone does that by itself, the current call is put on hold. */
export const takenUp = (world: World, name: string): World =>
  world.manners.autoHold
    ? {
        ...world,
        calls: world.calls.map((call) =>
          call.agent === name && call.state === 'talking' ? { ...call, state: 'held', nextAt: null } : call,
        ),
      }
    : world

/** The final answer to the dial: whether the agent's phone has been seen in a call. */
export function concludeDial(world: World, dialId: string): { readonly world: World; readonly acted: Acted } {
  const dial = world.dials.find(({ id }) => id === dialId)
  if (dial === undefined) return { world, acted: refuse('execute_failed') }
  const next = withDial(world, { ...dial, isAnswered: true })
  if (dial.phone === 'noChannel') return { world: next, acted: refuse('execute_failed') }
  const isSeen = dial.phone === 'answers' && dial.isRung
  return { world: next, acted: isSeen ? { world: next, callId: dial.id } : nothingDone(next) }
}

/** A dial that has rung and was answered is removed; its call, if any, is like any other. */
const withDial = (world: World, changed: Dial): World => ({
  ...world,
  dials: world.dials
    .map((dial) => (dial.id === changed.id ? changed : dial))
    .filter(({ isRung, isAnswered }) => !isRung || !isAnswered),
})

export const hangUp = (world: World, name: string, callId: string): Acted =>
  onCall(world, name, callId, (call) => done(endCall(world, call.id)))

/** A blind transfer: from now on the call belongs to the destination. */
export const transfer = (world: World, name: string, callId: string, to: string): Acted =>
  isNumber(to)
    ? onCall(world, name, callId, (call) => done(endCall(world, call.id)))
    : onCall(world, name, callId, () => refuse('params_failed'))

export const hold = (world: World, name: string, callId: string): Acted =>
  onCall(world, name, callId, (call) =>
    call.state === 'held' ? inVain(world) : done(withCall(world, callId, { state: 'held', nextAt: null })),
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
      : inVain(world),
  )

/** A hold of a call already on hold, or a retrieve of one that is not. */
const inVain = (world: World): Acted => (world.manners.deadCallsOk ? done(world) : refuse('execute_failed'))

type NewCall = Pick<PabxCall, 'id' | 'agent' | 'number' | 'direction'>

export function withNewCall(world: World, call: NewCall): World {
  const { world: next, random } = draw(world)
  const nextAt = world.now + 3_000 + Math.round(random * 5_000)
  const added: PabxCall = { ...call, state: 'ringing', startedAt: world.now, answeredAt: null, nextAt }
  return { ...next, calls: [...next.calls, added] }
}
