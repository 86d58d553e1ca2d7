import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../src/shared/time'
import { noticeOfPress } from '../../../../src/shared/snapshot/notice-ids'
import { notice, withNotice } from '../../../../src/shared/snapshot/notices'
import { branch, intentId, callKey, callId } from '../../../../src/shared/ids'
import type { AgentEvent } from '../../../../src/shared/snapshot/events'
import { notListed, type Sighting } from '../../../../src/shared/snapshot/polls'
import { reduce } from '../../../../src/shared/snapshot/reduce'
import type { Intent, Snapshot } from '../../../../src/shared/snapshot/state'
import { viewOf } from '../../../../src/shared/snapshot/view'
import { readySnapshot } from '../../../support/core'

const counters = { answered: 1, answeredSeconds: 10, missed: 0, outbound: 0, outboundSeconds: 0 }
const seen = (status: string, standing: Sighting['standing'], more: Partial<Sighting> = {}): Sighting => ({
  standing,
  status,
  branch: branch('2000'),
  isListed: true,
  counters,
  ...more,
})
const askedAvailable = {
  standing: 'available',
  since: steadyTime(10),
  breakId: null,
  confirmed: true,
  contradictions: 0,
} as const
const available = seen('Available', 'available')
const onBreak = seen('On Break', 'onBreak')
const polled = (sentAt: number, sighting: Sighting | null): AgentEvent => ({
  type: 'polled',
  sentAt: steadyTime(sentAt),
  sighting,
})

const intent: Intent = {
  id: intentId('i1'),
  command: 'break.start',
  subject: 'Lanche',
  callId: null,
  callKey: null,
  state: 'sent',
  sentAt: steadyTime(100),
  error: null,
  aim: { standing: 'onBreak', breakId: 'b1' },
}
const settled = (state: 'accepted' | 'refused' | 'unknown', at: number): AgentEvent => ({
  type: 'intentSettled',
  id: intentId('i1'),
  state,
  error: null,
  at: steadyTime(at),
})
const after = (...events: AgentEvent[]): Snapshot => events.reduce(reduce, readySnapshot)
const begun = [polled(50, available), { type: 'intentSent', intent }] as const satisfies AgentEvent[]

