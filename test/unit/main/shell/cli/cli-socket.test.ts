import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Door } from '../../../../../src/main/shell/cli/cli-door'
import { nameOf } from '../../../../../src/main/shell/start/own-folders'
import { askRunningBar, serveCli, type CliTrouble } from '../../../../../src/main/shell/cli/cli-socket'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const inTime = { connectMs: 500, greetMs: 200, answerMs: 200 }
const answer = { code: 0, out: 'done', err: '' }

let folder = ''
let userData = ''
const ends: (() => unknown)[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vocom-cli-'))
  userData = join(folder, 'settings')
  mkdirSync(userData)
  vi.stubEnv('XDG_RUNTIME_DIR', folder)
})
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

type Served = {
  readonly answer?: (words: readonly string[]) => Promise<typeof answer>
  readonly idleMs?: number
  readonly connections?: number
  readonly lookMs?: number
}

/** A bar that listens; answers what it had to tell the agent. */
function serve({
  answer: answering = () => Promise.resolve(answer),
  ...patience
}: Served = {}): CliTrouble[] {
  const troubles: CliTrouble[] = []
  const onTrouble = (trouble: CliTrouble): void => void troubles.push(trouble)
  ends.push(serveCli(userData, { answer: answering, onTrouble, log }, patience))
  return troubles
}

const doorFile = (): string => join(userData, 'door.json')
const door = (): Door => JSON.parse(readFileSync(doorFile(), 'utf8')) as Door
const session = (): string => join(folder, `vocom-bar-${process.getuid?.() ?? ''}`)

/** Something other than a bar where the bar would listen. */
async function standIn(server: Server): Promise<void> {
  const address = join(folder, 'other.sock')
  await new Promise<void>((resolve) => server.listen(address, resolve))
  writeFileSync(doorFile(), JSON.stringify({ address, secret: '0'.repeat(64) }), { mode: 0o600 })
  ends.push(() => server.close())
}

const ask = (...words: string[]) => askRunningBar(userData, words, inTime)
const connect = (): Promise<Socket> =>
  new Promise((resolve) => {
    const socket = createConnection(door().address, () => resolve(socket))
    socket.on('error', () => undefined)
    ends.push(() => socket.destroy())
  })
const closed = (socket: Socket) => new Promise((resolve) => socket.resume().on('close', resolve))

describe('asking the running bar', () => {
  it('gets its answer, however long it takes within the limit', async () => {
    serve({ answer: (words) => Promise.resolve({ ...answer, out: words.join() }) })
    expect(await ask('--status')).toEqual({ ...answer, out: '--status' })
  })

  it('finds nobody where none runs, nor where one has died', async () => {
    expect(await ask('--status')).toBeNull()
    const address = join(folder, 'dead.sock')
    writeFileSync(doorFile(), JSON.stringify({ address, secret: '0'.repeat(64) }), { mode: 0o600 })
    expect(await ask('--status')).toBeNull()
  })

  it('gives up on a bar that hangs, and has told it nothing', async () => {
    let told = ''
    await standIn(
      createServer((socket) =>
        socket.on('error', () => undefined).on('data', (data) => (told += data.toString())),
      ),
    )
    // However long a command may take: it was not sent.
    const patient = { ...inTime, answerMs: 60_000 }
    expect(await askRunningBar(userData, ['--dial', '1199990000'], patient)).toBe('unheard')
    expect(told).not.toContain('1199990000')
  })

  it('tells nothing to who does not prove to be the bar', async () => {
    let told = ''
    const number = '1'.repeat(64)
    await standIn(
      createServer((socket) => {
        socket.on('error', () => undefined).on('data', (data) => (told += data.toString()))
        socket.once('data', () => socket.write(`${JSON.stringify({ hello: number, proof: number })}\n`))
      }),
    )
    expect(await ask('--dial', '1199990000')).toBe('unheard')
    expect(told).toContain('hello')
    expect(told).not.toContain('1199990000')
  })

  it('does not take an answer that is cut off for a bar that was never asked: it may have dialled', async () => {
    serve({ answer: () => new Promise(() => undefined) })
    expect(await ask('--dial', '1')).toBe('silent')
  })
})

