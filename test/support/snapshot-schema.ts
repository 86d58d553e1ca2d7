import * as z from 'zod'
import { keyStates } from '../../src/shared/snapshot/state'
import { panels } from '../../src/shared/windows/panels'
import { pabxErrorKinds } from '../../src/shared/vocom/errors'

const moment = z.number().min(0)
const sentence = z.object({ key: z.string().min(1), values: z.record(z.string(), z.unknown()).optional() })
const error = z.object({ kind: z.enum(pabxErrorKinds), acted: z.enum(['no', 'yes', 'maybe']) }).loose()
const count = z.number().nullable()
const counters = z.strictObject({
  answered: count,
  answeredSeconds: count,
  missed: count,
  outbound: count,
  outboundSeconds: count,
})

/** A snapshot that is what its type says, whatever happened to it. */
export const snapshotSchema = z.strictObject({
  revision: z.number().int().min(0),
  profile: z.object({ complete: z.boolean(), agent: z.string() }).loose(),
  key: z.enum(keyStates),
  asked: z
    .strictObject({
      standing: z.enum(['loggedOut', 'available', 'onBreak']),
      since: moment,
      breakId: z.string().nullable(),
      confirmed: z.boolean(),
      contradictions: z.number().int().min(0),
    })
    .nullable(),
  reported: z
    .strictObject({
      standing: z.enum(['loggedOut', 'available', 'onBreak', 'other']),
      status: z.string(),
      branch: z.string(),
      at: moment,
      since: moment,
      inferred: z.boolean(),
      isListed: z.boolean(),
      counters,
      missedInRow: z.number(),
    })
    .nullable(),
  seenBefore: z.strictObject({ standing: z.string(), status: z.string(), since: moment }).nullable(),
  absentPolls: z.number(),
  breaks: z.array(z.object({ id: z.string(), name: z.string() }).loose()),
  plan: z.object({ id: z.string() }).loose().nullable(),
  seemsSingleLine: z.boolean(),
  focusedCall: z.string().nullable(),
  calls: z.array(z.object({ key: z.string() }).loose()).max(4),
  call: z
    .strictObject({
      key: z.string(),
      consultFor: z.string().nullable(),
      id: z.string().nullable(),
      number: z.string(),
      direction: z.enum(['outbound', 'inbound']),
      phase: z.enum(['dialling', 'active', 'doubtful']),
      phoneMayRing: z.boolean(),
      startedAt: moment,
      heldSince: moment.nullable(),
      holdDoubtful: z.boolean(),
      hangingUp: z.boolean(),
      maybeTransferredTo: z.string().nullable(),
      seemsEndedAt: moment.nullable(),
      namedBy: z.enum(['agent', 'link', 'pabx']),
      counted: z.boolean(),
    })
    .refine(({ id, phase }) => (phase === 'active') === (id !== null))
    .nullable(),
  hungUp: z.strictObject({ key: z.string(), callId: z.string(), number: z.string(), at: moment }).nullable(),
  agentCommandAt: moment,
  intents: z.array(
    z
      .object({
        id: z.string(),
        state: z.enum(['sent', 'accepted', 'confirmed', 'refused', 'unknown']),
        error: error.nullable(),
      })
      .loose(),
  ),
  clockAhead: z.number(),
  notices: z.array(z.object({ id: z.string(), sentence }).loose()),
  sync: z.strictObject({
    phase: z.enum(['idle', 'fresh', 'failing', 'paused']),
    confirmedAt: moment.nullable(),
    failingSince: moment.nullable(),
    failure: error.nullable(),
  }),
  panel: z.enum(panels).nullable(),
  panelCall: z.string().nullable(),
  recentTransfers: z.array(z.string()),
  update: z.object({ phase: z.string() }).loose(),
  proposals: z.number(),
  proposedCall: z.string().nullable(),
  proposedNumber: z.object({ number: z.string() }).loose().nullable(),
})
