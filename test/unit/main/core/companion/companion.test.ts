import { describe, expect, it, vi } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { callKey, callId } from '../../../../../src/shared/ids'
import { companionWords, type CompanionAnswer } from '../../../../../src/shared/companion/messages'
import { createCompanionDoor } from '../../../../../src/main/core/companion/door'
import { LONGEST_MESSAGE } from '../../../../../src/main/core/companion/message'
import type { Settings } from '../../../../../src/shared/settings/settings'
import type { Snapshot } from '../../../../../src/shared/snapshot/state'
import {
  activeCall,
  busOf,
  callsOf,
  createFakeCore,
  readySnapshot,
  settingsWith,
} from '../../../../support/core'

const crm = 'https://crm.example.com'

/** A bar whose company lets the extension work on the CRM's pages. */
function companionOf(changes: Partial<Settings> = {}, snapshot: Snapshot = readySnapshot) {
  const fake = createFakeCore(snapshot)
  const settings = settingsWith({ 'companion.origins': [crm], ...changes })
  const core = { ...fake.core, settings }
  const bar = {
    store: core.store,
    bus: busOf(core),
    settings: { get: () => ({ values: settings() }), subscribe: () => () => undefined },
  }
  // Only what the door uses of the settings' store.
  const door = createCompanionDoor(bar as unknown as Parameters<typeof createCompanionDoor>[0])
  const say = async (text: string): Promise<CompanionAnswer> => {
    const answer = await door.answer(['--companion', text.slice(0, 10), text.slice(10)])
    return JSON.parse(answer?.out ?? '') as CompanionAnswer
  }
  return { ...fake, core, door, say, ask: (asked: object) => say(JSON.stringify({ origin: crm, ...asked })) }
}

describe('a page asks through the browser extension', () => {
  it('to dial: the number waits for the agent, as a link’s does, or leaves once', async () => {
    const waits = companionOf()
    expect(await waits.ask({ type: 'dial', text: '(11) 99999-8888' })).toEqual({ ok: true, says: null })
    expect(waits.core.store.get().proposedNumber).toMatchObject({ number: '11999998888', from: 'link' })
    expect(waits.sent('dial')).toEqual([])

    const dials = companionOf({ 'links.confirmDial': false })
    const ask = () => dials.ask({ type: 'dial', text: '11999998888' })
    await Promise.all([ask(), ask()])
    expect(dials.sent('dial')).toHaveLength(1)
  })

  it('to dial a selection: its number alone, several shown to choose from, none refused in words', async () => {
    const { ask, core, sent } = companionOf({ 'links.confirmDial': false })
    await ask({ type: 'dial', text: 'Maria, CPF 123.456.789-09, (11) 3333-4444 ou (11) 3333-5555' })
    expect(core.store.get().proposedNumber).toMatchObject({
      number: '1133334444',
      others: [{ number: '1133335555' }],
    })
    expect(await ask({ type: 'dial', text: 'nothing to dial' })).toMatchObject({ ok: false })
    expect(await ask({ type: 'dial', text: '*21*11999998888#' })).toMatchObject({ ok: false })
    expect(sent('dial')).toEqual([])
  })

  it('to take over a call: once for each id, as unconfirmed as a link’s, and not where links may not', async () => {
    const { ask, core } = companionOf()
    const adopt = () => ask({ type: 'adopt', callId: '{c-1}', number: '+55 11 3333-4444' })
    expect(await adopt()).toMatchObject({ ok: false })
    expect(await ask({ type: 'adopt', callId: 'c-1', number: '+55 11 3333-4444' })).toMatchObject({
      ok: true,
    })
    expect(core.store.get().call).toMatchObject({ id: 'c-1', namedBy: 'link', number: '+551133334444' })
    await ask({ type: 'adopt', callId: 'c-1' })
    expect(core.store.get().calls).toHaveLength(1)
    core.store.apply({ type: 'callEnded', key: callKey(core.store.get().call?.key ?? '') })
    expect(await ask({ type: 'adopt', callId: 'c-1' })).toEqual({ ok: true, says: null })
    expect(core.store.get().calls).toEqual([])

    const off = companionOf({ 'links.adopt': 'off' })
    expect(await off.ask({ type: 'adopt', callId: 'c-1' })).toMatchObject({ ok: false })
    expect(off.core.store.get().calls).toEqual([])
  })

  it('to hold, retrieve, transfer and hang up the call that the badge shows', async () => {
    const { ask, requests } = companionOf({}, { ...readySnapshot, ...callsOf(activeCall) })
    const call = activeCall.key
    for (const type of ['hold', 'retrieve']) expect(await ask({ type, call })).toMatchObject({ ok: true })
    expect(await ask({ type: 'transfer', call, to: '' })).toMatchObject({ ok: false })
    expect(await ask({ type: 'hangUp', call: 'gone' })).toMatchObject({ ok: false })
    expect(await ask({ type: 'transfer', call, to: '2008' })).toMatchObject({ ok: true })
    expect(
      await companionOf({}, { ...readySnapshot, ...callsOf(activeCall) }).ask({ type: 'hangUp', call }),
    ).toMatchObject({ ok: true })
    expect(requests.map(({ endpoint }) => endpoint)).toEqual(['hold', 'retrieve', 'transfer'])
  })
})

