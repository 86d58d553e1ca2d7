import { createConnection } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { watchedSchema } from '../../../../../src/shared/door/status'
import { callsOf, activeCall, createFakeCore, readySnapshot } from '../../../../support/core'
import { ask, openDoor } from '../../../../support/http-door'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

type Door = Awaited<ReturnType<typeof openDoor>>

async function open(...given: Parameters<typeof openDoor>): Promise<Door> {
  const door = await openDoor(...given)
  ends.push(() => door.stop())
  return door
}

/** What the door answers to these bytes, up to its end. */
const raw = (port: number, text: string): Promise<string> =>
  new Promise((resolve) => {
    let told = ''
    const socket = createConnection(port, '127.0.0.1', () => socket.write(text))
    socket.setEncoding('utf8').on('data', (piece: string) => (told += piece))
    socket.on('error', () => undefined).on('close', () => resolve(told))
    ends.push(() => socket.destroy())
  })

describe('a program that was allowed', () => {
  it('sees the state', async () => {
    const door = await open(createFakeCore({ ...readySnapshot, ...callsOf(activeCall) }))
    const { status, body, headers } = await door.get('/v1/snapshot', await door.pair(['watch']))
    expect(status).toBe(200)
    expect(watchedSchema.parse(JSON.parse(body))).toMatchObject({ agent: 'DEV', call: { id: 'call-1' } })
    expect(headers).toMatchObject({ 'cache-control': 'no-store' })
    expect(headers).not.toHaveProperty('access-control-allow-origin')
  })

  it('presses what its scope covers, through the bus, as a source of its own', async () => {
    const door = await open()
    const [dials, controls, watches] = [
      await door.pair(['dial']),
      await door.pair(['control']),
      await door.pair(['watch']),
    ]
    const dial = (token: string) => door.post('/v1/commands/call.dial', { argument: '1133334444' }, token)
    const hold = (token: string) => door.post('/v1/commands/call.hold', { call: 'c1' }, token)
    expect(await dial(dials)).toMatchObject({ status: 200, body: '{"ok":true,"text":""}' })
    expect(await hold(controls)).toMatchObject({ status: 200 })
    for (const refused of [
      dial(controls),
      hold(dials),
      dial(watches),
      hold(watches),
      door.get('/v1/snapshot', dials),
    ])
      expect(await refused).toMatchObject({ status: 403 })
    expect(door.pressed).toEqual([
      { id: 'call.dial', argument: '1133334444', call: undefined, source: 'http' },
      { id: 'call.hold', argument: undefined, call: 'c1', source: 'http' },
    ])
  })

  it('presses nothing that is no business of programs', async () => {
    const door = await open()
    const token = await door.pair(['watch', 'dial', 'control'])
    for (const id of [
      'app.quit',
      'settings.save',
      'door.allow',
      'diagnostics.export',
      'data.erase',
      'toString',
    ])
      expect(await door.post(`/v1/commands/${id}`, {}, token)).toMatchObject({ status: 404 })
    expect(door.pressed).toEqual([])
  })

  it.each([
    ['refused', 409],
    ['failed', 502],
    ['unknown', 504],
    ['badArgument', 400],
  ] as const)('is told what became of a press: %s', async (why, status) => {
    const door = await open(createFakeCore(), () =>
      Promise.resolve({ ok: false, why, sentence: { key: 'reason_no_call' } }),
    )
    const answer = await door.post('/v1/commands/call.hold', {}, await door.pair(['control']))
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, why })
  })
})

