import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { callKey, callId, branch } from '../../../../../src/shared/ids'
import { trayIcon, trayMenu, trayState, type TrayItem } from '../../../../../src/main/core/tray/tray-menu'
import type { Snapshot } from '../../../../../src/shared/snapshot/state'
import {
  commandIds,
  commandOf,
  isAboutOneCall,
  type CommandId,
} from '../../../../../src/shared/commands/table'
import { availabilities } from '../../../../../src/shared/commands/rules'
import { hotkeysOf, defaultSettings } from '../../../../../src/shared/settings/settings'
import { activeCall, callsOf, consultedCall, readySnapshot, waitingCall } from '../../../../support/core'

const flat = (items: readonly TrayItem[]): TrayItem[] =>
  items.flatMap((item) => (item.kind === 'submenu' ? [item, ...flat(item.items)] : [item]))

const asked = (standing: 'available' | 'onBreak'): Snapshot => ({
  ...readySnapshot,
  asked: { standing, since: steadyTime(0), breakId: 'b2', confirmed: true, contradictions: 0 },
})
const held = { ...readySnapshot, ...callsOf({ ...activeCall, heldSince: steadyTime(5) }) }
const states: readonly Snapshot[] = [
  readySnapshot,
  asked('available'),
  asked('onBreak'),
  { ...readySnapshot, ...callsOf(activeCall) },
  held,
  { ...held, profile: { ...readySnapshot.profile, opensRecords: true } },
  {
    ...held,
    calls: [
      { ...activeCall, heldSince: steadyTime(5) },
      { ...activeCall, key: callKey('k2'), id: callId('call-2'), number: '2008', consultFor: callKey('k1') },
    ],
  },
]
const menuOf = (snapshot: Snapshot): TrayItem[] => flat(trayMenu(snapshot, availabilities(snapshot)))

describe('the command table and its surfaces', () => {
  const inTray = new Set(
    states.flatMap((snapshot) =>
      menuOf(snapshot).flatMap((item) => (item.kind === 'command' ? [item.command] : [])),
    ),
  )
  it.each(commandIds)('%s is on the tray if, and only if, it says so', (id: CommandId) => {
    expect(inTray.has(id)).toBe(commandOf(id).surfaces.includes('tray'))
  })

  it.each(commandIds.filter((id) => commandOf(id).hotkey !== null))('%s has its hotkey by default', (id) => {
    expect(hotkeysOf(defaultSettings)[id]).toBe(commandOf(id).hotkey)
  })
})

it('shows breaks with their limits, the last destinations, and the reason why not', () => {
  const snapshot: Snapshot = { ...asked('available'), recentTransfers: ['2001', '2002'] }
  const menu = menuOf(snapshot)
  expect(menu.some((item) => item.kind === 'command' && item.text === 'Almoço (90 min)')).toBe(true)
  expect(menu.filter((item) => item.kind === 'command' && item.command === 'call.transfer')).toHaveLength(3)
  expect(menu.find((item) => item.kind === 'command' && item.command === 'call.hangUp')).toMatchObject({
    enabled: false,
    reason: expect.stringMatching(/.+/) as string,
  })
})

it('tells the state and since when', () => {
  expect(trayState(asked('onBreak'))).toMatch(/^DEV: .+Almoço.+\d\d:\d\d/)
})

it('says what is only remembered, and where there is no contact', () => {
  const english = { ...asked('available'), profile: { ...readySnapshot.profile, locale: 'en' } } as const
  const failure = { kind: 'unreachable', acted: 'no' } as const
  const failing = { phase: 'failing', confirmedAt: null, failingSince: steadyTime(1), failure } as const
  const fresh = { phase: 'fresh', confirmedAt: steadyTime(1), failingSince: null, failure: null } as const
  expect(trayState(english)).toMatch(/^DEV: Available · .+ · not confirmed yet$/)
  expect(trayState({ ...english, sync: failing })).toMatch(/ · no contact$/)
  expect(trayState({ ...english, agentCommandAt: steadyTime(1) })).toMatch(/\d\d( [AP]M)?$/)
  expect(trayState({ ...english, sync: fresh })).toMatch(/\d\d( [AP]M)?$/)
})

it('says both sides where they differ: neither alone is a fact', () => {
  const doubtful = {
    ...asked('onBreak'),
    asked: { standing: 'onBreak', since: steadyTime(0), breakId: 'b2', confirmed: false, contradictions: 2 },
    reported: { ...reportedAvailable },
  } as const
  expect(trayState({ ...doubtful, profile: { ...readySnapshot.profile, locale: 'en' } })).toContain(
    'You: On break. PABX: Available',
  )
})

