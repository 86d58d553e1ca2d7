import { rmSync } from 'node:fs'
import { createConnection, createServer, type Socket } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import type { CliAnswer } from '../core/cli-answer'
import type { Logger } from '../core/ports'
import { nameOf, runtimeFolder } from './own-folders'

/*
 * How a second start speaks with the running bar: a local socket in a folder that only this user can
 * enter. Electron's own second-instance event has no answer, and a port would be open to everybody.
 */

const LONGEST_MESSAGE = 256 * 1024
/** Of a longer one the beginning is enough to refuse it. */
const LONGEST_WORD = 4_000

const answerSchema = z.object({ code: z.number().int(), out: z.string(), err: z.string() })
const requestSchema = z.array(z.string().max(LONGEST_WORD)).max(64)

/** What the bar allows to those who ask it; milliseconds. */
type Patience = {
  /** To say what is wanted, and to take the answer. */
  readonly idleMs?: number
  readonly connections?: number
}

/** How long who asks waits; milliseconds. */
export type AskLimits = { readonly connectMs: number; readonly answerMs: number }

/** The folder is made by the first that comes. */
export function socketPath(userData: string): string {
  const name = nameOf(userData)
  if (process.platform === 'win32') return `\\\\.\\pipe\\vocom-bar-${userInfo().username}-${name}`
  return join(runtimeFolder(), `${name}.sock`)
}

/** Listens for command lines, each an array of words; answers each with its exit status and its output. */
export function serveCli(
  userData: string,
  answer: (words: readonly string[]) => Promise<CliAnswer>,
  log: Logger,
  { idleMs = 5_000, connections = 32 }: Patience = {},
): () => void {
  let path: string
  try {
    path = socketPath(userData)
    // The single-instance lock is ours: what lies there was left by a bar that died.
    if (process.platform !== 'win32') rmSync(path, { force: true })
  } catch (error) {
    log.error('no socket for the command line', error)
    return () => undefined
  }
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => socket.destroy())
    socket.setTimeout(idleMs, () => socket.destroy())
    void readAll(socket)
      .then((text) => {
        // What was asked for may take as long as it takes; who asked has a limit of its own.
        socket.setTimeout(0)
        return answer(requestSchema.parse(JSON.parse(text)))
      })
      .then((told) => {
        socket.setTimeout(idleMs)
        socket.end(JSON.stringify(told))
      })
      .catch((error: unknown) => {
        log.warn('command line not understood', error)
        socket.destroy()
      })
  })
  server.maxConnections = connections
  server.on('error', (error) => log.error('socket for the command line', error))
  server.listen(path)
  return () => server.close()
}

/**
 * Hands the words to the running bar. Null where none listens; `silent` where one took them, or may have taken them, and
 * did not answer in time: asking it again could dial a second time.
 */
export async function askRunningBar(
  userData: string,
  words: readonly string[],
  { connectMs, answerMs }: AskLimits,
): Promise<CliAnswer | 'silent' | null> {
  const socket = await connected(userData, connectMs)
  if (socket === null) return null
  const deadline = setTimeout(() => socket.destroy(new Error('no answer')), answerMs)
  try {
    socket.end(JSON.stringify(words.map((word) => word.slice(0, LONGEST_WORD))))
    return answerSchema.parse(JSON.parse(await readAll(socket)))
  } catch {
    socket.destroy()
    return 'silent'
  } finally {
    clearTimeout(deadline)
  }
}

async function connected(userData: string, limitMs: number): Promise<Socket | null> {
  try {
    const socket = createConnection(socketPath(userData))
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

function readAll(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => {
      text += chunk
      if (text.length > LONGEST_MESSAGE) socket.destroy(new Error('message too long'))
    })
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('closed')))
  })
}
