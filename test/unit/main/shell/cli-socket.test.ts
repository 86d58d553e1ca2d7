import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askRunningBar, serveCli, socketPath } from '../../../../src/main/shell/cli-socket'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const userData = '/somewhere/vocom-bar'
const inTime = { connectMs: 500, answerMs: 200 }

const before = process.env['XDG_RUNTIME_DIR']
let folder = ''
const ends: (() => unknown)[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vocom-cli-'))
  process.env['XDG_RUNTIME_DIR'] = folder
})
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  rmSync(folder, { recursive: true, force: true })
  if (before === undefined) delete process.env['XDG_RUNTIME_DIR']
  else process.env['XDG_RUNTIME_DIR'] = before
})

/** Something other than a bar where the bar would listen. */
async function standIn(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.listen(socketPath(userData), resolve))
  ends.push(() => server.close())
}

const ask = (...words: string[]) => askRunningBar(userData, words, inTime)
const answer = { code: 0, out: 'done', err: '' }

describe('asking the running bar', () => {
  it('gets its answer, however long it takes within the limit', async () => {
    ends.push(serveCli(userData, (words) => Promise.resolve({ ...answer, out: words.join() }), log))
    expect(await ask('--status')).toEqual({ ...answer, out: '--status' })
  })

  it('finds nobody where none runs', async () => {
    expect(await ask('--status')).toBeNull()
  })

  it('gives up on a bar that hangs', async () => {
    await standIn(createServer((socket) => socket.on('error', () => undefined).resume()))
    expect(await ask('--dial', '1')).toBe('silent')
  })

  it('does not take an answer that is cut off for a bar that was never asked: it may have dialled', async () => {
    await standIn(
      createServer((socket) => socket.on('data', () => socket.destroy()).on('error', () => undefined)),
    )
    expect(await ask('--dial', '1')).toBe('silent')
  })
})

describe('the running bar', () => {
  it('does not keep a connection that says nothing', async () => {
    ends.push(serveCli(userData, () => Promise.resolve(answer), log, { idleMs: 50 }))
    const socket = createConnection(socketPath(userData))
    ends.push(() => socket.destroy())
    await new Promise((resolve) => socket.on('error', () => undefined).on('close', resolve))
    expect(await ask('--status')).toEqual(answer)
  })

  it('takes its time with an answer', async () => {
    const slow = () => new Promise<typeof answer>((resolve) => setTimeout(() => resolve(answer), 120))
    ends.push(serveCli(userData, slow, log, { idleMs: 30 }))
    expect(await ask('--status')).toEqual(answer)
  })

  it('serves no more at a time than it has room for, and the next one again after that', async () => {
    ends.push(serveCli(userData, () => Promise.resolve(answer), log, { idleMs: 60_000, connections: 2 }))
    const open = () =>
      new Promise<ReturnType<typeof createConnection>>((resolve) => {
        const socket = createConnection(socketPath(userData), () => resolve(socket))
        socket.on('error', () => undefined)
        ends.push(() => socket.destroy())
      })
    const [first] = [await open(), await open()]
    expect(await ask('--status')).toBe('silent')
    first.destroy()
    await expect.poll(() => ask('--status')).toEqual(answer)
  })
})
