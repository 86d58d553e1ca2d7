import { describe, expect, it } from 'vitest'
import type { AgentEvent } from '../../../../src/shared/agent/events'
import type { Sighting } from '../../../../src/shared/agent/polls'
import { reduce } from '../../../../src/shared/agent/reduce'
import type { Intent, Snapshot } from '../../../../src/shared/agent/state'
import { viewOf } from '../../../../src/shared/agent/view'
import { readySnapshot } from '../../../support/core'

const counters = { answered: 1, answeredSeconds: 10, missed: 0, outbound: 0, outboundSeconds: 0 }
const seen = (status: string, standing: Sighting['standing'], more: Partial<Sighting> = {}): Sighting => ({
  standing,
  status,
  branch: '2000',
  counters,
  ...more,
})
const available = seen('Available', 'available')
const onBreak = seen('On Break', 'onBreak')
const polled = (sentAt: number, sighting: Sighting | null): AgentEvent => ({
  type: 'polled',
  sentAt,
  sighting,
})

const intent: Intent = {
  id: 'i1',
  command: 'break.start',
  subject: 'Lanche',
  callId: null,
  state: 'sent',
  sentAt: 100,
  error: null,
  aim: { standing: 'onBreak', breakId: 'b1' },
}
const settled = (state: 'accepted' | 'refused' | 'unknown', at: number): AgentEvent => ({
  type: 'intentSettled',
  id: 'i1',
  state,
  error: null,
  at,
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
    const snapshot = after(...begun, settled('unknown', 200), polled(300, onBreak))
    expect(snapshot.intents[0]?.state).toBe('confirmed')
    expect(viewOf(snapshot)).toMatchObject({ standing: 'onBreak', break: { name: 'Lanche' } })
  })

  it('tells a forced logout, an extension that changed and an agent missing everywhere', () => {
    const out = after(polled(50, available), polled(60, seen('Logged Out', 'loggedOut')))
    expect(out.notices.at(-1)).toMatchObject({ tone: 'failure', sentence: { key: 'remote_logged_out' } })
    const moved = after(polled(50, available), polled(60, { ...available, branch: '3000' }))
    expect(moved.notices.at(-1)?.sentence).toEqual({ key: 'remote_branch', values: { branch: '3000' } })
    const gone = after(polled(50, available), polled(60, null))
    expect(gone.notices.at(-1)?.sentence.key).toBe('remote_missing')
    expect(gone.missingFromQueues).toBe(true)
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
    { type: 'callPlacing', number: '1234', at: 100 },
    { type: 'callPlaced', id: 'c1', at: 110 },
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
  const elsewhere = seen('Available', 'available', { branch: '3000' })
  expect(after(polled(1, elsewhere), polled(2, available)).notices).toEqual([])
  expect(after(polled(1, available), polled(2, elsewhere)).notices).toMatchObject([
    { sentence: { key: 'remote_branch', values: { branch: '3000' } } },
  ])
})
