import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { callRef, type CallRef } from '../../../shared/ids'
import { isCommandId } from '../../../shared/commands/table'
import { isForPrograms, scopeOf, scopes, type PairedProgram, type Scope } from '../../../shared/door/scopes'
import type { Sentence } from '../../../shared/i18n/say'
import type { Outcome } from '../../../shared/outcome'
import type { Logger } from '../kernel/ports'
import { createEventStreams, type EventStreams } from './event-streams'
import type { Follow } from './follow'
import { bearerOf, refusalOf } from './guard'
import type { PairedPrograms } from './paired'
import type { Pairing, PairingAnswer } from './pairing'

/*
 * The bar for other programs, over HTTP on this computer. Opened only where the agent or a policy wants it; nothing of
 * this is loaded before.
 */

/** Longer bodies are not read. Bytes. */
const LONGEST_BODY = 16_384

export const commandBody = z.strictObject({
  argument: z.unknown().optional(),
  call: z
    .string()
    .max(200)
    .transform(callRef)
    .optional()
    .describe('the call that is meant, where there are several'),
})
export const pairingBody = z.strictObject({
  name: z
    .string()
    // The agent reads it in a question, so nothing in it may change how the rest reads.
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._()+-]{0,39}$/u)
    .describe('what the agent is asked about'),
  scopes: z
    .array(z.enum(scopes))
    .min(1)
    .max(scopes.length)
    .refine((all) => new Set(all).size === all.length),
})

export type HttpDoorPorts = {
  /** What a program of the same user proves itself with when it asks to be paired. */
  readonly secret: string
  /** Tried in order; the first that is free is used. */
  readonly ports: readonly number[]
  readonly follow: Follow
  readonly snapshot: () => string
  readonly press: (id: string, argument: unknown, call: CallRef | undefined) => Promise<Outcome>
  readonly programs: PairedPrograms
  readonly pairing: Pairing
  readonly words: (sentence: Sentence) => string
  readonly log: Logger
}

export type HttpDoor = {
  readonly port: number
  /** Ends what that program still has open. */
  readonly cutOff: (programId: string) => void
  readonly close: () => Promise<void>
}

/** Opens it on the first free port; null when none is free. */
export async function openHttpDoor(given: HttpDoorPorts): Promise<HttpDoor | null> {
  const streams = createEventStreams(given.follow)
  const server = createServer({ maxHeaderSize: 8_192, requestTimeout: 10_000, headersTimeout: 5_000 })
  server.maxConnections = 64
  server.keepAliveTimeout = 5_000
  const port = await listen(server, given.ports)
  if (port === null) {
    streams.close()
    return null
  }
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response, { ...given, port, streams }).catch((bug: unknown) => {
      given.log.error('bug in the HTTP door', bug)
      if (response.headersSent) response.destroy()
      else send(response, 500, { error: 'bug' })
    })
  })
  server.on('upgrade', (_request, socket) => socket.destroy())
  server.on('clientError', (_error, socket) => socket.destroy())
  return {
    port,
    cutOff: streams.cutOff,
    close: () =>
      new Promise((resolve) => {
        streams.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function listen(server: Server, ports: readonly number[]): Promise<number | null> {
  for (const port of ports) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const failed = (): void => resolve(false)
      server.once('error', failed)
      server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
        server.off('error', failed)
        resolve(true)
      })
    })
    const address = server.address()
    if (isOpen && address !== null && typeof address === 'object') return address.port
  }
  return null
}

type Open = HttpDoorPorts & { readonly port: number; readonly streams: EventStreams }

function send(response: ServerResponse, status: number, body: object | string): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    // The unread rest of a refused request must not be read as the next request.
    ...(status >= 400 ? { Connection: 'close' } : {}),
  })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