describe('is refused in words, and does nothing:', () => {
  it('another page than the company’s, whatever it resembles', async () => {
    const { ask, requests } = companionOf({ 'links.confirmDial': false })
    const origins = [
      'https://evil.example',
      `${crm}.evil.example`,
      'http://crm.example.com',
      `${crm}/`,
      'null',
      '',
    ]
    for (const origin of origins)
      expect(await ask({ type: 'dial', text: '11999998888', origin })).toMatchObject({
        ok: false,
        says: expect.stringContaining('não liberou') as string,
      })
    expect(requests).toEqual([])
  })

  it('a message that is not exactly one of its own, or too long', async () => {
    const { say, ask, requests } = companionOf({ 'links.confirmDial': false })
    const dial = JSON.stringify({ type: 'dial', origin: crm, text: '11999998888' })
    const texts = [
      '',
      'null',
      '[]',
      dial.slice(0, -1),
      `${dial}${' '.repeat(LONGEST_MESSAGE - dial.length + 1)}`,
      dial.replace('"dial"', '"agent.logout"'),
      dial.replace('}', ',"source":"bar"}'),
    ]
    for (const text of texts) expect(await say(text)).toMatchObject({ ok: false })
    expect(await ask({ type: 'dial', text: '1'.repeat(2_001) })).toMatchObject({ ok: false })
    expect(requests).toEqual([])
    expect(await say(`${dial}${' '.repeat(LONGEST_MESSAGE - dial.length)}`)).toMatchObject({ ok: true })
  })
})

describe('the badge', () => {
  const follow = async (companion: ReturnType<typeof companionOf>) => {
    const lines: string[] = []
    const end = companion.door.follow(['--companion'])?.((line) => lines.push(line)) ?? (() => undefined)
    // What tells is loaded with the first word of an extension.
    await vi.waitFor(() => expect(lines).toHaveLength(1))
    return { lines, end }
  }

  it('is told of its call and of nothing else, at each change', async () => {
    const companion = companionOf({}, { ...readySnapshot, ...callsOf(activeCall) })
    const { lines, end } = await follow(companion)
    const { store } = companion.core
    const told = JSON.parse(lines[0] ?? '') as Record<string, object>
    expect(Object.keys(told)).toEqual(['origins', 'popups', 'words', 'call'])
    expect(Object.keys(told['words'] ?? {})).toEqual([...companionWords])
    expect(told['call']).toEqual({
      key: 'k1',
      number: '1199999999',
      says: 'Em chamada',
      startedAt: 0,
      isHeld: false,
      mayHangUp: true,
      mayHold: true,
      mayTransfer: true,
    })
    store.apply({ type: 'panelOpened', panel: 'team' })
    expect(lines).toHaveLength(1)
    store.apply({ type: 'callEnded', key: callKey('k1') })
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ call: null })
    end()
    store.apply({
      type: 'callAdopted',
      key: callKey('k'),
      id: callId('c'),
      number: '',
      direction: 'inbound',
      namedBy: 'agent',
      at: steadyTime(0),
    })
    expect(lines).toHaveLength(2)
  })

  it.each([{ 'companion.badge': false }, { 'companion.origins': [] }])(
    'shows no call with %o',
    async (changes) => {
      const { lines } = await follow(companionOf(changes, { ...readySnapshot, ...callsOf(activeCall) }))
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({ call: null })
    },
  )
})

describe('a page that the bar wants shown', () => {
  it('goes to the newest browser that follows, for the company’s pages alone', async () => {
    const { door } = companionOf()
    expect(door.openPage(`${crm}/1`)).toBe(false)
    const lines: string[][] = [[], []]
    const ends = lines.map((to) => door.follow(['--companion'])?.((line) => to.push(line)))
    await vi.waitFor(() => expect(lines.map(({ length }) => length)).toEqual([1, 1]))
    expect(door.openPage(`${crm}/customer/1`)).toBe(true)
    for (const other of ['https://evil.example/', 'javascript:1', ''])
      expect(door.openPage(other)).toBe(false)
    expect(lines.map(({ length }) => length)).toEqual([1, 2])
    expect(lines[1]?.[1]).toBe(`{"open":"${crm}/customer/1"}`)
    ends.forEach((end) => end?.())
    expect(door.openPage(`${crm}/2`)).toBe(false)
  })
})
