import * as z from 'zod'
import { isUntold } from '../../../shared/snapshot/intents'
import { identityOf } from '../../../shared/snapshot/identity'
import type { Asked, Call, Intent, Profile, SeenBefore, Snapshot } from '../../../shared/snapshot/state'
import { timeOfDay } from '../../../shared/snapshot/view'
import { isCommandId, type CommandId } from '../../../shared/commands/table'
import { pabxErrorKinds } from '../../../shared/vocom/errors'

/*
 * What outlives a restart: what the agent had asked for, the call in progress (so that it can still be
 * hung up), and dials and transfers whose outcome nobody knows.
 */

const asked = z.object({
  standing: z.enum(['loggedOut', 'available', 'onBreak']),
  since: z.number(),
  breakId: z.string().nullable(),
  confirmed: z.boolean(),
  contradictions: z.number(),
})

const seen = z.object({
  standing: z.enum(['loggedOut', 'available', 'onBreak', 'other']),
  status: z.string(),
  since: z.number(),
})

const callSchema = z.object({
  key: z.string().min(1).default('restored'),
  id: z.string().nullable(),
  number: z.string(),
  direction: z.enum(['outbound', 'inbound']),
  namedBy: z.enum(['agent', 'link', 'pabx']).default('agent'),
  counted: z.boolean().default(false),
  consultFor: z.string().nullable().default(null),
  phase: z.enum(['dialling', 'active', 'doubtful']),
  phoneMayRing: z.boolean().default(false),
  startedAt: z.number(),
  heldSince: z.number().nullable(),
  holdDoubtful: z.boolean(),
  maybeTransferredTo: z.string().nullable().default(null),
  seemsEndedAt: z.number().nullable(),
})

const intent = z.object({
  id: z.string(),
  command: z.custom<CommandId>((id) => typeof id === 'string' && isCommandId(id)),
  subject: z.string().nullable(),
  callId: z.string().nullable(),
  callKey: z.string().nullable().default(null),
  state: z.enum(['sent', 'accepted', 'confirmed', 'refused', 'unknown']),
  sentAt: z.number(),
  error: z
    .object({ kind: z.enum(pabxErrorKinds), acted: z.enum(['no', 'yes', 'maybe']) })
    .nullable()
    .catch(null),
})

const common = {
  /** Whose it is: another agent or company starts afresh. */
  place: z.string(),
  asked: asked.nullable().catch(null),
  seen: seen.nullable().catch(null),
  intents: z.array(intent).catch([]),
}

/** Of two calls each can be hung up after a restart; a bar before 0.2 knew one. */
const remembered = z.discriminatedUnion('version', [
  z.object({ ...common, version: z.literal(1), call: callSchema.nullable().catch(null) }),
  z.object({
    ...common,
    version: z.literal(2),
    calls: z.array(callSchema.nullable().catch(null)).catch([]),
    focusedCall: z.string().nullable().catch(null),
    seemsSingleLine: z.boolean().catch(false),
  }),
])

export type Remembered = {
  readonly asked: Asked | null
  readonly seenBefore: SeenBefore | null
  readonly calls: readonly Call[]
  readonly focusedCall: string | null
  readonly seemsSingleLine: boolean
  readonly intents: readonly Intent[]
  /** With whom calls were that the bar cannot reach any more: made on another PABX, or for another company or agent. */
  readonly leftBehind: readonly string[]
}

const durable = new Set<CommandId>(['call.dial', 'call.transfer'])
const holds = new Set<CommandId>(['call.hold', 'call.retrieve'])

/** The text to keep on disk. Moments are those of the wall clock: the next run begins at it. */
export function remember(snapshot: Snapshot): string {
  const wall = (at: number): number => timeOfDay(snapshot, at)
  const wallOrNull = (at: number | null): number | null => (at === null ? null : wall(at))
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
      (kept) => durable.has(kept.command) && (kept.state === 'sent' || isUntold(snapshot.notices, kept)),
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

/** A run that ends now does not live to hear whether the call waits. */
const isHoldUnderWay = ({ intents }: Snapshot, key: string): boolean =>
  intents.some(({ command, state, callKey }) => holds.has(command) && state === 'sent' && callKey === key)

/**
 * Reads it back; a damaged or foreign text is nothing, never an error. What was under way is now unknown,
 * and nothing began later than `now`: somebody may have set the clock back.
 */
export function recall(text: string | null, profile: Profile, now: number): Remembered {
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
  const past = (moment: number): number => Math.min(moment, now)
  return {
    ...nothing,
    // What the PABX says from now on is news, not a contradiction.
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
  past: (moment: number) => number,
): Call => ({
  ...call,
  maybeTransferredTo: lostTransfer(call.id, intents) ?? call.maybeTransferredTo,
  // Whoever pressed it sees that it did not come to that.
  hangingUp: false,
  phoneMayRing: false,
  phase: call.phase === 'dialling' ? 'doubtful' : call.phase,
  startedAt: past(call.startedAt),
  heldSince: call.heldSince === null ? null : past(call.heldSince),
})

/** Where a transfer of that call went whose answer the last run did not live to see. */
const lostTransfer = (callId: string | null, intents: readonly z.output<typeof intent>[]): string | null =>
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
