import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { BarPorts } from '../../src/main/core/kernel/bar-ports'
import type { Outcome } from '../../src/shared/outcome'
import { defaultSettings } from '../../src/shared/settings/settings'
import { policyOf } from '../support/policy'
import { startShift, until, type Shift } from '../support/simulated'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function start(disk: Shift['disk'] | null = null, changes: Partial<BarPorts> = {}): Promise<Shift> {
  const shift = await startShift(disk, null, changes)
  ends.push(shift.end)
  return shift
}

const save = (shift: Shift, draft: object): Promise<Outcome> =>
  shift.bar.bus.dispatch({
    id: 'settings.save',
    source: 'settings',
    argument: { values: {}, key: null, ...draft },
  })

const acted = ({ simulator }: Shift): string[] =>
  simulator.controls.journal.map(({ endpoint }) => endpoint).filter((name) => !name.startsWith('get'))

/** Resolves with the value given to the second. */
function later<Value>(): readonly [Promise<Value>, (value: Value) => void] {
  let settle: (value: Value) => void = () => undefined
  return [new Promise<Value>((resolve) => (settle = resolve)), (value) => settle(value)]
}

/** A PABX that keeps its first list of agents back until it is told what to answer. */
async function startSlowPabx() {
  const keys: string[] = []
  const held: ServerResponse[] = []
  const server = createServer((request, response) => {
    keys.push(Buffer.from((request.headers.authorization ?? '').slice(6), 'base64').toString())
    request.resume().on('end', () => {
      if (held.length === 0) held.push(response)
      else response.end('{"status":"ok","result":{"logged_in_agents":[],"logged_out_agents":[]}}')
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
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    keys,
    refuseFirst: () =>
      held[0]?.end('{"status":"error","status_type":"authentication_failed","status_desc":"x"}'),
    hasAsked: () => held.length > 0,
  }
}

describe('saving for another agent', () => {
  it('logs nobody out for values that cannot be saved', async () => {
    const shift = await start()
    await shift.bar.bus.dispatch({ id: 'agent.login', source: 'bar' })
    await until(shift.bar, ({ asked, sync }) => asked?.confirmed === true && sync.phase === 'fresh')
    const values = { 'agent.name': 'MARIA', 'sync.intervalSeconds': 0 }
    for (const leaving of ['logOut', 'stay'] as const)
      expect(await save(shift, { values, leaving })).toMatchObject({
        ok: false,
        problems: [{ name: 'sync.intervalSeconds' }],
      })
    expect(acted(shift)).toEqual(['login'])
    expect(shift.bar.store.get().notices.map(({ id }) => id)).not.toContain('left-logged-in')
    expect(await save(shift, { values: { 'agent.name': 'MARIA' }, leaving: 'stay' })).toEqual({ ok: true })
    expect(shift.bar.store.get().notices.map(({ id }) => id)).toContain('left-logged-in')
  })
})

describe('a key that has been replaced', () => {
  const diskFor = (url: string): Shift['disk'] => ({
    state: null,
    settings: {
      pabx: { baseUrl: url, companyId: 'company' },
      agent: { name: 'DEV', branch: '1', queues: ['Q'] },
    },
  })

  it('is not what the new one is judged by', async () => {
    const pabx = await startSlowPabx()
    let stored = 'old'
    const secrets = {
      read: () => Promise.resolve(stored),
      write: (_account: string, secret: string) => Promise.resolve(void (stored = secret)),
    }
    const shift = await start(diskFor(pabx.url), { secrets })
    await expect.poll(pabx.hasAsked).toBe(true)
    expect(await save(shift, { key: 'new' })).toEqual({ ok: true })
    pabx.refuseFirst()
    await until(shift.bar, ({ sync, key }) => sync.phase === 'fresh' || key === 'rejected')
    expect(shift.bar.store.get().key).toBe('present')
    expect(shift.bar.store.get().sync.failure).toBeNull()
    expect(pabx.keys.slice(0, 2)).toEqual(['api_key:old', 'api_key:new'])
  })

  it('does not come back when the keychain is slow to read it', async () => {
    const pabx = await startSlowPabx()
    const [slow, answer] = later<string | null>()
    let written = ''
    let reads = 0
    const secrets = {
      read: () => {
        reads += 1
        // The one that the new company asks for, before its key is saved.
        return reads === 2 ? slow : Promise.resolve(written === '' ? 'old' : written)
      },
      write: (_account: string, secret: string) => Promise.resolve(void (written = secret)),
    }
    const shift = await start(diskFor(pabx.url), { secrets })
    expect(await save(shift, { values: { 'pabx.companyId': 'other' }, key: 'new' })).toEqual({ ok: true })
    answer(null)
    await expect.poll(() => shift.bar.store.get().key).toBe('present')
    shift.bar.pollNow()
    await expect.poll(() => pabx.keys.includes('api_key:new')).toBe(true)
    expect(shift.bar.store.get().key).toBe('present')
  })
})

describe('settings.json', () => {
  it('gets what differs from what stood there and from the defaults, and nothing else', async () => {
    const shift = await start()
    const before = structuredClone(shift.disk.settings)
    const values = { ...shift.bar.settings.get().values }
    expect(await save(shift, { values })).toEqual({ ok: true })
    expect(shift.disk.settings).toEqual(before)
    expect(await save(shift, { values: { ...values, 'bar.theme': 'dark' } })).toEqual({ ok: true })
    expect(shift.disk.settings).toEqual({ ...before, bar: { theme: 'dark' } })
    // Chosen by the agent, not left alone: it stands there.
    expect(await save(shift, { values: { ...values, 'bar.theme': 'system' } })).toEqual({ ok: true })
    expect(shift.disk.settings).toEqual({ ...before, bar: { theme: 'system' } })
  })

  it('is mended where a value was invalid', async () => {
    const disk: Shift['disk'] = { state: null, settings: { bar: { theme: 'pink' }, language: 'en' } }
    const shift = await start(disk)
    await save(shift, { values: { ...defaultSettings } })
    expect(shift.disk.settings).toMatchObject({ bar: { theme: 'system' } })
  })
})

describe('a file of settings', () => {
  const exchange = () => {
    const held = { text: '' }
    const files = {
      save: (_name: string, text: string) => {
        held.text = text
        return Promise.resolve({ ok: true } as const)
      },
      open: () => Promise.resolve(held.text),
    }
    return { held, files }
  }
  const importInto = (shift: Shift) =>
    shift.bar.bus.dispatch({ id: 'settings.import', source: 'settings', argument: { key: null } })

  it('makes desk B what desk A is, in what is as it comes too', async () => {
    const { files } = exchange()
    const deskA = await start(null, { files })
    await deskA.bar.bus.dispatch({ id: 'settings.export', source: 'settings' })
    const deskB = await start(
      {
        state: null,
        settings: {
          ...structuredClone(deskA.disk.settings),
          bar: { theme: 'dark' },
          history: { keepDays: 3 },
        },
      },
      { files },
    )
    expect(await importInto(deskB)).toMatchObject({
      ok: true,
      sentence: { key: 'import_done', values: { count: 2 } },
    })
    expect(deskB.bar.settings.get().values).toEqual(deskA.bar.settings.get().values)
  })

  it('counts nothing that the policy has locked, and says so when nothing is left', async () => {
    const { held, files } = exchange()
    const shift = await start(null, { files, policy: policyOf({ 'bar.theme': 'light' }) })
    held.text = '{"bar.theme": "dark", "history.keepDays": 3}'
    expect(await importInto(shift)).toMatchObject({ sentence: { key: 'import_done', values: { count: 1 } } })
    expect(shift.bar.settings.get().values['bar.theme']).toBe('light')
    expect(await importInto(shift)).toMatchObject({ ok: true, sentence: { key: 'import_nothing' } })
  })
})

describe('a key that was pasted', () => {
  const wants = async (secrets: Partial<BarPorts['secrets']> = {}) => {
    let clipboard = ''
    const read = () => Promise.resolve('old-key')
    const shift = await start(null, {
      secrets: { read, write: () => Promise.resolve(), ...secrets },
      forgetCopied: (isIt) => {
        if (isIt(clipboard)) clipboard = ''
        return Promise.resolve()
      },
    })
    const saveWith = async (copied: string, key: string): Promise<string> => {
      clipboard = copied
      await save(shift, { key })
      return clipboard
    }
    return saveWith
  }

  it('is taken out of the clipboard once it is kept, in whatever form it was copied', async () => {
    let stored = 'old-key'
    const saveWith = await wants({
      read: () => Promise.resolve(stored),
      write: (_account, secret) => {
        stored = secret
        return Promise.resolve()
      },
    })
    const header = `Basic ${Buffer.from('api_key:new-key').toString('base64')}`
    expect(await saveWith(header, header)).toBe('')
    expect(await saveWith(' other-key\n', 'other-key')).toBe('')
    expect(await saveWith('11 99999-8888', 'third-key')).toBe('11 99999-8888')
  })

  it('stays there where it was not kept', async () => {
    const saveWith = await wants()
    expect(await saveWith('new-key', 'new-key')).toBe('new-key')
  })
})