async function answer(request: IncomingMessage, response: ServerResponse, door: Open): Promise<void> {
  const refusal = refusalOf(request, door.port)
  if (refusal !== null) {
    send(response, refusal.status, { error: refusal.error })
    return
  }
  const [path = ''] = (request.url ?? '').split('?')
  const command = /^\/v1\/commands\/([\w.]{1,60})$/.exec(path)?.[1]
  const route = command === undefined ? `${request.method ?? ''} ${path}` : `${request.method ?? ''} command`
  switch (route) {
    case 'GET /v1/snapshot':
      if ((await programOf(request, response, door, 'watch')) !== null) send(response, 200, door.snapshot())
      return
    case 'GET /v1/events': {
      const program = await programOf(request, response, door, 'watch')
      const last = request.headers['last-event-id']
      if (program === null) return
      if (!door.streams.add(response, program.id, typeof last === 'string' ? last : undefined))
        send(response, 503, { error: 'too_many_readers' })
      return
    }
    case 'POST /v1/pairings':
      return pair(request, response, door)
    case 'POST command':
      return press(request, response, door, command ?? '')
    default: {
      const isKnown = command !== undefined || /^\/v1\/(snapshot|events|pairings)$/.test(path)
      send(response, isKnown ? 405 : 404, { error: isKnown ? 'wrong_method' : 'not_found' })
    }
  }
}

/** The program that asks, if it is allowed that; null when it was refused. */
async function programOf(
  request: IncomingMessage,
  response: ServerResponse,
  { programs }: Open,
  scope: Scope,
): Promise<PairedProgram | null> {
  const token = bearerOf(request.headers)
  let program: PairedProgram | null = null
  try {
    program = token === null ? null : await programs.byToken(token)
  } catch {
    send(response, 503, { error: 'keychain' })
    return null
  }
  if (program?.scopes.includes(scope) === true) return program
  if (program === null) send(response, 401, { error: 'not_paired' })
  else send(response, 403, { error: 'not_allowed', scope })
  return null
}

async function press(
  request: IncomingMessage,
  response: ServerResponse,
  door: Open,
  id: string,
): Promise<void> {
  const isOffered = isCommandId(id) && isForPrograms(id)
  // A program without the right to press commands does not learn which commands exist.
  const program = await programOf(request, response, door, isOffered ? scopeOf(id) : 'control')
  if (program === null) return
  if (!isOffered) {
    send(response, 404, { error: 'unknown_command' })
    return
  }
  const body = await bodyOf(request, response, commandBody)
  if (body === null) return
  const outcome = await door.press(id, body.argument, body.call)
  const text = outcome.sentence === undefined ? '' : door.words(outcome.sentence)
  if (outcome.ok) send(response, 200, { ok: true, text })
  else send(response, statusOfWhy[outcome.why], { ok: false, why: outcome.why, text })
}

const statusOfWhy = {
  refused: 409,
  failed: 502,
  unknown: 504,
  badArgument: 400,
  unknownCommand: 404,
} as const

const statusOfPairing = {
  refused: 403,
  no_answer: 408,
  another_asks: 429,
  too_many: 409,
  keychain: 503,
} as const satisfies Record<Extract<PairingAnswer, string>, number>

async function pair(request: IncomingMessage, response: ServerResponse, door: Open): Promise<void> {
  if (!isSame(bearerOf(request.headers) ?? '', door.secret)) {
    send(response, 401, { error: 'not_this_user' })
    return
  }
  const wanted = await bodyOf(request, response, pairingBody)
  if (wanted === null) return
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const answered = await door.pairing.ask(wanted, gone.signal)
  if (typeof answered === 'string') send(response, statusOfPairing[answered], { error: answered })
  else send(response, 201, { id: answered.id, token: answered.token, scopes: wanted.scopes })
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

/** The parsed body; null when it was refused. */
async function bodyOf<Body>(
  request: IncomingMessage,
  response: ServerResponse,
  schema: z.ZodType<Body>,
): Promise<Body | null> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > LONGEST_BODY) {
      send(response, 413, { error: 'too_long' })
      return null
    }
    pieces.push(piece)
  }
  try {
    return schema.parse(JSON.parse(Buffer.concat(pieces).toString('utf8') || '{}'))
  } catch {
    send(response, 400, { error: 'bad_body' })
    return null
  }
}