describe('what was asked and what is reported', () => {
  it('shows what the PABX accepted, with the break, before any poll', () => {
    expect(viewOf(after(...begun, settled('accepted', 200)))).toMatchObject({
      standing: 'onBreak',
      since: 200,
      break: { name: 'Lanche' },
      doubt: null,
    })
  })

  it('ignores an answer that set out before the command', () => {
    const snapshot = after(...begun, settled('accepted', 200), polled(150, available), polled(160, available))
    expect(viewOf(snapshot)).toMatchObject({ standing: 'onBreak', doubt: null })
    expect(snapshot.asked).toMatchObject({ contradictions: 0 })
  })

  it('shows both sides after two polls that differ, and offers the press that mends it', () => {
    const once = after(...begun, settled('accepted', 200), polled(300, available))
    expect(viewOf(once).doubt).toBeNull()
    expect(viewOf(reduce(once, polled(400, available))).doubt).toEqual({
      you: 'onBreak',
      pabx: 'available',
      word: { key: 'standing_available' },
      at: 400,
      mend: { command: 'break.start', argument: 'b1' },
    })
  })

  it('is settled when the PABX comes round', () => {
    const snapshot = after(
      ...begun,
      settled('accepted', 200),
      polled(300, available),
      polled(400, available),
      polled(500, onBreak),
    )
    expect(viewOf(snapshot).doubt).toBeNull()
    expect(snapshot.intents[0]?.state).toBe('confirmed')
  })

  it('tells a change made elsewhere as what the PABX said', () => {
    const snapshot = after(...begun, settled('accepted', 200), polled(300, onBreak), polled(400, available))
    expect(viewOf(snapshot)).toMatchObject({ standing: 'available', since: 400, inferred: true })
    expect(snapshot.notices.at(-1)).toMatchObject({ sentence: { key: 'remote_break_ended' }, at: 400 })
  })

  it('learns from a poll that a command whose answer was lost was carried out', () => {
    const unknown = after(...begun, settled('unknown', 200))
    const sentence = { key: 'press_failed', values: { command: { key: 'command_break' }, what: '' } } as const
    const told = withNotice(
      unknown,
      notice(noticeOfPress('break.start'), 'failure', sentence, steadyTime(200)),
    )
    const snapshot = reduce(told, polled(300, onBreak))
    expect(snapshot.intents[0]?.state).toBe('confirmed')
    expect(viewOf(snapshot)).toMatchObject({ standing: 'onBreak', break: { name: 'Lanche' } })
    // Nothing is unknown any more, so nothing says so.
    expect(snapshot.notices).toEqual([])
  })

  it('tells a forced logout and an extension that changed', () => {
    const out = after(polled(50, available), polled(60, seen('Logged Out', 'loggedOut')))
    expect(out.notices.at(-1)).toMatchObject({ tone: 'failure', sentence: { key: 'remote_logged_out' } })
    const moved = after(polled(50, available), polled(60, { ...available, branch: branch('3000') }))
    expect(moved.notices.at(-1)?.sentence).toEqual({ key: 'remote_branch', values: { branch: '3000' } })
  })

  it('says within two polls that somebody else logged the agent out, by the lists that no longer name them', () => {
    const once = after(polled(50, available), polled(60, notListed))
    expect(viewOf(once)).toMatchObject({ standing: 'available' })
    expect(once.notices).toEqual([])
    const twice = reduce(once, polled(70, notListed))
    expect(viewOf(twice)).toMatchObject({ standing: 'loggedOut', doubt: null })
    expect(twice.notices.at(-1)).toMatchObject({ tone: 'failure', sentence: { key: 'remote_logged_out' } })
    const back = reduce(reduce(once, polled(70, available)), polled(80, notListed))
    expect(viewOf(back).standing).toBe('available')
  })

  it('takes "in no list" for logged out at the start of a shift, without an alarm', () => {
    const start = after(polled(50, notListed))
    expect(viewOf(start)).toMatchObject({ standing: 'loggedOut', doubt: null })
    expect(start.notices).toEqual([])
    const restored = after(
      {
        type: 'restored',
        asked: { ...askedAvailable },
        seenBefore: null,
        calls: [],
        focusedCall: null,
        seemsSingleLine: false,
        intents: [],
        at: steadyTime(1),
      },
      polled(50, notListed),
    )
    expect(viewOf(restored).standing).toBe('loggedOut')
    expect(restored.notices.filter(({ tone }) => tone !== 'info')).toEqual([])
  })

  it('shows both sides when the lists do not name an agent who has just logged in', () => {
    const login = {
      ...intent,
      command: 'agent.login',
      aim: { standing: 'available', breakId: null },
    } as const
    const snapshot = after(
      polled(50, notListed),
      { type: 'intentSent', intent: login },
      settled('accepted', 200),
      polled(300, notListed),
      polled(400, notListed),
    )
    expect(viewOf(snapshot).doubt).toMatchObject({
      you: 'available',
      word: { key: 'standing_not_listed' },
      mend: { command: 'agent.login' },
    })
  })

  it('tells a break that the PABX itself began from calls that were not answered, and how many they were', () => {
    const missed = (count: number, answered = 1) => ({ ...counters, missed: count, answered })
    const snapshot = after(
      polled(50, { ...available, counters: missed(0) }),
      polled(60, { ...available, counters: missed(1) }),
      polled(70, { ...available, counters: missed(1, 2) }),
      polled(80, { ...available, counters: missed(3, 2) }),
      polled(90, { ...onBreak, counters: missed(4, 2) }),
    )
    expect(snapshot.notices.at(-1)?.sentence.key).toBe('remote_call_missed')
    expect(snapshot.notices.find(({ id }) => id === 'standing')?.sentence).toEqual({
      key: 'remote_missed_break',
      values: { count: 3 },
    })
  })

  it('tells a break that was begun on the phone as such', () => {
    const missed = { ...available, counters: { ...counters, missed: 2 } }
    const snapshot = after(
      polled(50, available),
      polled(60, missed),
      polled(70, { ...onBreak, counters: missed.counters }),
    )
    expect(snapshot.notices.at(-1)?.sentence.key).toBe('remote_break_begun')
  })

  it('shows a status that it does not know as the PABX writes it', () => {
    expect(viewOf(after(polled(50, seen('Receiving', 'other'))))).toMatchObject({
      standing: 'other',
      status: 'Receiving',
    })
  })

  it('takes an older poll for no news', () => {
    const snapshot = after(polled(500, onBreak), polled(400, available))
    expect(snapshot.reported?.standing).toBe('onBreak')
    expect(snapshot.sync.confirmedAt).toBe(500)
  })
})

