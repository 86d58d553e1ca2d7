import fc from 'fast-check'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, it, vi } from 'vitest'
import {
  greeting,
  hello,
  newNumber,
  readGreeting,
  readHello,
  readSaid,
  said,
  type Conversation,
} from '../../../src/main/core/cli/cli-proof'
import { linesOf } from '../../../src/main/shell/cli/cli-lines'
import { askRunningBar, serveCli } from '../../../src/main/shell/cli/cli-socket'
import {
  deepJson,
  inLinearTime,
  LIMIT_MS,
  longRuns,
  longWith,
  runs,
  textWith,
  treeWith,
} from '../../support/doors'

const conversation: Conversation = { secret: newNumber(), askers: newNumber(), bars: newNumber() }
const stranger: Conversation = { ...conversation, secret: newNumber() }
const right = [
  hello(conversation.askers),
  greeting(conversation),
  said(conversation, 'question', '["--status"]'),
  said(conversation, 'answer', '{}'),
]
const wrong = [greeting(stranger), said(stranger, 'question', '[]'), said(stranger, 'answer', '{}')]
const pieces = [
  '{"hello":',
  '"proof":',
  '"text":',
  '"',
  '}',
  ',',
  conversation.askers,
  'f'.repeat(64),
  '[]',
  '\\u0000',
]
const tree = treeWith(
  ['hello', 'proof', 'text'],
  [conversation.askers, conversation.bars, 'f'.repeat(64), 'F'.repeat(64), '', '["--status"]', 7, null],
)
/** What was rightly said, with a piece of it exchanged. */
const spoilt = fc
  .tuple(fc.constantFrom(...right), fc.nat(300), fc.nat(5), fc.string({ unit: 'binary', maxLength: 5 }))
  .map(([line, at, length, by]) => line.slice(0, at) + by + line.slice(at + length))
const line = fc.oneof(
  spoilt,
  tree.map((value) => JSON.stringify(value)),
  textWith(...pieces),
  fc.constantFrom(...wrong, ...right),
)

/** What a reader gives, or null where it refuses. */
function heard<Value>(read: () => Value): Value | null {
  try {
    return read()
  } catch (error) {
    expect(error).toBeInstanceOf(Error)
    return null
  }
}

it(
  'a line of any kind is what somebody said who has the secret, or is refused',
  () => {
    fc.assert(
      fc.property(line, (text) => {
        const number = heard(() => readHello(text))
        if (number !== null) expect(number).toMatch(/^[\da-f]{64}$/)
        const met = heard(() => readGreeting(text, conversation.secret, conversation.askers))
        if (met !== null) expect(met).toEqual(conversation)
        expect([null, '["--status"]']).toContain(heard(() => readSaid(text, conversation, 'question')))
        expect([null, '{}']).toContain(heard(() => readSaid(text, conversation, 'answer')))
      }),
      runs,
    )
  },
  LIMIT_MS,
)

it(
  'lines are the same however they arrive, and no longer than allowed',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 10 }),
        fc.integer({ min: 0, max: 60 }),
        async (texts, cuts, longest) => {
          const socket = new PassThrough()
          const next = linesOf(socket)
          let rest = Buffer.from(texts.map((text) => `${text.replaceAll('\n', '')}\n`).join(''))
          for (const cut of cuts) {
            socket.write(rest.subarray(0, cut))
            rest = rest.subarray(cut)
          }
          socket.end(rest)
          for (const text of texts.map((text) => text.replaceAll('\n', ''))) {
            const got = await next(longest).catch(() => null)
            expect(got).toBe(text.length > longest ? null : text)
            if (got === null) return
          }
          expect(await next(longest).catch(() => null)).toBeNull()
        },
      ),
      runs,
    )
  },
  LIMIT_MS,
)

it(
  'long and deep lines are read in linear time',
  () => {
    const asked = (text: string): boolean =>
      inLinearTime(() => {
        heard(() => readHello(text))
        heard(() => readGreeting(text, conversation.secret, conversation.askers))
        heard(() => readSaid(text, conversation, 'question'))
      })
    fc.assert(
      fc.property(longWith(...pieces), (text) => {
        expect(asked(text)).toBe(true)
        expect(asked(said(stranger, 'question', text))).toBe(true)
      }),
      longRuns,
    )
    expect(asked(deepJson('1'))).toBe(true)
  },
  LIMIT_MS,
)

it(
  'a bar that is sent anything runs nothing, and answers the next who asks rightly',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vocom-door-'))
    vi.stubEnv('XDG_RUNTIME_DIR', folder)
    const userData = join(folder, 'settings')
    mkdirSync(userData)
    const ran: (readonly string[])[] = []
    const stop = serveCli(userData, {
      answer: (words) => {
        ran.push(words)
        return Promise.resolve({ code: 0, out: 'done', err: '' })
      },
      onTrouble: () => undefined,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    })
    const { address } = JSON.parse(readFileSync(join(userData, 'door.json'), 'utf8')) as { address: string }
    await vi.waitFor(() => expect(existsSync(address)).toBe(true))
    /** Ends when the bar has hung up. */
    const send = (lines: readonly string[]): Promise<string> =>
      new Promise((resolve) => {
        let told = ''
        const socket = createConnection(address, () => socket.end(lines.join('\n')))
        socket.setEncoding('utf8')
        socket.on('data', (text: string) => (told += text))
        socket.on('error', () => undefined)
        socket.on('close', () => resolve(told))
      })
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 4 }), fc.boolean(), async (lines, isGreeted) => {
        const told = await send(isGreeted ? [hello(newNumber()), ...lines] : lines)
        expect(told.split('\n').length).toBeLessThanOrEqual(2)
        expect(ran).toEqual([])
      }),
      runs,
    )
    const limits = { connectMs: 5_000, greetMs: 5_000, answerMs: 5_000 }
    expect(await askRunningBar(userData, ['--status'], limits)).toMatchObject({ out: 'done' })
    expect(ran).toEqual([['--status']])
    stop()
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  },
  LIMIT_MS,
)
