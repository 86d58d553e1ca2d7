import { request } from 'node:http'
import { createDoorFeature } from '../../src/main/core/door/feature'
import type { PressOf } from '../../src/main/core/kernel/bus'
import type { Core } from '../../src/main/core/kernel/core'
import type { Outcome } from '../../src/shared/outcome'
import { UNSEEN_MS } from '../../src/shared/phone/proposal'
import type { Scope } from '../../src/shared/door/scopes'
import { createFakeCore, settingsWith } from './core'

const SECRET = 'the-secret-of-the-file-that-only-this-user-reads'

export type Answer = {
  readonly status: number
  readonly headers: Record<string, unknown>
  readonly body: string
}
export type Ask = {
  readonly method?: string
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

export function ask(port: number, { method = 'GET', path, headers = {}, body }: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (piece: string) => (text += piece))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }))
      answer.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

type Fake = ReturnType<typeof createFakeCore>

/** A bar's HTTP door, open, with its keychain and what was pressed through it. */
export async function openDoor(fake: Fake = createFakeCore(), press?: (press: PressOf) => Promise<Outcome>) {
  const kept = new Map<string, string>()
  const pressed: PressOf[] = []
  let port: number | null = null
  let isOn = true
  let reads = 0
  const core: Core = { ...fake.core, settings: () => settingsWith({ 'door.http': isOn })() }
  const feature = createDoorFeature({
    core,
    secrets: {
      read: (account) => {
        reads += 1
        return Promise.resolve(kept.get(account) ?? null)
      },
      write: (account, secret) => Promise.resolve(void kept.set(account, secret)),
    },
    doorFile: {
      secret: SECRET,
      ports: [0],
      write: (open) => {
        port = open
        return true
      },
      remove: () => (port = null),
    },
    press: (one) => {
      pressed.push(one)
      return press?.(one) ?? Promise.resolve({ ok: true })
    },
  })
  core.store.subscribe(feature.onSnapshot)
  await feature.live()
  const door = () => port ?? -1
  const post = (path: string, body: unknown, token: string, headers: Record<string, string> = {}) =>
    ask(door(), {
      method: 'POST',
      path,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })

  const question = () => core.store.get().notices.find(({ id }) => id === 'door-pairing')
  /** What a program asks, and waits for. */
  const askPairing = (name: string, scopes: readonly Scope[], secret = SECRET) =>
    post('/v1/pairings', { name, scopes }, secret)
  return {
    ...fake,
    ...feature,
    core,
    kept,
    pressed,
    port: () => port,
    /** How often the keychain was asked. */
    reads: () => reads,
    post,
    get: (path: string, token: string, headers: Record<string, string> = {}) =>
      ask(door(), { path, headers: { authorization: `Bearer ${token}`, ...headers } }),
    question,
    askPairing,
    switchTo: async (on: boolean) => {
      isOn = on
      const [before, now] = [settingsWith({ 'door.http': !on })(), settingsWith({ 'door.http': on })()]
      feature.onSettings(now, before)
      await feature.live()
    },
    /** A program that the agent has allowed; its token. */
    pair: async (scopes: readonly Scope[], name = 'Test program'): Promise<string> => {
      const answered = askPairing(name, scopes)
      while (question() === undefined) await new Promise(setImmediate)
      await fake.clock.advance(UNSEEN_MS)
      await feature.handlers['door.allow'](core, question()?.mend?.argument ?? '')
      return (JSON.parse((await answered).body) as { token: string }).token
    },
  }
}
