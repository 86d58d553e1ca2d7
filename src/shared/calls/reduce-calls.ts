import type { SteadyTime } from '../time'
import type { CallKey } from '../ids'
import type { AgentEvent } from '../snapshot/events'
import type { Call, Snapshot } from '../snapshot/state'
import { callById, callByKey, isSpent, withCalls, withRoom } from './calls'

/**
 * The events of calls. Each names the key of its call, and changes nothing if that key is unknown, unless it is the
 * first event of the call.
 */
export type CallEvent = Extract<
  AgentEvent,
  {
    type:
      | 'callPlacing'
      | 'phoneMayRing'
      | 'callPlaced'
      | 'callDoubtful'
      | 'callAdopted'
      | 'callKnown'
      | 'callNotPlaced'
      | 'callEnded'
      | 'callHungUp'
      | 'callFocused'
      | 'hangingUp'
      | 'held'
      | 'retrieved'
      | 'holdDoubtful'
      | 'transferDoubtful'
  }
>

export function reduceCalls(snapshot: Snapshot, event: CallEvent): Snapshot {
  switch (event.type) {
    case 'callPlacing': {
      const { key, number, at, consultFor } = event
      const placing: Call = { ...freshCall(key, number, at), phase: 'dialling', consultFor }
      return withCalls(snapshot, [...withRoom(snapshot.calls, consultFor), placing], key)
    }
    case 'callAdopted':
      return adopt(snapshot, event)
    case 'callHungUp': {
      const { key, callId, number, at } = event
      return { ...without(snapshot, key), hungUp: { key, callId, number, at } }
    }
    case 'callNotPlaced':
    case 'callEnded':
      return without(snapshot, event.key)
    case 'callFocused':
      return callByKey(snapshot, event.key) === null || snapshot.focusedCall === event.key
        ? snapshot
        : withCalls(snapshot, snapshot.calls, event.key)
    case 'callPlaced': {
      const placed = changeCall(snapshot, event)
      // A spent call gives way only now, so that a refused dial leaves everything as it was.
      const waiting = callByKey(placed, event.key)?.consultFor
      const calls = placed.calls.filter(
        (call) => call.key === event.key || call.key === waiting || !isSpent(call),
      )
      return placed === snapshot
        ? snapshot
        : { ...withCalls(placed, calls, placed.focusedCall), hungUp: null }
    }
    case 'retrieved': {
      const retrieved = changeCall(snapshot, event)
      return retrieved === snapshot ? snapshot : withCalls(retrieved, retrieved.calls, event.key)
    }
    default:
      return changeCall(snapshot, event)
  }
}

function adopt(snapshot: Snapshot, event: Extract<CallEvent, { type: 'callAdopted' }>): Snapshot {
  const { key, id, number, direction, namedBy, at } = event
  if (callById(snapshot, id) !== null) return snapshot
  const adopted: Call = { ...freshCall(key, number, at), id, direction, namedBy }
  const calls = [
    ...withRoom(
      snapshot.calls.filter((call) => !isSpent(call)),
      null,
    ),
    adopted,
  ]
  const focused = callByKey({ calls }, snapshot.focusedCall)
  // The agent is speaking to a call that the PABX knows; a call that a page names must not take the hotkeys from it.
  const keepsFocus = focused !== null && focused.namedBy !== 'link'
  return { ...withCalls(snapshot, calls, keepsFocus ? focused.key : key), hungUp: null }
}

function without(snapshot: Snapshot, key: CallKey): Snapshot {
  if (callByKey(snapshot, key) === null) return snapshot
  return withCalls(
    snapshot,
    snapshot.calls.filter((call) => call.key !== key),
    snapshot.focusedCall,
  )
}

type ChangeOfOne = Exclude<
  CallEvent,
  { type: 'callPlacing' | 'callAdopted' | 'callHungUp' | 'callNotPlaced' | 'callEnded' | 'callFocused' }
>

function changeCall(snapshot: Snapshot, event: ChangeOfOne): Snapshot {
  const call = callByKey(snapshot, event.key)
  if (call === null) return snapshot
  const change = changeOf(call, event)
  if (change === null) return snapshot
  return withCalls(
    snapshot,
    snapshot.calls.map((other) => (other === call ? { ...call, ...change } : other)),
    snapshot.focusedCall,
  )
}

function changeOf(call: Call, event: ChangeOfOne): Partial<Call> | null {
  switch (event.type) {
    case 'phoneMayRing':
      return call.phase === 'dialling' ? { phoneMayRing: true } : null
    case 'callPlaced': {
      const { id, at } = event
      return {
        id,
        namedBy: id === null ? 'agent' : 'pabx',
        startedAt: at,
        phase: id === null ? 'doubtful' : 'active',
        phoneMayRing: false,
      }
    }
    case 'callDoubtful':
      return { phase: 'doubtful', phoneMayRing: false }
    case 'callKnown':
      return call.namedBy === 'pabx' ? null : { namedBy: 'pabx' }
    case 'hangingUp':
      return call.hangingUp === event.on ? null : { hangingUp: event.on }
    case 'held':
      // Only the agent who has the call can hold it, so it was not transferred.
      return { heldSince: event.at, holdDoubtful: false, maybeTransferredTo: null }
    case 'retrieved':
      return { heldSince: null, holdDoubtful: false, maybeTransferredTo: null }
    case 'holdDoubtful':
      return { holdDoubtful: true }
    case 'transferDoubtful':
      return { maybeTransferredTo: event.to }
  }
}

const freshCall = (key: CallKey, number: string, at: SteadyTime): Call => ({
  key,
  id: null,
  number,
  direction: 'outbound',
  namedBy: 'agent',
  counted: false,
  consultFor: null,
  phase: 'active',
  phoneMayRing: false,
  startedAt: at,
  heldSince: null,
  holdDoubtful: false,
  hangingUp: false,
  maybeTransferredTo: null,
  seemsEndedAt: null,
})
