import type { CallId, CallKey, CallRef } from '../ids'
import type { Call, Snapshot } from '../snapshot/state'

/*
 * The agent's calls, and which of them a command means that names none. Each call has a key of the bar's from the press
 * on; the PABX's id may come later, or never.
 */

/** The most calls at once: nobody handles more, and the bar has no room for them. */
export const MOST_CALLS = 4

type CallsOf = Pick<Snapshot, 'calls' | 'focusedCall' | 'call'>

/**
 * The snapshot with these calls. If the call in focus is gone, the call that it was placed for comes into focus, or
 * else the latest one.
 */
export function withCalls<Of extends CallsOf>(
  snapshot: Of,
  calls: readonly Call[],
  focused: CallKey | null,
): Of {
  const gone = snapshot.call
  const call =
    calls.find(({ key }) => key === focused) ??
    calls.find(({ key }) => key === gone?.consultFor) ??
    calls.at(-1) ??
    null
  return { ...snapshot, calls, focusedCall: call?.key ?? null, call }
}

export const callByKey = ({ calls }: Pick<CallsOf, 'calls'>, key: CallKey | null): Call | null =>
  calls.find((call) => call.key === key) ?? null

export const callById = ({ calls }: Pick<CallsOf, 'calls'>, id: CallId): Call | null =>
  calls.find((call) => call.id === id) ?? null

/** The call that is named by its key or by its id. */
export const callNamed = ({ calls }: Pick<CallsOf, 'calls'>, name: CallRef): Call | null =>
  calls.find(({ key }) => key === name) ?? calls.find(({ id }) => id === name) ?? null

/** The snapshot with that call in focus, for the rules of a press on it. */
export const seenFrom = (snapshot: Snapshot, key: CallKey): Snapshot =>
  key === snapshot.focusedCall ? snapshot : withCalls(snapshot, snapshot.calls, key)

/**
 * The call may have ended, or may never have existed, and nothing can be done with it, so another call may take its
 * place.
 */
export const isSpent = ({ phase, id, seemsEndedAt }: Call): boolean =>
  seemsEndedAt !== null || (phase === 'doubtful' && id === null)

/**
 * Whether there is room for one more call, which may replace a spent one. `waiting` is the key of a call that must
 * stay.
 */
export const hasRoom = ({ calls }: Pick<CallsOf, 'calls'>, waiting: CallKey | null = null): boolean =>
  withRoom(calls, waiting).length < MOST_CALLS

/**
 * Makes room for a call that is dialled. When all places are taken, the oldest spent call gives way, or the oldest that
 * only a link has named. The call `waiting` stays.
 */
export function withRoom(calls: readonly Call[], waiting: CallKey | null): readonly Call[] {
  if (calls.length < MOST_CALLS) return calls
  const others = calls.filter(({ key }) => key !== waiting)
  const least = others.find(isSpent) ?? others.find(({ namedBy }) => namedBy === 'link')
  return calls.filter((call) => call !== least)
}

/** The calls that the agent is on; a call that only a link has named does not count. */
export const callsUp = ({ calls }: Pick<CallsOf, 'calls'>): readonly Call[] =>
  calls.filter((call) => call.seemsEndedAt === null && call.namedBy !== 'link')

/** The call to a colleague, and the call that waits meanwhile. */
export type Consultation = { readonly consulted: Call; readonly waiting: Call }

/** The consultation that includes the call, as either of the two. */
export function consultationOf({ calls }: Pick<CallsOf, 'calls'>, call: Call | null): Consultation | null {
  if (call === null) return null
  const asked = callByKey({ calls }, call.consultFor)
  if (asked !== null) return { consulted: call, waiting: asked }
  const consulted = calls.find(({ consultFor }) => consultFor === call.key)
  return consulted === undefined ? null : { consulted, waiting: call }
}

/** The call to swap this one with: the other call of its consultation, or the only other call. */
export function otherCall({ calls }: Pick<CallsOf, 'calls'>, call: Call | null): Call | null {
  if (call === null) return null
  const consultation = consultationOf({ calls }, call)
  if (consultation !== null)
    return consultation.consulted.key === call.key ? consultation.waiting : consultation.consulted
  const others = calls.filter(({ key, id, phase }) => key !== call.key && id !== null && phase !== 'dialling')
  return others.length === 1 ? (others[0] ?? null) : null
}
