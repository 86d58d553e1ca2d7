import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { companionKey } from '../../scripts/lib/companion-key.mjs'
import type { CliAnswer } from '../../src/main/core/cli/cli-answer'
import { serveCli } from '../../src/main/shell/cli/cli-socket'
import { ended, relay, startRelay } from '../support/relay'
import { withDoorFolder } from '../support/door-folder'

/*
 * The relay as a browser starts it: the host of the extension's messages.
 */

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const origin = `chrome-extension://${companionKey().id}/`
const LONGEST = 64 * 1024

let folder = ''
let userData = ''
const ends = withDoorFolder((inside, settings) => {
  folder = inside
  userData = settings
})

const env = (): NodeJS.ProcessEnv => ({ XDG_CONFIG_HOME: folder, XDG_RUNTIME_DIR: folder, TMPDIR: folder })
const echo = (text: string): Promise<CliAnswer> => Promise.resolve({ code: 0, out: text, err: '' })

/** A bar that says `state` of its own accord, and answers each message. */
function serve(answer: (text: string) => Promise<CliAnswer> = echo, at = userData) {
  const tells = new Set<(line: string) => void>()
  const close = serveCli(at, {
    answer: ([, ...pieces]) => answer(pieces.join('')),
    follow: (words) =>
      words.length > 1
        ? null
        : (tell) => {
            tells.add(tell)
            tell('{"state":1}')
            return () => void tells.delete(tell)
          },
    onTrouble: () => undefined,
    log,
  })
  ends.push(close)
  return { tells, close }
}

const framed = (text: string): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(Buffer.byteLength(text))
  return Buffer.concat([length, Buffer.from(text)])
}

/** The browser's side: it sends messages and collects the answers in order. */
function browserOf(child: ChildProcessWithoutNullStreams) {
  ends.push(() => child.kill('SIGKILL'))
  child.stdin.on('error', () => undefined)
  const came: unknown[] = []
  const waiting: ((message: unknown) => void)[] = []
  let held = Buffer.alloc(0)
  child.stdout.on('data', (bytes: Buffer) => {
    held = Buffer.concat([held, bytes])
    while (held.length >= 4 && held.length >= 4 + held.readUInt32LE()) {
      const end = 4 + held.readUInt32LE()
      const message: unknown = JSON.parse(held.subarray(4, end).toString())
      held = held.subarray(end)
      const next = waiting.shift()
      if (next === undefined) came.push(message)
      else next(message)
    }
  })
  return {
    send: (text: string) => child.stdin.write(framed(text)),
    write: (bytes: Buffer) => child.stdin.write(bytes),
    next: (): Promise<unknown> =>
      came.length > 0 ? Promise.resolve(came.shift()) : new Promise((resolve) => waiting.push(resolve)),
    close: () => child.stdin.end(),
    ended: new Promise((resolve) => child.on('close', resolve)),
  }
}
const browse = (words: readonly string[] = [origin]) => browserOf(startRelay(words, env()))

describe('the browser’s messages through the relay', () => {
  it('are answered, each by its number, and what the bar says of its own accord arrives beside', async () => {
    const { tells } = serve((text) => echo(`{"heard":${text}}`))
    const browser = browse()
    expect(await browser.next()).toEqual({ said: { state: 1 } })
    browser.send('{"text":"não \\u0000 🙂"}')
    expect(await browser.next()).toEqual({ n: 1, answer: { heard: { text: 'não \0 🙂' } } })
    for (const tell of tells) tell('{"state":2}')
    expect(await browser.next()).toEqual({ said: { state: 2 } })
    const pieces = framed('{"in":"pieces"}')
    browser.write(pieces.subarray(0, 3))
    browser.write(pieces.subarray(3, 9))
    browser.write(pieces.subarray(9))
    expect(await browser.next()).toEqual({ n: 2, answer: { heard: { in: 'pieces' } } })
  })

  it('wait for no other: a slow command is answered when it is done', async () => {
    const release: (() => void)[] = []
    const slow = (text: string): Promise<CliAnswer> =>
      new Promise((resolve) => release.push(() => resolve({ code: 0, out: text, err: '' })))
    serve((text) => (text === '"slow"' ? slow(text) : echo(text)))
    const browser = browse()
    await browser.next()
    browser.send('"slow"')
    browser.send('"quick"')
    expect(await browser.next()).toEqual({ n: 2, answer: 'quick' })
    // Each message has its own connection, and the second may overtake the first.
    await expect.poll(() => release.length).toBe(1)
    release.forEach((run) => run())
    expect(await browser.next()).toEqual({ n: 1, answer: 'slow' })
  })

  it('have at most 64 kB; a longer one is refused, and the next is answered', async () => {
    const heard: number[] = []
    serve((text) => {
      heard.push(Buffer.byteLength(text))
      return echo('"ok"')
    })
    const browser = browse()
    await browser.next()
    browser.send(`"${'é'.repeat(LONGEST / 2 - 1)}"`)
    expect(await browser.next()).toEqual({ n: 1, answer: 'ok' })
    browser.send(`"${'a'.repeat(LONGEST - 1)}"`)
    expect(await browser.next()).toEqual({ n: 2, failed: 'tooLong' })
    browser.send('"a\0b"')
    expect(await browser.next()).toEqual({ n: 3, failed: 'tooLong' })
    browser.send('""')
    expect(await browser.next()).toEqual({ n: 4, answer: 'ok' })
    expect(heard).toEqual([LONGEST, 2])
  })

  it('are said to be unanswered when the bar breaks off', async () => {
    serve(() => Promise.reject(new Error('a bug')))
    const browser = browse()
    await browser.next()
    browser.send('"x"')
    expect(await browser.next()).toEqual({ n: 1, failed: 'silent' })
  })
})

describe('the relay serves', () => {
  it('no other extension, and no page', async () => {
    serve()
    const others = [
      origin.replace('//', '//a').slice(0, -2),
      'chrome-extension://',
      `${origin}x`,
      `${origin} `,
    ]
    for (const other of others)
      expect(await ended(startRelay([other], env()))).toMatchObject({ code: 1, out: '' })
    expect((await ended(startRelay(['https://crm.example.com/'], env()))).out).toBe('')
  })

  it('no browser when no bar runs, and says so', async () => {
    const browser = browse()
    expect(await browser.next()).toEqual({ ended: 'notRunning' })
    await browser.ended
  })

  it('until the bar quits, or the browser closes it; nothing is left behind', async () => {
    const { close, tells } = serve((text) => (text === '"never"' ? new Promise(() => undefined) : echo(text)))
    const closing = browse()
    await closing.next()
    closing.send('"never"')
    closing.send('"now"')
    expect(await closing.next()).toEqual({ n: 2, answer: 'now' })
    closing.close()
    // Its pipes close when the last of its processes is gone.
    await closing.ended
    await vi.waitFor(() => expect(tells.size).toBe(0))
    const staying = browse()
    await staying.next()
    close()
    expect(await staying.next()).toEqual({ ended: 'gone' })
    await staying.ended
  })

  it('the bar in whose folder its copy lies', async () => {
    const own = join(folder, 'own')
    mkdirSync(own)
    const copy = join(own, 'companion-host')
    copyFileSync(relay, copy)
    serve(echo, own)
    const { spawn } = await import('node:child_process')
    const browser = browserOf(spawn(copy, [origin], { env: env() }))
    expect(await browser.next()).toEqual({ said: { state: 1 } })
  })
})
