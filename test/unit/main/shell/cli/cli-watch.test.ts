import { readFileSync, writeFileSync } from 'node:fs'
import { createConnection, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import {
  greeting,
  hello,
  newNumber,
  readGreeting,
  readHello,
  readNext,
  said,
  saidLine,
} from '../../../../../src/main/core/cli/cli-proof'
import type { Door } from '../../../../../src/main/shell/cli/cli-door'
import { linesOf } from '../../../../../src/main/shell/cli/cli-lines'
import { askRunningBar, serveCli } from '../../../../../src/main/shell/cli/cli-socket'
import { withDoorFolder } from '../../../../support/door-folder'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const limits = { connectMs: 5_000, greetMs: 5_000, answerMs: 5_000 }
const full = { code: 1, out: '', err: 'full' }
const done = { code: 0, out: 'done', err: '' }

let folder = ''
let userData = ''
const ends = withDoorFolder((inside, settings) => {
  folder = inside
  userData = settings
})

/** A bar whose changes are told by hand. */
function serve() {
  const following = new Set<(line: string) => void>()
  const quit = serveCli(userData, {
    answer: ([word]) => Promise.resolve(word === '--watch' ? full : done),
    follow: ([word]) =>
      word === '--watch'
        ? (tell) => {
            following.add(tell)
            tell('now')
            return () => following.delete(tell)
          }
        : null,
    onTrouble: () => undefined,
    log,
  })
  ends.push(quit)
  return {
    quit,
    watchers: () => following.size,
    change: (line: string) => following.forEach((tell) => tell(line)),
  }
}

function watch(onLine: (line: string) => Promise<void> = () => Promise.resolve()) {
  const lines: string[] = []
  const ended = askRunningBar(userData, ['--watch'], {
    ...limits,
    onLine: (line) => {
      lines.push(line)
      return onLine(line)
    },
  })
  return { lines, ended }
}

/** A program of somebody else that watches, and reads when it likes. */
async function foreignWatch(): Promise<{
  socket: Socket
  next: () => ReturnType<typeof readNext> | Promise<ReturnType<typeof readNext>>
}> {
  const door = JSON.parse(readFileSync(join(userData, 'door.json'), 'utf8')) as Door
  const socket = createConnection(door.address)
  ends.push(() => socket.destroy())
  const next = linesOf(socket)
  const askers = newNumber()
  socket.write(`${hello(askers)}\n`)
  const conversation = readGreeting(await next(400), door.secret, askers)
  socket.write(`${said(conversation, 'question', '["--watch"]')}\n`)
  let count = 0
  return { socket, next: async () => readNext(await next(500_000), conversation, (count += 1)) }
}

it('a watch is told the present, each change in order, and the end of the bar', async () => {
  const bar = serve()
  const { lines, ended } = watch()
  await expect.poll(() => lines).toEqual(['now'])
  for (const line of ['one', 'two', 'three']) bar.change(line)
  await expect.poll(() => lines).toEqual(['now', 'one', 'two', 'three'])
  bar.quit()
  expect(await ended).toEqual({ code: 0, out: '', err: '' })
})

it('ten thousand changes come in order to a reader that sleeps, and the bar answers others meanwhile', async () => {
  const bar = serve()
  let wake = (): void => undefined
  const asleep = new Promise<void>((resolve) => (wake = resolve))
  const { lines } = watch(() => asleep)
  await expect.poll(() => bar.watchers()).toBe(1)
  const changes = Array.from({ length: 10_000 }, (_none, count) => String(count))
  for (const change of changes) {
    bar.change(change)
    if (Number(change) % 100 === 0) await new Promise(setImmediate)
  }
  expect(await askRunningBar(userData, ['--status'], limits)).toEqual(done)
  wake()
  await expect.poll(() => lines.at(-1), { timeout: 8_000 }).toBe('9999')
  expect(lines).toEqual(['now', ...changes])
})

it('a reader that has stopped for good gets the oldest lines and the last, and nobody waits for it', async () => {
  const bar = serve()
  const { socket, next } = await foreignWatch()
  expect(await next()).toEqual({ isLine: true, text: 'now' })
  socket.pause()
  const { lines } = watch()
  await expect.poll(() => bar.watchers()).toBe(2)
  // Ten times what may wait.
  const long = (count: number): string => `${count} ${'x'.repeat(1_000)}`
  for (let count = 0; count < 10_000; count++) {
    bar.change(long(count))
    if (count % 100 === 0) await vi.waitUntil(() => lines.length > count, { interval: 1, timeout: 5_000 })
  }
  await expect.poll(() => lines.length).toBe(10_001)
  const read: number[] = []
  while (read.at(-1) !== 9_999) read.push(parseInt((await next()).text))
  expect(read.length).toBeLessThan(2_000)
  expect(read.slice(0, -1)).toEqual(Array.from({ length: read.length - 1 }, (_none, count) => count))
})

it('a program that ends is forgotten, and so is one that closes its side', async () => {
  const bar = serve()
  const [killed, closed] = [await foreignWatch(), await foreignWatch()]
  await Promise.all([killed.next(), closed.next()])
  killed.socket.destroy()
  closed.socket.end()
  await expect.poll(() => bar.watchers()).toBe(0)
})

it('no more programs watch than leave room for others', async () => {
  const bar = serve()
  const all = Array.from({ length: 17 }, () => watch())
  expect(await Promise.race(all.map(({ ended }) => ended))).toEqual(full)
  await expect.poll(() => bar.watchers()).toBe(16)
  expect(await askRunningBar(userData, ['--status'], limits)).toEqual(done)
})

it('a bar that dies is told apart from one that quits, and a line left out or repeated from one that was said', async () => {
  const secret = newNumber()
  const address = join(folder, 'other.sock')
  let say: readonly number[] = []
  const server = createServer((socket) => {
    const next = linesOf(socket)
    void (async () => {
      const conversation = { secret, askers: readHello(await next(400)), bars: newNumber() }
      socket.write(`${greeting(conversation)}\n`)
      await next(500_000)
      for (const count of say) socket.write(`${saidLine(conversation, count, `line ${count}`)}\n`)
      socket.end()
    })()
  })
  await new Promise<void>((resolve) => server.listen(address, resolve))
  ends.push(() => server.close())
  writeFileSync(join(userData, 'door.json'), JSON.stringify({ address, secret }), { mode: 0o600 })
  for (const [counts, heard] of [
    [[1, 2], 2],
    [[1, 3], 1],
    [[1, 1], 1],
  ] as const) {
    say = counts
    const { lines, ended } = watch()
    expect(await ended).toBe('silent')
    expect(lines).toHaveLength(heard)
  }
})
