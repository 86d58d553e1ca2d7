import * as z from 'zod'
import { isUntold } from '../../shared/agent/intents'
import { ownerOf } from '../../shared/agent/place'
import type { Asked, Call, Intent, Profile, SeenBefore, Snapshot } from '../../shared/agent/state'
import { timeOfDay } from '../../shared/agent/view'
import { isCommandId, type CommandId } from '../../shared/commands'
import { pabxErrorKinds } from '../../shared/vocom/errors'

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
  id: z.string().nullable(),
  number: z.string(),
  direction: z.enum(['outbound', 'inbound']),
  origin: z.enum(['dialled', 'adopted']),
  namedBy: z.enum(['agent', 'link', 'pabx']).default('agent'),
  counted: z.boolean().default(false),
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
  state: z.enum(['sent', 'accepted', 'confirmed', 'refused', 'unknown']),
  sentAt: z.number(),
  error: z
    .object({ kind: z.enum(pabxErrorKinds), acted: z.enum(['no', 'yes', 'maybe']) })
    .nullable()
    .catch(null),
})

const remembered = z.object({
  version: z.literal(1),
  /** Whose it is: another agent or company starts afresh. */
  place: z.string(),
  asked: asked.nullable().catch(null),
  seen: seen.nullable().catch(null),
  call: callSchema.nullable().catch(null),
  intents: z.array(intent).catch([]),
})

export type Remembered = {
  readonly asked: Asked | null
  readonly seenBefore: SeenBefore | null
  readonly call: Call | null
  readonly intents: readonly Intent[]
  /** With whom a call was that the bar cannot reach any more: made on another PABX, or for another company or agent. */
  readonly leftBehind: string | null
}

const durable = new Set<CommandId>(['call.dial', 'call.transfer'])

/** The text to keep on disk. Moments are those of the wall clock: the next run begins at it. */
export function remember(snapshot: Snapshot): string {
  const wall = (at: number): number => timeOfDay(snapshot, at)
  const wallOrNull = (at: number | null): number | null => (at === null ? null : wall(at))
  const asked = snapshot.asked === null ? null : { ...snapshot.asked, since: wall(snapshot.asked.since) }
  const call =
    snapshot.call === null
      ? null
      : {
          ...snapshot.call,
          startedAt: wall(snapshot.call.startedAt),
          heldSince: wallOrNull(snapshot.call.heldSince),
          seemsEndedAt: wallOrNull(snapshot.call.seemsEndedAt),
        }
  const now = snapshot.reported ?? snapshot.seenBefore
  const seen = now === null ? null : { standing: now.standing, status: now.status, since: wall(now.since) }
  const intents = snapshot.intents
    .filter(
      (kept) => durable.has(kept.command) && (kept.state === 'sent' || isUntold(snapshot.notices, kept)),
    )
    .map(({ id, command, subject, callId, state, sentAt, error }) => ({
      id,
      command,
      subject,
      callId,
      state,
      sentAt: wall(sentAt),
      error: error === null ? null : { kind: error.kind, acted: error.acted },
    }))
  return JSON.stringify({ version: 1, place: ownerOf(snapshot.profile), asked, seen, call, intents })
}

/**
 * Reads it back; a damaged or foreign text is nothing, never an error. What was under way is now unknown,
 * and nothing began later than `now`: somebody may have set the clock back.
 */
export function recall(text: string | null, profile: Profile, now: number): Remembered {
  const nothing: Remembered = { asked: null, seenBefore: null, call: null, intents: [], leftBehind: null }
  const read = remembered.safeParse(parseJson(text))
  if (!read.success) return nothing
  if (read.data.place !== ownerOf(profile)) return { ...nothing, leftBehind: read.data.call?.number ?? null }
  const { asked, seen, call, intents } = read.data
  const past = (moment: number): number => Math.min(moment, now)
  return {
    ...nothing,
    // What the PABX says from now on is news, not a contradiction.
    asked: asked === null ? null : { ...asked, since: past(asked.since), contradictions: 0 },
    seenBefore: seen === null ? null : { ...seen, since: past(seen.since) },
    call: call === null ? null : recallCall(call, intents, past),
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