describe('a call and the counters', () => {
  const call: AgentEvent[] = [
    { type: 'callPlacing', key: callKey('k1'), consultFor: null, number: '1234', at: steadyTime(100) },
    { type: 'callPlaced', key: callKey('k1'), id: callId('c1'), at: steadyTime(110) },
  ]
  const talked = { ...available, counters: { ...counters, outbound: 1, outboundSeconds: 42 } }

  it('seems ended when talking time was added, and is not taken away', () => {
    const snapshot = after(...call, polled(200, available), polled(300, talked))
    expect(snapshot.call).toMatchObject({ id: 'c1', seemsEndedAt: 300 })
  })

  it('does not seem ended by the talking time of the call before', () => {
    const snapshot = after(polled(50, available), ...call, polled(300, talked))
    expect(snapshot.call?.seemsEndedAt).toBeNull()
  })
})

it('knows nothing of another PABX, company or agent', () => {
  const known = after(polled(1, available))
  for (const change of [
    { baseUrl: 'https://other.example' },
    { companyId: 'another' },
    { agent: 'ANOTHER' },
  ]) {
    const profile = { ...known.profile, ...change }
    expect(reduce(known, { type: 'profileChanged', profile })).toMatchObject({
      reported: null,
      sync: { phase: 'idle', confirmedAt: null },
    })
  }
  const dark = { ...known.profile, theme: 'dark' } as const
  expect(reduce(known, { type: 'profileChanged', profile: dark }).reported).not.toBeNull()
})

it('returns the same snapshot for an event that changes nothing, and counts the others', () => {
  expect(reduce(readySnapshot, { type: 'panelClosed' })).toBe(readySnapshot)
  expect(reduce(readySnapshot, { type: 'panelOpened', panel: 'breaks' }).revision).toBe(
    readySnapshot.revision + 1,
  )
})

it('takes the extension that the bar logs in with for no news', () => {
  const elsewhere = seen('Available', 'available', { branch: branch('3000') })
  expect(after(polled(1, elsewhere), polled(2, available)).notices).toEqual([])
  expect(after(polled(1, available), polled(2, elsewhere)).notices).toMatchObject([
    { sentence: { key: 'remote_branch', values: { branch: '3000' } } },
  ])
})

const known: readonly AgentEvent[] = [
  { type: 'profileChanged', profile: readySnapshot.profile },
  { type: 'keyChanged', key: readySnapshot.key, at: steadyTime(9) },
  { type: 'breaksListed', breaks: readySnapshot.breaks },
  { type: 'transfersRemembered', transfers: readySnapshot.recentTransfers },
  { type: 'intentSettled', id: intentId('unknown'), state: 'accepted', error: null, at: steadyTime(9) },
  { type: 'noticeDismissed', id: 'lock' },
  { type: 'clockCompared', ahead: readySnapshot.clockAhead },
  { type: 'updateChanged', update: readySnapshot.update },
  { type: 'panelClosed' },
  { type: 'numberEdited' },
  { type: 'linesSeen', single: readySnapshot.seemsSingleLine },
  { type: 'planOver', id: 'unknown' },
  { type: 'callEnded', key: callKey('unknown') },
  { type: 'callFocused', key: callKey('unknown') },
  { type: 'held', key: callKey('unknown'), at: steadyTime(9) },
  { type: 'hungUpOver', at: steadyTime(9) },
]
it.each(known)('an event that says what is known already leaves the same snapshot: $type', (event) => {
  expect(reduce(readySnapshot, event)).toBe(readySnapshot)
})
