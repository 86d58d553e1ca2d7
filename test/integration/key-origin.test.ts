import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { BarPorts } from '../../src/main/core/kernel/bar-ports'
import type { TextFile } from '../../src/main/core/kernel/ports'
import type { ConnectionTest } from '../../src/shared/ipc/queries'
import { policyOf } from '../support/policy'
import { startShift, type Shift } from '../support/simulated'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A PABX somewhere, and the keys that were sent to it. */
async function startHost() {
  const keys: string[] = []
  const server = createServer((request, response) => {
    keys.push(Buffer.from((request.headers.authorization ?? '').slice(6), 'base64').toString())
    request.resume().on('end', () => {
      const result =
        request.url?.includes('break') === true ? [] : { logged_in_agents: [], logged_out_agents: [] }
      response.end(JSON.stringify({ status: 'ok', result }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  )
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, keys }
}

function createDesk() {
  const keychain = new Map([['company', 'stored']])
  const disk: Shift['disk'] = { state: null, settings: {} }
  const binding = { text: null as string | null }
  const keyBinding: TextFile = {
    read: () => Promise.resolve(binding.text),
    write: (text) => Promise.resolve(void (binding.text = text)),
  }
  const ports: Partial<BarPorts> = {
    keyBinding,
    secrets: {
      read: (account) => Promise.resolve(keychain.get(account) ?? null),
      write: (account, secret) => Promise.resolve(void keychain.set(account, secret)),
    },
  }
  const start = async (settings: Record<string, unknown>, more: Partial<BarPorts> = {}): Promise<Shift> => {
    disk.settings = { agent: { name: 'DEV', branch: '1', queues: ['Q'] }, ...settings }
    const shift = await startShift(disk, null, { ...ports, ...more })
    ends.push(shift.end)
    return shift
  }
  return { keychain, disk, binding, start }
}

const at = (baseUrl: string) => ({ pabx: { baseUrl, companyId: 'company' } })
const save = (shift: Shift, draft: object) =>
  shift.bar.bus.dispatch({
    id: 'settings.save',
    source: 'settings',
    argument: { values: {}, key: null, ...draft },
  })
const test = (shift: Shift, draft: object) =>
  shift.bar.query('settings.test', { values: {}, key: null, ...draft }) as Promise<ConnectionTest>
const polled = ({ bar }: Shift) => expect.poll(() => bar.store.get().sync.phase).toBe('fresh')

describe('the stored key', () => {
  it('is sent to the saved address and to no other: not in a test, not after a save', async () => {
    const [home, elsewhere] = [await startHost(), await startHost()]
    const shift = await createDesk().start(at(home.url))
    await polled(shift)
    const values = { 'pabx.baseUrl': elsewhere.url }
    expect(await test(shift, { values })).toMatchObject({ ok: false, sentence: { key: 'key_retype' } })
    expect(await save(shift, { values })).toMatchObject({
      ok: false,
      problems: [{ name: 'key', sentence: { key: 'key_retype' } }],
    })
    expect(shift.bar.settings.get().values['pabx.baseUrl']).toBe(home.url)
    expect(elsewhere.keys).toEqual([])
    // Another path of the same host is not another address.
    expect(await test(shift, { values: { 'pabx.baseUrl': `${home.url}/prefix` } })).toMatchObject({
      ok: true,
    })
  })

  it('goes elsewhere once it was typed anew', async () => {
    const [home, elsewhere] = [await startHost(), await startHost()]
    const desk = createDesk()
    const shift = await desk.start(at(home.url))
    await polled(shift)
    const values = { 'pabx.baseUrl': elsewhere.url }
    expect(await test(shift, { values, key: 'typed' })).toMatchObject({ ok: true })
    expect(elsewhere.keys).toEqual(['api_key:typed'])
    expect(await save(shift, { values, key: 'typed', leaving: 'stay' })).toEqual({ ok: true })
    await expect.poll(() => elsewhere.keys.length > 1).toBe(true)
    expect(new Set(elsewhere.keys)).toEqual(new Set(['api_key:typed']))
    expect(desk.keychain.get('company')).toBe('typed')
    expect(home.keys).not.toContain('api_key:typed')
  })

  it('does not follow a policy, nor a settings.json, that names another address', async () => {
    const [home, elsewhere] = [await startHost(), await startHost()]
    const desk = createDesk()
    await polled(await desk.start(at(home.url)))
    for (const [settings, policy] of [
      [at(home.url), { 'pabx.baseUrl': elsewhere.url }],
      [at(elsewhere.url), {}],
    ] as const) {
      const shift = await desk.start(settings, { policy: policyOf(policy) })
      expect(shift.bar.store.get().key).toBe('other_address')
      expect(await shift.bar.bus.dispatch({ id: 'agent.login', source: 'bar' })).toMatchObject({
        ok: false,
        sentence: { key: 'key_other_address' },
      })
      expect(elsewhere.keys).toEqual([])
    }
    const again = await desk.start(at(home.url))
    expect(again.bar.store.get().key).toBe('present')
  })

  it('that was put into the keychain beforehand belongs to the address that is saved first', async () => {
    const [home, elsewhere] = [await startHost(), await startHost()]
    const shift = await createDesk().start({})
    const values = { 'pabx.baseUrl': home.url, 'pabx.companyId': 'company' }
    expect(await test(shift, { values })).toMatchObject({ ok: false })
    expect(home.keys).toEqual([])
    expect(await save(shift, { values })).toEqual({ ok: true })
    await polled(shift)
    expect(home.keys[0]).toBe('api_key:stored')
    expect(await save(shift, { values: { 'pabx.baseUrl': elsewhere.url } })).toMatchObject({ ok: false })
  })

  it('belongs to that address although the keychain was locked when it was saved', async () => {
    const [home, elsewhere] = [await startHost(), await startHost()]
    const desk = createDesk()
    const locked = { read: () => Promise.reject(new Error('locked')), write: () => Promise.resolve() }
    await desk.start(at(home.url), { secrets: locked })
    const shift = await desk.start(at(elsewhere.url))
    expect(shift.bar.store.get().key).toBe('other_address')
  })

  it('cannot be had: a test of the connection says why, and asks for a key only where there is none', async () => {
    const desk = createDesk()
    const secrets = { read: () => Promise.reject(new Error('locked')), write: () => Promise.resolve() }
    const shift = await desk.start(at((await startHost()).url), { secrets })
    expect(await test(shift, {})).toEqual({ ok: false, sentence: { key: 'key_locked' } })
    shift.bar.store.apply({ type: 'keyChanged', key: 'unread', at: shift.bar.pushed('settings').now })
    expect(await test(shift, {})).toEqual({ ok: false, sentence: { key: 'reason_key_being_read' } })
    const values = { 'pabx.companyId': 'another' }
    expect(await test(shift, { values })).toEqual({ ok: false, sentence: { key: 'test_no_key' } })
    const bare = createDesk()
    bare.keychain.clear()
    const empty = await bare.start(at((await startHost()).url))
    expect(await test(empty, {})).toEqual({ ok: false, sentence: { key: 'test_no_key' } })
  })

  it('belongs to no address that anybody knows of when the note of it is damaged', async () => {
    const home = await startHost()
    const desk = createDesk()
    desk.binding.text = '{"comp'
    const shift = await desk.start(at(home.url))
    expect(shift.bar.store.get().key).toBe('other_address')
    expect(await save(shift, { key: 'typed' })).toEqual({ ok: true })
    await polled(shift)
    expect(new Set(home.keys)).toEqual(new Set(['api_key:typed']))
  })

  it('that is used for the session only is bound as well', async () => {
    const [home, elsewhere] = [await startHost(), await startHost()]
    const desk = createDesk()
    desk.keychain.clear()
    const shift = await desk.start(at(home.url))
    expect(await save(shift, { key: 'typed', session: true })).toEqual({ ok: true })
    await polled(shift)
    expect(await save(shift, { values: { 'pabx.baseUrl': elsewhere.url } })).toMatchObject({
      problems: [{ name: 'key' }],
    })
    expect(elsewhere.keys).toEqual([])
  })

  it('never stands in the note of where it belongs', async () => {
    const home = await startHost()
    const desk = createDesk()
    const shift = await desk.start(at(home.url))
    await save(shift, { key: 'typed' })
    expect(JSON.parse(desk.binding.text ?? '')).toEqual({ company: home.url })
  })
})

describe('what the policy has locked', () => {
  it('is locked in a test and a check as well', async () => {
    const [home, elsewhere] = [await startHost(), await startHost()]
    const policy = { 'pabx.baseUrl': home.url }
    const shift = await createDesk().start(at(home.url), { policy: policyOf(policy) })
    await polled(shift)
    const values = { 'pabx.baseUrl': elsewhere.url }
    expect(await test(shift, { values, key: 'typed' })).toMatchObject({ ok: true })
    expect(elsewhere.keys).toEqual([])
    expect(home.keys).toContain('api_key:typed')
    const check = (name: string, value: unknown) => shift.bar.query('settings.check', { name, value })
    expect(await check('pabx.baseUrl', elsewhere.url)).toEqual({ key: 'managed' })
    expect(await check('sync.intervalSeconds', 3)).toBeNull()
  })
})

describe('plain http', () => {
  const insecure = 'http://192.0.2.1'
  it('is for an administrator to allow: neither settings.json nor a draft can', async () => {
    const settings = { pabx: { baseUrl: insecure, companyId: 'company', allowInsecureHttp: true } }
    const shift = await createDesk().start(settings)
    expect(shift.bar.settings.get().values['pabx.allowInsecureHttp']).toBe(false)
    expect(shift.bar.store.get().notices.map(({ sentence }) => sentence)).toContainEqual({
      key: 'settings_policy_only',
      values: { name: 'pabx.allowInsecureHttp' },
    })
    const values = { 'pabx.allowInsecureHttp': true, 'pabx.baseUrl': insecure }
    expect(await test(shift, { values, key: 'typed' })).toMatchObject({
      sentence: { key: 'failure_insecure_http_refused' },
    })
    expect(await save(shift, { values, key: 'typed' })).toMatchObject({
      problems: [{ name: 'pabx.baseUrl' }],
    })
  })

  it('is allowed by a policy', async () => {
    const shift = await createDesk().start({}, { policy: policyOf({ 'pabx.allowInsecureHttp': true }) })
    expect(await save(shift, { values: { 'pabx.baseUrl': insecure } })).toEqual({ ok: true })
  })

  it('is not spoken of where settings.json says what goes without saying', async () => {
    const shift = await createDesk().start({ pabx: { allowInsecureHttp: false } })
    expect(shift.bar.store.get().notices.map(({ id }) => id)).not.toContain('setting-pabx.allowInsecureHttp')
  })
})

describe('a file that is imported', () => {
  const importing = async (shift: Shift, key: string | null = null) =>
    shift.bar.bus.dispatch({ id: 'settings.import', source: 'settings', argument: { key } })

  it('is shown before anything of it is taken, by main itself', async () => {
    const home = await startHost()
    const asked: string[] = []
    let answer = false
    const text = JSON.stringify({ 'bar.theme': 'dark', 'links.confirmDial': false })
    const shift = await createDesk().start(at(home.url), {
      files: { save: () => Promise.resolve({ ok: true }), open: () => Promise.resolve(text) },
      confirmImport: ({ detail }) => {
        asked.push(detail)
        return Promise.resolve(answer)
      },
    })
    expect(await importing(shift)).toEqual({ ok: true })
    // What is dangerous stands first.
    expect(asked).toEqual(['links.confirmDial: true → false\nbar.theme: "system" → "dark"'])
    expect(shift.bar.settings.get().values).toMatchObject({
      'links.confirmDial': true,
      'bar.theme': 'system',
    })
    answer = true
    expect(await importing(shift)).toMatchObject({ sentence: { key: 'import_done' } })
    expect(shift.bar.settings.get().values).toMatchObject({ 'links.confirmDial': false, 'bar.theme': 'dark' })
  })

  it('that names another address needs the key typed anew', async () => {
    const [home, elsewhere] = [await startHost(), await startHost()]
    const text = JSON.stringify({ pabx: { baseUrl: elsewhere.url, allowInsecureHttp: true } })
    const desk = createDesk()
    const shift = await desk.start(at(home.url), {
      files: { save: () => Promise.resolve({ ok: true }), open: () => Promise.resolve(text) },
      confirmImport: () => Promise.resolve(true),
    })
    await polled(shift)
    expect(await importing(shift)).toMatchObject({ ok: false, sentence: { key: 'key_retype' } })
    expect(shift.bar.settings.get().values['pabx.baseUrl']).toBe(home.url)
    expect(elsewhere.keys).toEqual([])
    expect(await importing(shift, 'typed')).toMatchObject({ ok: true })
    await expect.poll(() => elsewhere.keys.length > 0).toBe(true)
    expect(new Set(elsewhere.keys)).toEqual(new Set(['api_key:typed']))
    expect(desk.keychain.get('company')).toBe('typed')
    expect(shift.bar.settings.get().values['pabx.allowInsecureHttp']).toBe(false)
  })
})
