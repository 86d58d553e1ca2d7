import { existsSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import * as z from 'zod'
import type { CliAnswer } from '../../core/cli/cli-answer'
import {
  greeting,
  hello,
  newNumber,
  readGreeting,
  readHello,
  readNext,
  readSaid,
  said,
} from '../../core/cli/cli-proof'
import type { Follow } from '../../core/door/follow'
import type { Logger } from '../../core/kernel/ports'
import { knownDoors, openDoor, type Door, type OpenedDoor } from './cli-door'
import { linesOf } from './cli-lines'
import { createWatchers, type Watchers } from './cli-watch'

/*
 * How a second process talks to the running bar: over a local socket, on which both prove that they know the user's
 * secret. Electron's second-instance event cannot carry an answer, and a port would be open to everybody.
 */

/** The longest message, and the longest greeting, which anybody may send. Characters. */
const LONGEST_MESSAGE = 512 * 1024
const LONGEST_GREETING = 400
/** Of a longer word the beginning is enough to refuse it. Characters. */
const LONGEST_WORD = 4_000

const answerSchema = z.object({ code: z.number().int(), out: z.string(), err: z.string() })
const requestSchema = z.array(z.string().max(LONGEST_WORD)).max(64)

/** How long the bar waits for those who ask it; milliseconds. */
type Patience = {
  /** For sending the request, and for taking the answer. */
  readonly idleMs?: number
  readonly connections?: number
  /** How often the bar checks that its socket still exists. */
  readonly lookMs?: number
}

/** How long the asking process waits; milliseconds. */
export type AskLimits = {
  readonly connectMs: number
  /** For the bar to prove itself. Until then it has been told nothing. */
  readonly greetMs: number
  readonly answerMs: number
  /** Gets each line of a watch, which has no limit of time; the next is read when the promise resolves. */
  readonly onLine?: (line: string) => Promise<void>
}

/** What the agent has to be told: other processes cannot reach the bar, or another user owns its folder. */
export type CliTrouble = { readonly kind: 'deaf' } | { readonly kind: 'taken'; readonly path: string }

type Ports = {
  readonly answer: (words: readonly string[]) => Promise<CliAnswer>
  /** For words that are answered again and again; null for any other. With too many of them, `answer` refuses. */
  readonly follow?: (words: readonly string[]) => Follow | null
  readonly onTrouble: (trouble: CliTrouble) => void
  readonly log: Logger
}

/** Listens for command lines, each an array of words, and answers each with its exit status and output. */
export function serveCli(
  userData: string,
  ports: Ports,
  { idleMs = 5_000, connections = 32, lookMs = 30_000 }: Patience = {},
): () => void {
  const { onTrouble, log } = ports
  const watchers = createWatchers()
  let open: { readonly door: OpenedDoor; readonly server: Server } | null = null

  function deaf(error: unknown): void {
    log.error('no socket for the command line', error)
    onTrouble({ kind: 'deaf' })
  }
  function listen(): void {
    try {
      const door = openDoor(userData)
      for (const path of door.taken) onTrouble({ kind: 'taken', path })
      // This bar holds the single-instance lock, so a socket here was left by a bar that crashed.
      if (process.platform !== 'win32') rmSync(door.address, { force: true })
      const server = createServer({ allowHalfOpen: true }, (socket) => {
        socket.on('error', () => socket.destroy())
        void converse(socket, door.secret, { ...ports, watchers, idleMs }).catch((error: unknown) => {
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
  // A cleaner of temporary folders may delete the socket, and nothing reports that.
  const look = setInterval(() => {
    if (open === null || isReachable(open.door)) return
    log.warn('the socket for the command line was gone')
    stop()
    listen()
  }, lookMs).unref()
  return () => {
    clearInterval(look)
    watchers.end()
    stop()
  }
}

const isReachable = ({ address, isThere }: OpenedDoor): boolean =>
  isThere() && (process.platform === 'win32' || existsSync(address))

type Served = Pick<Ports, 'answer' | 'follow'> & { readonly watchers: Watchers; readonly idleMs: number }

async function converse(
  socket: Socket,
  secret: string,
  { answer, follow, watchers, idleMs }: Served,
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
  // The command may take long; the asking process has its own limit.
  clearTimeout(toSay)
  // The end of the connection is only noticed while reading.
  socket.resume()
  const followed = follow?.(words) ?? null
  if (followed !== null && watchers.add(socket, conversation, followed)) return
  const answered = JSON.stringify(await answer(words))
  const toTake = limit()
  socket.once('close', () => clearTimeout(toTake))
  socket.end(`${said(conversation, 'answer', answered)}\n`)
}

/**
 * Sends the words to the running bar. Null when none listens. `unheard`: the listener did not prove itself and was told
 * nothing. `silent`: the bar took the words, or may have, and did not answer in time; asking again could dial a second
 * time.
 */
export async function askRunningBar(
  userData: string,
  words: readonly string[],
  limits: AskLimits,
): Promise<CliAnswer | 'silent' | 'unheard' | null> {
  let answer: 'unheard' | null = null
  for (const door of knownDoors(userData)) {
    const answered = await askAt(door, words, limits)
    if (answered !== null && answered !== 'unheard') return answered
    answer = answered ?? answer
  }
  return answer
}

async function askAt(
  { address, secret }: Door,
  words: readonly string[],
  { connectMs, greetMs, answerMs, onLine }: AskLimits,
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
    // A program that watches keeps its side open, and closing it ends the watch.
    socket.write(`${said(conversation, 'question', text)}\n`)
    if (onLine === undefined) socket.end()
    for (let count = 1; ; count++) {
      const answered = readNext(await next(LONGEST_MESSAGE), conversation, count)
      if (!answered.isLine) return answerSchema.parse(JSON.parse(answered.text))
      clearTimeout(deadline)
      await onLine?.(answered.text)
    }
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