describe('turned away', () => {
  const form = 'argument=1133334444'
  const json = '{"argument":"1133334444"}'

  it.each<
    [string, { headers?: Record<string, string>; body?: string; method?: string; path?: string }, number]
  >([
    ['a name that leads here by DNS rebinding', { headers: { host: 'evil.example:PORT' } }, 421],
    ['the right name with another port', { headers: { host: '127.0.0.1:80' } }, 421],
    ['a page of another origin', { headers: { origin: 'https://evil.example' } }, 403],
    ['a page of this origin', { headers: { origin: 'http://127.0.0.1:PORT' } }, 403],
    ['a page without an origin', { headers: { origin: 'null' } }, 403],
    ['a picture of a page', { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' } }, 403],
    ['a link of a page', { headers: { referer: 'https://evil.example/' } }, 403],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form }, 415],
    [
      'a form with files',
      { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: form },
      415,
    ],
    ['plain text', { headers: { 'content-type': 'text/plain' }, body: json }, 415],
    ['JSON in disguise', { headers: { 'content-type': 'text/plain; application/json' }, body: json }, 415],
    ['a preflight', { method: 'OPTIONS', headers: { origin: 'https://evil.example' } }, 403],
    ['another method', { method: 'DELETE' }, 405],
    ['a body that is too long', { body: JSON.stringify({ argument: '1'.repeat(20_000) }) }, 413],
    ['a body that is no JSON', { body: '{' }, 400],
    ['a body with more in it', { body: '{"argument":"1","source":"bar"}' }, 400],
    ['another path', { path: '/v2/commands/call.dial' }, 404],
    ['a path with tricks', { path: '/v1/commands/..%2fcall.dial' }, 404],
  ])(
    '%s',
    async (
      _what,
      { headers = {}, body = json, method = 'POST', path = '/v1/commands/call.dial' },
      status,
    ) => {
      const door = await open()
      const token = await door.pair(['dial', 'control', 'watch'])
      const port = door.port() ?? 0
      const filled = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', String(port))]),
      )
      const sent = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...filled }
      expect(await ask(port, { method, path, headers: sent, body })).toMatchObject({ status })
      expect(door.pressed).toEqual([])
    },
  )

  it('an upgrade to a WebSocket, and what is no HTTP', async () => {
    const door = await open()
    const token = await door.pair(['watch'])
    const port = door.port() ?? 0
    const upgrade = `GET /v1/events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`
    expect(await raw(port, upgrade)).not.toMatch(/HTTP\/1\.1 (101|200)/)
    expect(await raw(port, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')).not.toMatch(/ 200 /)
    expect(await raw(port, `GET /v1/snapshot HTTP/1.1\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`)).not.toMatch(
      / 200 /,
    )
  })

  it.each(['', 'Bearer ', 'Bearer x', 'Basic dXNlcjpwYXNz', `Bearer ${'A'.repeat(43)}`])(
    'without a token: “%s”',
    async (authorization) => {
      const door = await open()
      const port = door.port() ?? 0
      for (const path of ['/v1/snapshot', '/v1/events'])
        expect(await ask(port, { path, headers: { authorization } })).toMatchObject({ status: 401 })
      const headers = { authorization, 'content-type': 'application/json' }
      for (const path of ['/v1/commands/call.dial', '/v1/pairings', '/v1/commands/none'])
        expect(await ask(port, { method: 'POST', path, headers, body: '{}' })).toMatchObject({ status: 401 })
      expect(door.pressed).toEqual([])
      expect(door.question()).toBeUndefined()
    },
  )
})

it('there is no port while the door is off, and none is left when the bar stops', async () => {
  const door = await open()
  const port = door.port() ?? 0
  const isOpen = () =>
    new Promise<boolean>((resolve) => {
      const socket = createConnection(port, '127.0.0.1')
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
      ends.push(() => socket.destroy())
    })
  expect(await isOpen()).toBe(true)
  await door.switchTo(false)
  expect([await isOpen(), door.port()]).toEqual([false, null])
  // Opening the settings must not ask for the keychain's password.
  expect(await door.queries['door.read'].answer()).toEqual({ port: null, programs: [] })
  expect(door.reads()).toBe(0)
  await door.switchTo(true)
  expect(door.port()).not.toBeNull()
  await door.stop()
  expect(door.port()).toBeNull()
})
