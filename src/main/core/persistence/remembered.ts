import * as z from 'zod'
import { steadyTime, wallTime, type SteadyTime, type WallTime } from '../../../shared/time'
import { callId, callKey, intentId, type CallId, type CallKey } from '../../../shared/ids'
import { hasNotice } from '../../../shared/snapshot/intents'
import { identityOf } from '../../../shared/snapshot/identity'
import type { Asked, Call, Intent, Profile, SeenBefore, Snapshot } from '../../../shared/snapshot/state'
import { timeOfDay } from '../../../shared/snapshot/view'
import { isCommandId, type CommandId } from '../../../shared/commands/table'
import { pabxErrorKinds } from '../../../shared/vocom/errors'

/*
 * What outlives a restart: what the agent had asked for, the calls in progress (so that they can still be hung up), and
 * dials and transfers with an unknown outcome.
 */

const asked = z.object({
  standing: z.enum(['loggedOut', 'available', 'onBreak']),
  since: z.number().transform(wallTime),
  breakId: z.string().nullable(),
  confirmed: z.boolean(),
  contradictions: z.number(),
})

const seen = z.object({
  standing: z.enum(['loggedOut', 'available', 'onBreak', 'other']),
  status: z.string(),
  since: z.number().transform(wallTime),
})

const callSchema = z.object({
  key: z.string().min(1).default('restored').transform(callKey),
  id: z.string().transform(callId).nullable(),
  number: z.string(),
  direction: z.enum(['outbound', 'inbound']),
  namedBy: z.enum(['agent', 'link', 'pabx']).default('agent'),
  counted: z.boolean().default(false),
  consultFor: z.string().transform(callKey).nullable().default(null),
  phase: z.enum(['dialling', 'active', 'doubtful']),
  phoneMayRing: z.boolean().default(false),
  startedAt: z.number().transform(wallTime),
  heldSince: z.number().transform(wallTime).nullable(),
  holdDoubtful: z.boolean(),
  maybeTransferredTo: z.string().nullable().default(null),
  seemsEndedAt: z.number().transform(wallTime).nullable(),
})

const intent = z.object({
  id: z.string().transform(intentId),
  command: z.custom<CommandId>((id) => typeof id === 'string' && isCommandId(id)),
  subject: z.string().nullable(),
  callId: z.string().transform(callId).nullable(),
  callKey: z.string().transform(callKey).nullable().default(null),
  state: z.enum(['sent', 'accepted', 'confirmed', 'refused', 'unknown']),
  sentAt: z.number().transform(wallTime),
  error: z
    .object({ kind: z.enum(pabxErrorKinds), acted: z.enum(['no', 'yes', 'maybe']) })
    .nullable()
    .catch(null),
})

const common = {
  /** The identity that this belongs to. Another agent or company starts with nothing. */
  place: z.string(),
  asked: asked.nullable().catch(null),
  seen: seen.nullable().catch(null),
  intents: z.array(intent).catch([]),
}

/** Both of two calls can be hung up after a restart. Versions before 0.2 knew only one call. */
const remembered = z.discriminatedUnion('version', [
  z.object({ ...common, version: z.literal(1), call: callSchema.nullable().catch(null) }),
  z.object({
    ...common,
    version: z.literal(2),
    calls: z.array(callSchema.nullable().catch(null)).catch([]),
    focusedCall: z.string().transform(callKey).nullable().catch(null),
    seemsSingleLine: z.boolean().catch(false),
  }),
])

export type Remembered = {
  readonly asked: Asked | null
  readonly seenBefore: SeenBefore | null
  readonly calls: readonly Call[]
  readonly focusedCall: CallKey | null
  readonly seemsSingleLine: boolean
  readonly intents: readonly Intent[]
  /** Identities with calls that this bar can no longer reach: on another PABX, or of another company or agent. */
  readonly leftBehind: readonly string[]
}

const durable = new Set<CommandId>(['call.dial', 'call.transfer'])
const holds = new Set<CommandId>(['call.hold', 'call.retrieve'])

