import { describe, expect, it, vi } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { callKey, callId, callRef } from '../../../../../src/shared/ids'
import type { Settings } from '../../../../../src/shared/settings/settings'
import { createRecordsFeature } from '../../../../../src/main/core/crm/feature'
import { busOf, createFakeCore, readySnapshot, settingsWith } from '../../../../support/core'

const popUrl = 'https://crm.example.com/{number}{?callId}'
const withRecords = { ...readySnapshot, profile: { ...readySnapshot.profile, opensRecords: true } }

/** A bar that opens records, and what it has opened. */
function bar(changes: Partial<Settings> = {}) {
  const fake = createFakeCore(changes['crm.popUrl'] === '' ? readySnapshot : withRecords)
  const core = { ...fake.core, settings: settingsWith({ 'crm.popUrl': popUrl, ...changes }) }
  const records = createRecordsFeature(core)
  core.store.subscribe(records.onSnapshot)
  const bus = busOf(core, records.handlers)
  const pages = async () => {
    await vi.dynamicImportSettled()
    await new Promise(setImmediate)
    return fake.asked.flatMap((said) => (said.startsWith('page ') ? [said.slice('page '.length)] : []))
  }
  return { ...fake, ...records, core, pages, dispatch: bus.dispatch }
}

type Bar = ReturnType<typeof bar>

const take = ({ core }: Bar, id: string, namedBy: 'agent' | 'link' = 'agent') =>
  core.store.apply({
    type: 'callAdopted',
    key: callKey(core.newId()),
    id: callId(id),
    number: '1133334444',
    direction: 'inbound',
    namedBy,
    at: core.clock.now(),
  })
const dial = ({ dispatch }: Bar) => dispatch({ id: 'call.dial', argument: '11999999999', source: 'bar' })

const taken = 'https://crm.example.com/1133334444?callId='
const dialled = 'https://crm.example.com/11999999999?callId=call-1'

describe('a record opens by itself', () => {
  it.each([
    ['never', []],
    ['adopt', [`${taken}c1`]],
    ['dial', [dialled]],
    ['both', [dialled, `${taken}c1`]],
  ] as const)('%s', async (popOn, opened) => {
    const one = bar({ 'crm.popOn': popOn })
    one.live()
    await dial(one)
    take(one, 'c1')
    expect(await one.pages()).toEqual(opened)
  })

  it('once for each call, whatever becomes of it, however often it is named again', async () => {
    const one = bar({ 'crm.popOn': 'both' })
    one.live()
    take(one, 'c1')
    const [call] = one.core.store.get().calls
    one.core.store.apply({ type: 'held', key: callKey(call?.key ?? ''), at: steadyTime(0) })
    take(one, 'c1')
    one.core.store.apply({ type: 'callEnded', key: callKey(call?.key ?? '') })
    take(one, 'c1')
    expect(await one.pages()).toEqual([`${taken}c1`])
  })

  it('not for a call that the last run left, nor for a colleague who is consulted', async () => {
    const one = bar({ 'crm.popOn': 'both' })
    take(one, 'c1')
    one.live()
    await one.dispatch({ id: 'call.consult', argument: '2008', source: 'bar' })
    expect(one.sent('dial')).toHaveLength(1)
    expect(await one.pages()).toEqual([])
  })

  it('not for a dial that was refused', async () => {
    const one = bar({ 'crm.popOn': 'both' })
    one.live()
    one.plan('dial', { ok: false, error: { kind: 'execute_failed', acted: 'no' } })
    await dial(one)
    expect(await one.pages()).toEqual([])
  })

  it('for links in a row only now and then, so that no page can open windows without end', async () => {
    const one = bar()
    one.live()
    for (const id of ['c1', 'c2', 'c3']) take(one, id, 'link')
    expect(await one.pages()).toEqual([`${taken}c1`])
    await one.clock.advance(3_000)
    take(one, 'c4', 'link')
    expect(await one.pages()).toEqual([`${taken}c1`, `${taken}c4`])
  })

  it('nowhere without an address', async () => {
    const one = bar({ 'crm.popUrl': '', 'crm.popOn': 'both' })
    one.live()
    await dial(one)
    expect(await one.pages()).toEqual([])
    expect(await one.dispatch({ id: 'crm.open', source: 'hotkey' })).toMatchObject({
      ok: false,
      sentence: { key: 'reason_no_record_address' },
    })
  })
})

describe('a press', () => {
  it('opens the record again, but a click beside a hotkey does not open it twice', async () => {
    const one = bar({ 'crm.popOn': 'never' })
    expect(await one.dispatch({ id: 'crm.open', source: 'bar' })).toMatchObject({ ok: false })
    take(one, 'c1')
    const press = (source: 'bar' | 'hotkey') => one.dispatch({ id: 'crm.open', source })
    await Promise.all([press('bar'), press('hotkey')])
    await press('hotkey')
    expect(await one.pages()).toHaveLength(1)
    await one.clock.advance(1_000)
    await press('bar')
    expect(await one.pages()).toEqual([`${taken}c1`, `${taken}c1`])
  })

  it('before the PABX has answered keeps the record from opening once more after it', async () => {
    const one = bar({ 'crm.popOn': 'dial' })
    one.live()
    const answered = dial(one)
    await one.dispatch({ id: 'crm.open', source: 'bar' })
    await answered
    expect(await one.pages()).toEqual(['https://crm.example.com/11999999999'])
  })

  it('means the call that it names', async () => {
    const one = bar({ 'crm.popOn': 'never' })
    take(one, 'c1')
    take(one, 'c2')
    await one.dispatch({ id: 'crm.open', call: callRef('c1'), source: 'cli' })
    expect(await one.pages()).toEqual([`${taken}c1`])
  })

  it('says when the system opens nothing, and when nothing is known of the call', async () => {
    const one = bar({ 'crm.popOn': 'never' })
    take(one, 'c1')
    const failing = { ...one.core, desktop: { ...one.core.desktop, openPage: () => Promise.resolve(false) } }
    expect(
      await busOf(failing, createRecordsFeature(failing).handlers).dispatch({
        id: 'crm.open',
        source: 'bar',
      }),
    ).toMatchObject({ ok: false, sentence: { key: 'record_not_opened' } })
    const other = { ...one.core, settings: settingsWith({ 'crm.popUrl': 'https://crm.example.com/{e164}' }) }
    one.core.store.apply({
      type: 'callAdopted',
      key: callKey('unknown'),
      id: callId('c9'),
      number: '',
      direction: 'inbound',
      namedBy: 'agent',
      at: steadyTime(0),
    })
    expect(
      await busOf(other, createRecordsFeature(other).handlers).dispatch({
        id: 'crm.open',
        call: callRef('c9'),
        source: 'bar',
      }),
    ).toMatchObject({ ok: false, sentence: { key: 'record_unknown' } })
  })
})