const reportedAvailable = {
  standing: 'available',
  status: 'Available',
  branch: branch('2000'),
  at: steadyTime(1),
  since: steadyTime(1),
  inferred: false,
  isListed: true,
  missedInRow: 0,
  counters: { answered: 0, answeredSeconds: 0, missed: 0, outbound: 0, outboundSeconds: 0 },
} as const

describe('a call that is not known for certain', () => {
  const inEnglish = { ...readySnapshot, profile: { ...readySnapshot.profile, locale: 'en' } } as const
  it.each([
    ['a dial', { phase: 'dialling', id: null }, 'Asking the PABX to dial', 'loggedOut'],
    [
      'a dial of some seconds',
      { phase: 'dialling', id: null, phoneMayRing: true },
      'Your phone will ring',
      'loggedOut',
    ],
    [
      'a hang-up that waits',
      { phase: 'dialling', id: null, hangingUp: true },
      'Hangs up once the PABX answers',
      'loggedOut',
    ],
    ['a lost dial', { phase: 'doubtful', id: null }, 'May exist: check your phone', 'trouble'],
    ['one that seems over', { seemsEndedAt: steadyTime(5) }, 'Seems to have ended', 'trouble'],
    ['a lost transfer', { maybeTransferredTo: '2001' }, 'Transfer not confirmed', 'trouble'],
    ['one in progress', {}, 'In a call', 'inCall'],
    ['one on hold', { heldSince: steadyTime(5) }, 'On hold', 'onHold'],
  ] as const)('%s is called the same everywhere, and has no icon of a call', (_what, change, words, icon) => {
    const snapshot: Snapshot = { ...inEnglish, ...callsOf({ ...activeCall, ...change }) }
    expect(trayState(snapshot)).toContain(` · ${words}`)
    expect(trayIcon(snapshot)).toBe(icon)
  })

  it('offers to hang up again where a hang-up was accepted a moment ago', () => {
    const snapshot: Snapshot = {
      ...inEnglish,
      hungUp: { key: callKey('k1'), callId: callId('c'), number: '1', at: steadyTime(0) },
    }
    const item = menuOf(snapshot).find((found) => found.kind === 'command' && found.command === 'call.hangUp')
    expect(item).toMatchObject({ text: 'Hang up again', enabled: true })
  })
})

describe('with two calls', () => {
  const inEnglish: Snapshot = { ...readySnapshot, profile: { ...readySnapshot.profile, locale: 'en' } }
  const two = { ...inEnglish, ...callsOf(waitingCall, consultedCall) }

  it('each is named with how it stands, and what stands below a name is about that call', () => {
    const items = menuOf(two)
    const named = items.findIndex((item) => item.kind === 'label' && item.text === '2008 · In a call')
    const after = items.slice(named)
    const about = after.flatMap((item) =>
      item.kind === 'command' && item.call === 'k2' ? [item.command] : [],
    )
    expect(about).toEqual([
      'call.hold',
      'call.retrieve',
      'call.transfer',
      'call.consult',
      'call.hangUp',
      'call.swap',
      'call.handOver',
      'call.backToCaller',
    ])
    const submenus = items.filter((item) => item.kind === 'submenu').map(({ text }) => text)
    expect(submenus).toContain('1199999999 · On hold')
  })

  it('one alone needs no name, and its items are about it though the menu stays open while another takes its place', () => {
    const alone = menuOf({ ...inEnglish, ...callsOf(activeCall) })
    expect(alone.filter(({ kind }) => kind === 'label')).toHaveLength(1)
    const meant = alone.flatMap((item) =>
      item.kind === 'command' && isAboutOneCall(item.command) ? [item.call] : [],
    )
    expect(new Set(meant)).toEqual(new Set([activeCall.key]))
  })

  it.each([
    [null, ['Hold', 'Retrieve']],
    [steadyTime(5), ['Retrieve', 'Hold']],
  ] as const)(
    'what an item says is what it does, whatever happens while the menu is open',
    (heldSince, words) => {
      const items = menuOf({ ...inEnglish, ...callsOf({ ...activeCall, heldSince }) })
      const hold = items.flatMap((item) =>
        item.kind === 'command' && commandOf(item.command).family === 'hold' ? [item] : [],
      )
      expect(hold.map(({ text }) => text)).toEqual(words)
      for (const { command, text } of hold)
        expect(command).toBe(text === 'Hold' ? 'call.hold' : 'call.retrieve')
    },
  )
})
