import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod'
import { root } from './place'

const announcement = z.object({
  listening: z.url(),
  key: z.string(),
  companyId: z.string(),
  control: z.url(),
})

/** One request that reached the PABX. */
export type Pabx = {
  /** What `pabx.baseUrl` has to say. */
  readonly url: string
  readonly key: string
  readonly companyId: string
  /** Makes something happen: `do('inbound', { agent, number })`, `do('fault', …)`; answers the PABX's JSON. */
  readonly do: (action: string, fields?: Record<string, unknown>) => Promise<unknown>
  /** The world as the PABX knows it. */
  readonly state: () => Promise<unknown>
  /** The requests that came in, oldest first. */
  readonly journal: () => Promise<unknown>
  /** Ends it: from then on nothing listens on its port. */
  readonly close: () => Promise<void>
}

/** Starts the demo PABX as a program of its own, on a free port unless the arguments name one. */
export async function startPabx(...args: readonly string[]): Promise<Pabx> {
  const program = join(root, 'out', 'main', 'simulator.js')
  const child = spawn(process.execPath, [program, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const line = await Promise.race([
    new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve)),
    ended.then(() => Promise.reject(new Error(`the demo PABX did not start: ${complaint}`))),
  ])
  const { listening, key, companyId, control } = announcement.parse(JSON.parse(line))

  const ask = async (
    method: 'GET' | 'POST',
    verb: string,
    fields?: Record<string, unknown>,
  ): Promise<unknown> => {
    const body = fields === undefined ? null : JSON.stringify(fields)
    const response = await fetch(new URL(verb, control), { method, body })
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(`${verb}: HTTP ${response.status} ${JSON.stringify(answer)}`)
    return answer
  }
  return {
    url: listening,
    key,
    companyId,
    do: (action, fields = {}) => ask('POST', action, fields),
    state: () => ask('GET', 'state'),
    journal: () => ask('GET', 'journal'),
    close: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
