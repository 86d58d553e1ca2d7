import * as z from 'zod'
import type { Asked, Call, Intent, Profile, Snapshot } from '../../shared/agent/state'
import { isCommandId, type CommandId } from '../../shared/commands'

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

const call = z.object({
  id: z.string().nullable(),
  number: z.string(),
  direction: z.enum(['outbound', 'inbound']),
  origin: z.enum(['dialled', 'adopted']),
  phase: z.enum(['dialling', 'active', 'doubtful']),
  startedAt: z.number(),
  heldSince: z.number().nullable(),
  holdDoubtful: z.boolean(),
  seemsEndedAt: z.number().nullable(),
})

const intent = z.object({
  id: z.string(),
  command: z.custom<CommandId>((id) => typeof id === 'string' && isCommandId(id)),
  subject: z.string().nullable(),
  callId: z.string().nullable(),
  state: z.enum(['sent', 'accepted', 'confirmed', 'refused', 'unknown']),
  sentAt: z.number(),
})

const remembered = z.object({
  version: z.literal(1),
  /** Whose it is: another agent or company starts afresh. */
  place: z.string(),
  asked: asked.nullable().catch(null),
  call: call.nullable().catch(null),
  intents: z.array(intent).catch([]),
})

export type Remembered = {
  readonly asked: Asked | null
  readonly call: Call | null
  readonly intents: readonly Intent[]
}

/** Who the bar works for: what is remembered of one company and agent means nothing to another. */
const keyOfPlace = ({ companyId, agent, demo }: Profile): string => JSON.stringify([demo, companyId, agent])

const durable = new Set<CommandId>(['call.dial', 'call.transfer'])

/** The text to keep on disk. */
export function remember(snapshot: Snapshot): string {
  const { asked, call } = snapshot
  const intents = snapshot.intents
    .filter((kept) => durable.has(kept.command) && (kept.state === 'sent' || kept.state === 'unknown'))
    .map(({ id, command, subject, callId, state, sentAt }) => ({
      id,
      command,
      subject,
      callId,
      state,
      sentAt,
    }))
  return JSON.stringify({ version: 1, place: keyOfPlace(snapshot.profile), asked, call, intents })
}

/** Reads it back; a damaged or foreign text is nothing, never an error. What was under way is now unknown. */
export function recall(text: string | null, profile: Profile): Remembered {
  const nothing: Remembered = { asked: null, call: null, intents: [] }
  const read = remembered.safeParse(parseJson(text))
  if (!read.success || read.data.place !== keyOfPlace(profile)) return nothing
  const { asked, call, intents } = read.data
  return {
    // What the PABX says from now on is news, not a contradiction.
    asked: asked === null ? null : { ...asked, contradictions: 0 },
    call: call?.phase === 'dialling' ? { ...call, phase: 'doubtful' } : call,
    intents: intents.map((kept) => ({
      ...kept,
      state: kept.state === 'sent' ? 'unknown' : kept.state,
      error: null,
      aim: null,
    })),
  }
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
