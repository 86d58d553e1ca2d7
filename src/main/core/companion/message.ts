import * as z from 'zod'
import { callRef } from '../../../shared/ids'
import type { CompanionMessage } from '../../../shared/companion/messages'

/** The relay takes no longer ones either. Bytes. */
export const LONGEST_MESSAGE = 64 * 1024

const page = { origin: z.string().max(300) }
const call = { ...page, call: z.string().max(200).transform(callRef) }

const message = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('dial'), ...page, text: z.string().max(2_000) }),
  z.strictObject({
    type: z.literal('adopt'),
    ...page,
    callId: z.string().max(200),
    number: z.string().max(200).optional(),
  }),
  z.strictObject({ type: z.literal('hangUp'), ...call }),
  z.strictObject({ type: z.literal('hold'), ...call }),
  z.strictObject({ type: z.literal('retrieve'), ...call }),
  z.strictObject({ type: z.literal('transfer'), ...call, to: z.string().max(200) }),
])

/** The extension's request; null for anything other than exactly one of its messages. */
export function readMessage(text: string): CompanionMessage | null {
  if (Buffer.byteLength(text) > LONGEST_MESSAGE) return null
  try {
    return message.parse(JSON.parse(text))
  } catch {
    return null
  }
}
