import { spawn } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { callKey, callId } from '../../src/shared/ids'
import { steadyTime } from '../../src/shared/time'
import { followStatus } from '../../src/main/core/door/follow'
import { createFakeCore } from '../support/core'
import { openDoor } from '../support/http-door'
import { unless } from '../support/unless'

/*
 * What is in docs/samples, run as its users would.
 */

const samples = join(import.meta.dirname, '../../docs/samples')
const ends: (() => unknown)[] = []
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vocom-samples-'))
})
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  rmSync(folder, { recursive: true, force: true })
})

function run(command: string, words: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(command, words, { env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env } })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (out += piece))
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (err += piece))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  ends.push(async () => {
    child.kill()
    await ended
  })
  return { ended, out: () => out, err: () => err }
}

async function open() {
  const door = await openDoor()
  ends.push(() => door.stop())
  return { ...door, address: `http://127.0.0.1:${door.port() ?? ''}` }
}

const adopt = (key: string, id: string, number: string) =>
  ({
    type: 'callAdopted',
    key: callKey(key),
    id: callId(id),
    number,
    direction: 'inbound',
    namedBy: 'agent',
    at: steadyTime(1_000),
  }) as const

const impossible = process.platform === 'win32' ? 'the samples are for a Unix shell' : null

describe('the samples', unless(impossible), () => {
  it('status-light.sh shows the state, and ends with the bar', async () => {
    const { core } = createFakeCore()
    const lines: string[] = []
    followStatus({ store: core.store, now: core.clock.now })((line) => lines.push(line))
    core.store.apply(adopt('k1', 'c1', '1133334444'))
    core.store.apply({ type: 'callEnded', key: callKey('k1') })
    const bar = join(folder, 'vocom-bar')
    writeFileSync(join(folder, 'lines'), `${lines.join('\n')}\n`)
    writeFileSync(bar, `#!/bin/sh\n[ "$*" = "--watch --json" ] && cat '${join(folder, 'lines')}'\n`)
    chmodSync(bar, 0o755)
    const light = run('sh', [join(samples, 'status-light.sh')], { VOCOM_BAR: bar })
    expect(await light.ended).toBe(0)
    expect(light.out().split('\r\x1b[K').slice(1)).toEqual([
      '\x1b[90m●\x1b[0m not available',
      '\x1b[31m●\x1b[0m in a call',
      '\x1b[90m●\x1b[0m not available\n',
    ])
  })

  it('log_calls.py writes a line for each call that has ended', async () => {
    const door = await open()
    const csv = join(folder, 'calls.csv')
    const env = { VOCOM_BAR_URL: door.address, VOCOM_BAR_TOKEN: await door.pair(['watch']) }
    const written = () => readFileSync(csv, 'utf8').split('\r\n').slice(0, -1)
    door.core.store.apply(adopt('k0', 'c0', '2008'))
    run('python3', [join(samples, 'log_calls.py'), csv], env)
    // It has heard of the call once it has written that it ended.
    await vi.waitUntil(
      () => {
        door.core.store.apply({ type: 'callEnded', key: callKey('k0') })
        door.core.store.apply(adopt('k0', 'c0', '2008'))
        try {
          return written().length > 0
        } catch {
          return false
        }
      },
      { timeout: 20_000 },
    )
    const before = written().length
    door.core.store.apply(adopt('k1', 'c1', '1133334444'))
    door.core.store.apply({ type: 'callEnded', key: callKey('k1') })
    await vi.waitUntil(() => written().some((line) => line.includes('c1')), { timeout: 20_000 })
    expect(written().filter((line) => line.includes('c1'))).toEqual([
      '1970-01-01T00:00:01.000Z,inbound,1133334444,c1',
    ])
    expect(written().length).toBeGreaterThan(before)
  })

  it('the keys of the Stream Deck press what is written on them', async () => {
    const door = await open()
    const [bin, data, token] = [join(folder, 'bin'), join(folder, 'data'), join(folder, 'token')]
    for (const made of [bin, data]) mkdirSync(made)
    copyFileSync(join(samples, 'stream-deck/press.sh'), join(bin, 'vocom-bar-press'))
    writeFileSync(join(data, 'door-http.json'), `${JSON.stringify({ address: door.address, secret: 'x' })}\n`)
    writeFileSync(token, await door.pair(['control']))
    const profile = z
      .object({
        state: z.record(
          z.string(),
          z.object({
            buttons: z.record(
              z.string(),
              z.record(
                z.string(),
                z.object({ states: z.record(z.string(), z.object({ command: z.string() })) }),
              ),
            ),
          }),
        ),
      })
      .parse(JSON.parse(readFileSync(join(samples, 'stream-deck/profile.json'), 'utf8')))
    const commands = Object.values(profile.state)
      .flatMap(({ buttons }) => Object.values(buttons))
      .flatMap((page) => Object.values(page))
      .map(({ states }) => states['0']?.command ?? '')
    expect(commands).toHaveLength(10)
    const env = {
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      VOCOM_BAR_DATA: data,
      VOCOM_BAR_TOKEN_FILE: token,
    }
    for (const command of [...commands, 'vocom-bar-press break.start Lunch']) {
      const [program = '', ...words] = command.split(' ')
      const key = run(program, words, env)
      expect(await key.ended, key.err()).toBe(0)
    }
    expect(door.pressed.map(({ id, argument }) => [id, argument])).toEqual([
      ...commands.map((command) => [command.split(' ')[1], undefined]),
      ['break.start', 'Lunch'],
    ])
    const wrong = run('vocom-bar-press', ['app.quit'], env)
    expect(await wrong.ended).not.toBe(0)
  })
})