describe('the place where both meet', () => {
  it('is found without the variable of the session, and with it where the bar had none', async () => {
    serve()
    vi.stubEnv('XDG_RUNTIME_DIR', undefined)
    vi.stubEnv('TMPDIR', '/nowhere')
    expect(await ask('--status')).toEqual(answer)
    ends.pop()?.()
    vi.stubEnv('TMPDIR', undefined)
    // An empty variable is none: it would name a folder of wherever the bar was started.
    vi.stubEnv('XDG_RUNTIME_DIR', '')
    serve()
    expect(door().address).toMatch(/^\//)
    vi.stubEnv('XDG_RUNTIME_DIR', folder)
    expect(await ask('--status')).toEqual(answer)
  })

  it('is found where the settings cannot be written', async () => {
    rmSync(userData, { recursive: true })
    serve()
    expect(existsSync(doorFile())).toBe(false)
    expect(await ask('--status')).toEqual(answer)
  })

  it('can be entered and read by this user alone', () => {
    mkdirSync(session(), { mode: 0o755 })
    chmodSync(session(), 0o755)
    serve()
    expect(lstatSync(session()).mode & 0o777).toBe(0o700)
    expect(lstatSync(doorFile()).mode & 0o777).toBe(0o600)
  })

  it('is never a link', async () => {
    const victim = join(folder, 'victim')
    mkdirSync(victim)
    chmodSync(victim, 0o755)
    symlinkSync(victim, session())
    expect(serve()).toEqual([{ kind: 'taken', path: session() }])
    expect(lstatSync(victim).mode & 0o777).toBe(0o755)
    expect(door().address).not.toContain(session())
    expect(await ask('--status')).toEqual(answer)
  })

  it('is not believed in a file that others can read, nor in a link to one', async () => {
    serve()
    chmodSync(doorFile(), 0o644)
    expect(await ask('--status')).toBeNull()
    chmodSync(doorFile(), 0o600)
    const moved = join(folder, 'moved.json')
    writeFileSync(moved, readFileSync(doorFile()), { mode: 0o600 })
    rmSync(doorFile())
    symlinkSync(moved, doorFile())
    expect(await ask('--status')).toBeNull()
  })

  it('is gone with the bar', () => {
    serve()
    const { address } = door()
    ends.pop()?.()
    expect([existsSync(doorFile()), existsSync(address)]).toEqual([false, false])
  })

  it('is made again where somebody has tidied it up', async () => {
    serve({ lookMs: 20 })
    rmSync(door().address)
    await expect.poll(() => ask('--status')).toEqual(answer)
    rmSync(doorFile())
    await expect.poll(() => ask('--status')).toEqual(answer)
  })

  it('is told to be missing where the bar cannot listen', () => {
    mkdirSync(join(session(), `${nameOf(userData)}.sock`), { recursive: true })
    expect(serve()).toEqual([{ kind: 'deaf' }])
  })
})

describe('the running bar', () => {
  it('does not keep a connection that says nothing, or says it byte by byte', async () => {
    serve({ idleMs: 100 })
    await closed(await connect())
    const slow = await connect()
    const trickle = setInterval(() => slow.write('x'), 20)
    ends.push(() => clearInterval(trickle))
    await closed(slow)
    expect(await ask('--status')).toEqual(answer)
  })

  it('does nothing for who does not know the secret, however well the rest is said', async () => {
    let asked = 0
    serve({
      answer: () => {
        asked += 1
        return Promise.resolve(answer)
      },
    })
    const own = door()
    writeFileSync(doorFile(), JSON.stringify({ ...own, secret: 'f'.repeat(64) }), { mode: 0o600 })
    expect(await ask('--status')).toBe('unheard')
    const stranger = await connect()
    const number = '1'.repeat(64)
    stranger.write(
      `${JSON.stringify({ hello: number })}\n${JSON.stringify({ text: '["--status"]', proof: number })}\n`,
    )
    await closed(stranger)
    const old = await connect()
    old.write('["--status"]\n')
    await closed(old)
    expect(asked).toBe(0)
  })

  it('reads no more of a stranger than a greeting has', async () => {
    serve({ idleMs: 60_000 })
    const stranger = await connect()
    stranger.write('x'.repeat(1_000))
    await closed(stranger)
  })

  it('takes its time with an answer', async () => {
    const slow = () => new Promise<typeof answer>((resolve) => setTimeout(() => resolve(answer), 800))
    serve({ answer: slow, idleMs: 500 })
    const patient = { connectMs: 10_000, greetMs: 10_000, answerMs: 10_000 }
    expect(await askRunningBar(userData, ['--status'], patient)).toEqual(answer)
  })

  it('serves no more at a time than it has room for, and the next one again after that', async () => {
    serve({ idleMs: 60_000, connections: 2 })
    const [first] = [await connect(), await connect()]
    expect(await ask('--status')).toBe('unheard')
    first.destroy()
    await expect.poll(() => ask('--status')).toEqual(answer)
  })
})
