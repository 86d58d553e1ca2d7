import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callId, branch } from '../../src/shared/ids'
import { steadyTime } from '../../src/shared/time'
import { createLanes } from '../../src/main/core/pabx/lanes'
import { createTrust } from '../../src/main/core/pabx/network/trust'
import { createVocomClient } from '../../src/main/core/pabx/vocom-client'
import type { PabxErrorKind } from '../../src/shared/vocom/errors'
import { defaultOptions } from '../../src/simulator/controls'
import { startSimulator, type Simulator } from '../../src/simulator/simulator'
import { makeAuthority, type Authority } from '../support/authority'
import { startProxy, type Forwarding } from '../support/proxy'

let authority: Authority
beforeAll(() => {
  authority = makeAuthority()
})
afterAll(() => authority.close())

let pabx: Simulator
const closing: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  pabx = await startSimulator({ clock: 'manual', tls: authority.shows({}) })
  closing.push(pabx.close)
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function proxyThat(status?: number | 'silent'): Promise<Forwarding> {
  const proxy = await startProxy(status)
  closing.push(proxy.close)
  return proxy
}

/** A port where nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const portOf = (url: string): string => new URL(url).port

type Way = {
  readonly proxy?: string
  readonly resolve?: (origin: string) => Promise<string>
  readonly baseUrl?: string
}

function clientBy({ proxy = 'system', resolve = () => Promise.resolve('DIRECT'), baseUrl }: Way) {
  const trust = createTrust({ systemCertificates: () => [], readFile: readFileSync })
  const lanes = createLanes({ trust, resolveProxy: resolve })
  const connection = {
    // A name that only the proxy finds.
    baseUrl: baseUrl ?? `https://pabx.test:${portOf(pabx.url)}`,
    key: defaultOptions.key,
    allowInsecureHttp: true,
    keyVersion: 1,
    proxy,
    caFile: authority.rootFile,
  }
  return {
    client: createVocomClient({ connection: () => connection, now: () => steadyTime(0), lanes }),
    lanes,
  }
}

const login = { agent: 'DEV', branch: branch('2000'), company_id: defaultOptions.companyId }
const enter = ({ client }: ReturnType<typeof clientBy>, deadlineMs?: number) =>
  client.call('login', login, deadlineMs === undefined ? {} : { deadlineMs })

describe('a tunnel through a proxy', () => {
  it.each(['fixed', 'system'])(
    '(%s) is opened by host and port alone; the key goes inside it',
    async (kind) => {
      const proxy = await proxyThat()
      const way =
        kind === 'fixed'
          ? { proxy: proxy.url }
          : { resolve: () => Promise.resolve(`PROXY 127.0.0.1:${proxy.port}; DIRECT`) }
      expect(await enter(clientBy(way))).toMatchObject({ ok: true })
      const target = `pabx.test:${portOf(pabx.url)}`
      expect(proxy.asked).toHaveLength(1)
      const lines = (proxy.asked[0] ?? '').trim().split('\r\n')
      expect(lines).toEqual([`CONNECT ${target} HTTP/1.1`, `Host: ${target}`, 'Connection: keep-alive'])
      const seen = proxy.asked.join('') + proxy.carried()
      expect(seen.length).toBeGreaterThan(300)
      for (const secret of [
        'authorization',
        'basic ',
        defaultOptions.key.toLowerCase(),
        'interact_cti',
        // Long enough never to stand in encrypted bytes by chance.
        defaultOptions.companyId.toLowerCase(),
      ])
        expect(seen.toLowerCase()).not.toContain(secret)
    },
  )

  it('has its certificate checked as without one', async () => {
    const proxy = await proxyThat()
    const way = { proxy: proxy.url, baseUrl: `https://other.test:${portOf(pabx.url)}` }
    expect(await enter(clientBy(way))).toEqual({ ok: false, error: { kind: 'tls_wrong_host', acted: 'no' } })
    expect(pabx.controls.journal).toEqual([])
  })

  it('is kept for the next command', async () => {
    const proxy = await proxyThat()
    const bar = clientBy({ proxy: proxy.url })
    await enter(bar)
    await enter(bar)
    expect(proxy.asked).toHaveLength(1)
    expect(pabx.controls.journal).toHaveLength(2)
  })

  it.each<[number, PabxErrorKind]>([
    [407, 'proxy_password'],
    [403, 'proxy_refused'],
    [302, 'proxy_refused'],
    [503, 'unreachable'],
  ])('that is refused with %i is %s, and no answer of the PABX', async (status, kind) => {
    const proxy = await proxyThat(status)
    expect(await enter(clientBy({ proxy: proxy.url }))).toEqual({ ok: false, error: { kind, acted: 'no' } })
    expect(proxy.asked).toHaveLength(1)
  })

  it('of a proxy that is not there is proxy_unreachable', async () => {
    const proxy = `http://127.0.0.1:${await deadPort()}`
    expect(await enter(clientBy({ proxy }))).toEqual({
      ok: false,
      error: { kind: 'proxy_unreachable', acted: 'no' },
    })
  })

  it('of a proxy that says nothing is given up, and was not sent', async () => {
    const proxy = await proxyThat('silent')
    const bar = clientBy({ proxy: proxy.url })
    expect(await enter(bar, 300)).toEqual({ ok: false, error: { kind: 'timed_out', acted: 'no' } })
    expect(await enter(bar)).toEqual({ ok: false, error: { kind: 'proxy_unreachable', acted: 'no' } })
  })
})

describe('the answer of the system', () => {
  it('names a dead proxy first: the next one is used, and from then on at once', async () => {
    const proxy = await proxyThat()
    const dead = await deadPort()
    let questions = 0
    const bar = clientBy({
      resolve: () => {
        questions += 1
        return Promise.resolve(`PROXY 127.0.0.1:${dead}; SOCKS5 127.0.0.1:1; PROXY 127.0.0.1:${proxy.port}`)
      },
    })
    expect(await enter(bar)).toMatchObject({ ok: true })
    const hangUp = { agent: 'DEV', call_id: callId('c'), company_id: defaultOptions.companyId }
    expect(await bar.client.call('hangUp', hangUp, { lane: 'hangUp' })).toMatchObject({
      error: { kind: 'not_found_failed' },
    })
    expect(questions).toBe(1)
  })

  it.each(['SOCKS5 127.0.0.1:1', 'HTTPS 127.0.0.1:1; SOCKS 127.0.0.1:1'])('%s is told', async (answer) => {
    expect(await enter(clientBy({ resolve: () => Promise.resolve(answer) }))).toEqual({
      ok: false,
      error: { kind: 'proxy_unsupported', acted: 'no' },
    })
  })

  it('is not asked for this computer, nor for plain http, nor where there is to be no proxy', async () => {
    const asked: string[] = []
    const resolve = (origin: string) => {
      asked.push(origin)
      return Promise.resolve('PROXY 127.0.0.1:1')
    }
    const plain = await startSimulator({ clock: 'manual' })
    closing.push(plain.close)
    expect(await enter(clientBy({ resolve, baseUrl: pabx.url }))).toMatchObject({ ok: true })
    expect(await enter(clientBy({ resolve, baseUrl: plain.url, proxy: 'http://127.0.0.1:1' }))).toMatchObject(
      {
        ok: true,
      },
    )
    await enter(clientBy({ resolve, proxy: 'none' }))
    expect(asked).toEqual([])
  })

  it('is asked again after another network, and after a failure without anybody waiting for it', async () => {
    const proxy = await proxyThat()
    const answers = [`PROXY 127.0.0.1:${await deadPort()}`, `PROXY 127.0.0.1:${proxy.port}`, 'SOCKS a:1']
    const bar = clientBy({ resolve: () => Promise.resolve(answers.shift() ?? '') })
    expect(await enter(bar)).toMatchObject({ error: { kind: 'proxy_unreachable' } })
    expect(await enter(bar)).toMatchObject({ ok: true })
    bar.lanes.networkChanged()
    expect(await enter(bar)).toMatchObject({ error: { kind: 'proxy_unsupported' } })
  })

  it('that does not come holds up no command', async () => {
    const started = performance.now()
    const bar = clientBy({ resolve: () => new Promise(() => undefined) })
    // Tried without a proxy, where nobody knows that name.
    expect(await enter(bar)).toMatchObject({ error: { kind: 'name_not_found', acted: 'no' } })
    const between = performance.now()
    expect(between - started).toBeGreaterThan(1_400)
    await enter(bar)
    expect(performance.now() - between).toBeLessThan(1_000)
  })
})
