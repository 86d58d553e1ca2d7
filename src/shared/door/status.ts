import * as z from 'zod'
import { keyStates } from '../snapshot/state'
import { pabxErrorKinds } from '../vocom/errors'

/*
 * What other programs are told of the bar's state, declared once: the type, and through it the schema in
 * docs/door.schema.json. Programs rely on these names: a field may be added, but none removed or given another meaning.
 */

const moment = z.iso.datetime().describe('ISO 8601, in UTC')
const seconds = z.number().int().min(0).describe('seconds since that moment')

const call = z.strictObject({
  id: z.string().nullable().describe('the id at the PABX; null while it is not known'),
  number: z.string().describe('as it was dialled, or as the call was named'),
  direction: z.enum(['outbound', 'inbound']),
  phase: z
    .enum(['dialling', 'active', 'doubtful'])
    .describe('doubtful: the answer to the dial was lost, so the call may exist'),
  held: z.boolean(),
  doubt: z
    .enum(['dial', 'transfer', 'ended', 'hold'])
    .nullable()
    .describe('what is not known about the call'),
  namedBy: z.enum(['agent', 'link', 'pabx']).describe('link: nothing but a link has told of it yet'),
  hangingUp: z.boolean(),
  startedAt: moment.nullable(),
  seconds: seconds.nullable(),
})

/** The object of `--status --json`. */
const statusSchema = z.strictObject({
  agent: z.string(),
  branch: z.string().describe('the extension'),
  queues: z.array(z.string()),
  demo: z.boolean().describe('whether the demo PABX is used'),
  state: z.enum(['loggedOut', 'available', 'onBreak', 'other', 'unknown']),
  since: moment.nullable(),
  seconds: seconds.nullable(),
  break: z
    .strictObject({
      id: z.string(),
      name: z.string(),
      limitMinutes: z.number().nullable().describe('null for no limit'),
    })
    .nullable(),
  pabx: z
    .strictObject({ status: z.string(), branch: z.string(), at: moment.nullable() })
    .nullable()
    .describe('what the PABX last said; null before its first answer'),
  doubt: z.boolean().describe('whether what was asked and what the PABX reports differ'),
  call: call.nullable().describe('the call that the agent speaks to'),
  calls: z
    .array(call.extend({ focused: z.boolean().describe('whether it is the call that the agent speaks to') }))
    .describe('oldest first'),
  sync: z.strictObject({
    phase: z.enum(['idle', 'fresh', 'failing', 'paused']),
    confirmedAt: moment.nullable(),
    failure: z.enum(pabxErrorKinds).nullable(),
  }),
  key: z.enum(keyStates).describe('where the API key stands; never the key'),
  notices: z.array(z.string()).describe("what the bar says to the agent, in the agent's language"),
})
export type Status = z.output<typeof statusSchema>

/** One line of `--watch --json`, and what is sent over HTTP. */
export const watchedSchema = statusSchema.extend({
  revision: z
    .number()
    .int()
    .min(0)
    .describe('grows with each change; a number that is left out was not shown to programs, or was skipped'),
})
