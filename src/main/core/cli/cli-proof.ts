import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'

/*
 * How the bar and a program that asks it prove themselves to each other: both have read the same secret from a file
 * that only their user can read. Each side sends a number that was never used before. Every message carries a digest of
 * the secret, both numbers and the text. The secret is never sent, and no digest can be used twice.
 */

/**
 * What a message is; part of the digest, so that an answer cannot be replayed as a question. The lines of a watch are
 * numbered, so that none can be left out or repeated.
 */
export type Speaker = 'greeting' | 'question' | 'answer' | `line ${number}`

/** The secret and both numbers, which every digest covers. */
export type Conversation = {
  readonly secret: string
  readonly askers: string
  readonly bars: string
}

const BYTES = 32

export const newNumber = (): string => randomBytes(BYTES).toString('hex')
const number = z.string().regex(/^[\da-f]{64}$/)

const helloSchema = z.object({ hello: number })
const greetingSchema = z.object({ hello: number, proof: number })
const saidSchema = z.object({ text: z.string(), proof: number })
const lineSchema = z.object({ line: z.number() })

export const hello = (askers: string): string => JSON.stringify({ hello: askers })
export const readHello = (line: string): string => helloSchema.parse(JSON.parse(line)).hello

/** The bar's own number, with a digest that proves it knows the secret. */
export const greeting = (conversation: Conversation): string =>
  JSON.stringify({ hello: conversation.bars, proof: proofOf(conversation, 'greeting', '') })

/** The bar's number. Throws when the greeting did not come from the bar. */
export function readGreeting(line: string, secret: string, askers: string): Conversation {
  const { hello: bars, proof } = greetingSchema.parse(JSON.parse(line))
  const conversation = { secret, askers, bars }
  check(conversation, 'greeting', '', proof)
  return conversation
}

export const said = (conversation: Conversation, speaker: Speaker, text: string): string =>
  JSON.stringify({ text, proof: proofOf(conversation, speaker, text) })

/** The text. Throws when the message came from somebody else or was changed. */
export function readSaid(line: string, conversation: Conversation, speaker: Speaker): string {
  const { text, proof } = saidSchema.parse(JSON.parse(line))
  check(conversation, speaker, text, proof)
  return text
}

/** A line of a watch, the `count`th of this conversation. */
export const saidLine = (conversation: Conversation, count: number, text: string): string =>
  JSON.stringify({ line: count, text, proof: proofOf(conversation, `line ${count}`, text) })

/** The next line of a watch, or the answer that ends it. Throws as `readSaid` does. */
export function readNext(
  message: string,
  conversation: Conversation,
  count: number,
): { readonly isLine: boolean; readonly text: string } {
  const isLine = lineSchema.safeParse(JSON.parse(message)).success
  return { isLine, text: readSaid(message, conversation, isLine ? `line ${count}` : 'answer') }
}

function proofOf({ secret, askers, bars }: Conversation, speaker: Speaker, text: string): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify([speaker, askers, bars, text]))
    .digest('hex')
}

function check(conversation: Conversation, speaker: Speaker, text: string, proof: string): void {
  const right = Buffer.from(proofOf(conversation, speaker, text), 'hex')
  if (!timingSafeEqual(right, Buffer.from(proof, 'hex'))) throw new Error(`the ${speaker} proves nothing`)
}