/** The text to save. Moments are wall-clock times, because the next run starts from the wall clock. */
export function remember(snapshot: Snapshot): string {
  const wall = (at: SteadyTime): WallTime => timeOfDay(snapshot, at)
  const wallOrNull = (at: SteadyTime | null): WallTime | null => (at === null ? null : wall(at))
  const asked = snapshot.asked === null ? null : { ...snapshot.asked, since: wall(snapshot.asked.since) }
  const calls = snapshot.calls.map((call) => ({
    ...call,
    holdDoubtful: call.holdDoubtful || isHoldUnderWay(snapshot, call.key),
    startedAt: wall(call.startedAt),
    heldSince: wallOrNull(call.heldSince),
    seemsEndedAt: wallOrNull(call.seemsEndedAt),
  }))
  const now = snapshot.reported ?? snapshot.seenBefore
  const seen = now === null ? null : { standing: now.standing, status: now.status, since: wall(now.since) }
  const intents = snapshot.intents
    .filter(
      (kept) => durable.has(kept.command) && (kept.state === 'sent' || hasNotice(snapshot.notices, kept)),
    )
    .map(({ id, command, subject, callId, callKey, state, sentAt, error }) => ({
      id,
      command,
      subject,
      callId,
      callKey,
      state,
      sentAt: wall(sentAt),
      error: error === null ? null : { kind: error.kind, acted: error.acted },
    }))
  const { focusedCall, seemsSingleLine, profile } = snapshot
  return JSON.stringify({
    version: 2,
    place: identityOf(profile),
    asked,
    seen,
    calls,
    focusedCall,
    seemsSingleLine,
    intents,
  })
}

/** When the run ends now, it never learns whether the call was put on hold. */
const isHoldUnderWay = ({ intents }: Snapshot, key: CallKey): boolean =>
  intents.some(({ command, state, callKey }) => holds.has(command) && state === 'sent' && callKey === key)

/**
 * Reads the saved text; a damaged or foreign one reads as empty, never as an error. Requests that were being sent now
 * have an unknown outcome. No moment is later than `now`, because the clock may have been set back.
 */
export function recall(text: string | null, profile: Profile, now: SteadyTime): Remembered {
  const nothing: Remembered = {
    asked: null,
    seenBefore: null,
    calls: [],
    focusedCall: null,
    seemsSingleLine: false,
    intents: [],
    leftBehind: [],
  }
  const read = remembered.safeParse(parseJson(text))
  if (!read.success) return nothing
  const { data } = read
  const calls = (data.version === 1 ? [data.call] : data.calls).filter((call) => call !== null)
  if (data.place !== identityOf(profile)) return { ...nothing, leftBehind: calls.map(({ number }) => number) }
  const { asked, seen, intents } = data
  const past = (moment: WallTime): SteadyTime => steadyTime(Math.min(moment, now))
  return {
    ...nothing,
    // After a restart a different standing from the PABX is news, not a contradiction.
    asked: asked === null ? null : { ...asked, since: past(asked.since), contradictions: 0 },
    seenBefore: seen === null ? null : { ...seen, since: past(seen.since) },
    calls: calls.map((call) => recallCall(call, intents, past)),
    focusedCall: data.version === 1 ? null : data.focusedCall,
    seemsSingleLine: data.version === 2 && data.seemsSingleLine,
    intents: intents.map((kept) => ({
      ...kept,
      sentAt: past(kept.sentAt),
      state: kept.state === 'sent' ? 'unknown' : kept.state,
      aim: null,
    })),
  }
}

const recallCall = (
  call: z.output<typeof callSchema>,
  intents: readonly z.output<typeof intent>[],
  past: (moment: WallTime) => SteadyTime,
): Call => ({
  ...call,
  maybeTransferredTo: lostTransfer(call.id, intents) ?? call.maybeTransferredTo,
  // The hang-up did not happen in the last run; the agent sees the call and can press again.
  hangingUp: false,
  phoneMayRing: false,
  phase: call.phase === 'dialling' ? 'doubtful' : call.phase,
  startedAt: past(call.startedAt),
  heldSince: call.heldSince === null ? null : past(call.heldSince),
  seemsEndedAt: call.seemsEndedAt === null ? null : past(call.seemsEndedAt),
})

/** Where that call may have been transferred: the last run ended before the transfer was answered. */
const lostTransfer = (callId: CallId | null, intents: readonly z.output<typeof intent>[]): string | null =>
  intents.find(
    ({ command, state, callId: of }) => command === 'call.transfer' && state === 'sent' && of === callId,
  )?.subject ?? null

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
