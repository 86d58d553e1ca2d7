import type { Call, Snapshot } from '../snapshot/state'

/*
 * The calls of the agent: a list, and which of them a command means that names none. Each has a key of ours from the
 * press on; the PABX's id may come later, or never.
 */

/** More are nobody's work, and no bar has room for them. */
export const MOST_CALLS = 4

type CallsOf = Pick<Snapshot, 'calls' | 'focusedCall' | 'call'>

/**
 * The snapshot with these calls. Where the one in focus is gone, the one that it was placed for is in focus, or the one
 * that came last.
 */
export function withCalls<Of extends CallsOf>(
  snapshot: Of,
  calls: readonly Call[],
  focused: string | null,
): Of {
  const gone = snapshot.call
  const call =
    calls.find(({ key }) => key === focused) ??
    calls.find(({ key }) => key === gone?.consultFor) ??
    calls.at(-1) ??
    null
  return { ...snapshot, calls, focusedCall: call?.key ?? null, call }
}

export const callByKey = ({ calls }: Pick<CallsOf, 'calls'>, key: string | null): Call | null =>
  calls.find((call) => call.key === key) ?? null

export const callById = ({ calls }: Pick<CallsOf, 'calls'>, id: string): Call | null =>
  calls.find((call) => call.id === id) ?? null

/** The snapshot as a press for that call sees it. */
export const seenFrom = (snapshot: Snapshot, key: string): Snapshot =>
  key === snapshot.focusedCall ? snapshot : withCalls(snapshot, snapshot.calls, key)

/** It may be over, or may never have been, and its id leads nowhere: another call takes its place. */
export const isSpent = ({ phase, id, seemsEndedAt }: Call): boolean =>
  seemsEndedAt !== null || (phase === 'doubtful' && id === null)

/** Whether there is room for one more call, beside one that gives way to it; `waiting` is the key of one that stays. */
export const hasRoom = ({ calls }: Pick<CallsOf, 'calls'>, waiting: string | null = null): boolean =>
  withRoom(calls, waiting).length < MOST_CALLS

/**
 * Room for one that is dialled: where all places are taken, the oldest that may be none gives way, or the oldest that
 * only a link has named. The one that waits meanwhile stays.
 */
export function withRoom(calls: readonly Call[], waiting: string | null): readonly Call[] {
  if (calls.length < MOST_CALLS) return calls
  const others = calls.filter(({ key }) => key !== waiting)
  const least = others.find(isSpent) ?? others.find(({ namedBy }) => namedBy === 'link')
  return calls.filter((call) => call !== least)
}

/** Calls that somebody is on, as far as anything but a link tells. */
export const callsUp = ({ calls }: Pick<CallsOf, 'calls'>): readonly Call[] =>
  calls.filter((call) => call.seemsEndedAt === null && call.namedBy !== 'link')

/** A colleague who is asked, and the call that waits meanwhile. */
export type Consultation = { readonly consulted: Call; readonly waiting: Call }

/** The consultation that the call is a part of, whichever of the two it is. */
export function consultationOf({ calls }: Pick<CallsOf, 'calls'>, call: Call | null): Consultation | null {
  if (call === null) return null
  const asked = callByKey({ calls }, call.consultFor)
  if (asked !== null) return { consulted: call, waiting: asked }
  const consulted = calls.find(({ consultFor }) => consultFor === call.key)
  return consulted === undefined ? null : { consulted, waiting: call }
}

/** The call that takes turns with this one: that of its consultation, or the only other one. */
export function otherCall({ calls }: Pick<CallsOf, 'calls'>, call: Call | null): Call | null {
  if (call === null) return null
  const consultation = consultationOf({ calls }, call)
  if (consultation !== null)
    return consultation.consulted.key === call.key ? consultation.waiting : consultation.consulted
  const others = calls.filter(({ key, id, phase }) => key !== call.key && id !== null && phase !== 'dialling')
  return others.length === 1 ? (others[0] ?? null) : null
}
