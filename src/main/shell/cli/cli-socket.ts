import { existsSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import * as z from 'zod'
import type { CliAnswer } from '../../core/cli/cli-answer'
import { greeting, hello, newNumber, readGreeting, readHello, readSaid, said } from '../../core/cli/cli-proof'
import type { Logger } from '../../core/kernel/ports'
import { knownDoors, openDoor, type Door, type OpenedDoor } from './cli-door'
import { linesOf } from './cli-lines'

/*
 * How a second start speaks with the running bar: a local socket, at which both prove that they know the secret of this
 * user. Electron's own second-instance event has no answer, and a port would be open to everybody.
 */

/** Characters: of all that is said, and of a greeting, which anybody may send. */
const LONGEST_MESSAGE = 512 * 1024
const LONGEST_GREETING = 400
/** Of a longer one the beginning is enough to refuse it. */
const LONGEST_WORD = 4_000

const answerSchema = z.object({ code: z.number().int(), out: z.string(), err: z.string() })
const requestSchema = z.array(z.string().max(LONGEST_WORD)).max(64)

/** What the bar allows to those who ask it; milliseconds. */
type Patience = {
  /** To say what is wanted, and to take the answer. */
  readonly idleMs?: number
  readonly connections?: number
  /** How long the socket may be gone when somebody has tidied up its folder. */
  readonly lookMs?: number
}

/** How long who asks waits; milliseconds. */
export type AskLimits = {
  readonly connectMs: number
  /** For the bar to prove itself: until then it was told nothing. */
  readonly greetMs: number
  readonly answerMs: number
}

/** What the agent has to know: nobody reaches the bar, or somebody else holds that folder. */
export type CliTrouble = { readonly kind: 'deaf' } | { readonly kind: 'taken'; readonly path: string }

type Ports = {
  readonly answer: (words: readonly string[]) => Promise<CliAnswer>
  readonly onTrouble: (trouble: CliTrouble) => void
  readonly log: Logger
}

/** Listens for command lines, each an array of words; answers each with its exit status and its output. */
export function serveCli(
  userData: string,
  { answer, onTrouble, log }: Ports,
  { idleMs = 5_000, connections = 32, lookMs = 30_000 }: Patience = {},
): () => void {
  let open: { readonly door: OpenedDoor; readonly server: Server } | null = null

  function deaf(error: unknown): void {
    log.error('no socket for the command line', error)
    onTrouble({ kind: 'deaf' })
  }
  function listen(): void {
    try {
      const door = openDoor(userData)
      for (const path of door.taken) onTrouble({ kind: 'taken', path })
      // The single-instance lock is ours: what lies there was left by a bar that died.
      if (process.platform !== 'win32') rmSync(door.address, { force: true })
      const server = createServer({ allowHalfOpen: true }, (socket) => {
        socket.on('error', () => socket.destroy())
        void converse(socket, door.secret, answer, idleMs).catch((error: unknown) => {
          log.warn('command line not understood', error)
          socket.destroy()
        })
      })
      server.maxConnections = connections
      server.on('error', deaf)
      server.listen(door.address)
      open = { door, server }
    } catch (error) {
      deaf(error)
    }
  }
  function stop(): void {
    open?.server.close()
    open?.door.close()
    open = null
  }

  listen()
  // Whoever tidies up temporary folders takes the socket along, and nobody would notice.
  const look = setInterval(() => {
    if (open === null || isReachable(open.door)) return
    log.warn('the socket for the command line was gone')
    stop()
    listen()
  }, lookMs).unref()
  return () => {
    clearInterval(look)
    stop()
  }
}

const isReachable = ({ address, isThere }: OpenedDoor): boolean =>
  isThere() && (process.platform === 'win32' || existsSync(address))

async function converse(
  socket: Socket,
  secret: string,
  answer: Ports['answer'],
  idleMs: number,
): Promise<void> {
  const limit = (): NodeJS.Timeout => setTimeout(() => socket.destroy(), idleMs)
  const toSay = limit()
  socket.once('close', () => clearTimeout(toSay))
  const next = linesOf(socket)
  const conversation = { secret, askers: readHello(await next(LONGEST_GREETING)), bars: newNumber() }
  socket.write(`${greeting(conversation)}\n`)
  const words = requestSchema.parse(
    JSON.parse(readSaid(await next(LONGEST_MESSAGE), conversation, 'question')),
  )
  // What was asked for may take as long as it takes; who asked has a limit of its own.
  clearTimeout(toSay)
  // Its end is heard only by who reads on.
  socket.resume()
  const told = JSON.stringify(await answer(words))
  const toTake = limit()
  socket.once('close', () => clearTimeout(toTake))
  socket.end(`${said(conversation, 'answer', told)}\n`)
}

/**
 * Hands the words to the running bar. Null where none listens; `unheard` where what listens did not prove that it is
 * ours, and was told nothing; `silent` where it took the words, or may have taken them, and did not answer in time:
 * asking it again could dial a second time.
 */
export async function askRunningBar(
  userData: string,
  words: readonly string[],
  limits: AskLimits,
): Promise<CliAnswer | 'silent' | 'unheard' | null> {
  let answer: 'unheard' | null = null
  for (const door of knownDoors(userData)) {
    const told = await askAt(door, words, limits)
    if (told !== null && told !== 'unheard') return told
    answer = told ?? answer
  }
  return answer
}

async function askAt(
  { address, secret }: Door,
  words: readonly string[],
  { connectMs, greetMs, answerMs }: AskLimits,
): Promise<CliAnswer | 'silent' | 'unheard' | null> {
  const socket = await connected(address, connectMs)
  if (socket === null) return null
  let deadline = setTimeout(() => socket.destroy(), greetMs)
  let isHeard = false
  try {
    const next = linesOf(socket)
    const askers = newNumber()
    socket.write(`${hello(askers)}\n`)
    const conversation = readGreeting(await next(LONGEST_GREETING), secret, askers)
    const text = JSON.stringify(words.map((word) => word.slice(0, LONGEST_WORD)))
    isHeard = true
    clearTimeout(deadline)
    deadline = setTimeout(() => socket.destroy(), answerMs)
    socket.end(`${said(conversation, 'question', text)}\n`)
    const told = readSaid(await next(LONGEST_MESSAGE), conversation, 'answer')
    return answerSchema.parse(JSON.parse(told))
  } catch {
    return isHeard ? 'silent' : 'unheard'
  } finally {
    clearTimeout(deadline)
    socket.destroy()
  }
}

async function connected(address: string, limitMs: number): Promise<Socket | null> {
  try {
    const socket = createConnection(address)
    await new Promise<void>((resolve, reject) => {
      const patience = setTimeout(() => socket.destroy(new Error('no connection')), limitMs)
      socket.once('close', () => clearTimeout(patience))
      socket.once('connect', () => {
        clearTimeout(patience)
        resolve()
      })
      socket.on('error', reject)
    })
    return socket
  } catch {
    return null
  }
}
