import { describe, expect, it } from 'vitest'
import { recall, remember } from '../../../../src/main/core/remembered'
import { notice } from '../../../../src/shared/agent/notices'
import { reduce } from '../../../../src/shared/agent/reduce'
import type { AgentEvent } from '../../../../src/shared/agent/events'
import type { Snapshot } from '../../../../src/shared/agent/state'
import { viewOf } from '../../../../src/shared/agent/view'
import { activeCall, readySnapshot } from '../../../support/core'

const MINUTE = 60_000
const begin = 1_700_000_000_000
const counters = {
  answered: 0,
  answeredSeconds: 0,
  missed: 0,
  outbound: 0,
  outboundSeconds: 0,
}
const poll = (standing: 'onBreak' | 'available', sentAt: number): AgentEvent => ({
  type: 'polled',
  sentAt,
  sighting: { standing, status: standing, branch: '2000', isListed: true, counters },
})
const restarted = (snapshot: Snapshot, at: number): Snapshot =>
  reduce(readySnapshot, { type: 'restored', ...recall(remember(snapshot), snapshot.profile, at), at })

describe('time in a state, after a restart', () => {
  const onBreak = reduce(readySnapshot, poll('onBreak', begin))

  it('goes on for a break that the PABX still reports, and says that it is worked out', () => {
    const later = restarted(onBreak, begin + 10 * MINUTE)
    expect(viewOf(later)).toMatchObject({ standing: null, since: null })
    const seen = viewOf(reduce(later, poll('onBreak', begin + 10 * MINUTE)))
    expect(seen).toMatchObject({ standing: 'onBreak', since: begin, inferred: true })
  })

  it('begins anew for a state that is another', () => {
    const later = reduce(restarted(onBreak, begin + 10 * MINUTE), poll('available', begin + 11 * MINUTE))
    expect(viewOf(later)).toMatchObject({ standing: 'available', since: begin + 11 * MINUTE })
  })

  it('never began in the future, where the clock was set back meanwhile', () => {
    const asked = { standing: 'onBreak', breakId: 'b1' } as const
    const intent = { id: 'i', command: 'break.start', subject: 'b1', callId: null, state: 'sent' } as const
    const sent = reduce(readySnapshot, {
      type: 'intentSent',
      intent: { ...intent, sentAt: begin, error: null, aim: asked },
    })
    const accepted = reduce(sent, {
      type: 'intentSettled',
      id: 'i',
      state: 'accepted',
      error: null,
      at: begin,
    })
    const earlier = begin - 60 * MINUTE
    expect(viewOf(restarted(accepted, earlier)).since).toBe(earlier)
    expect(viewOf(restarted(accepted, begin + MINUTE)).since).toBe(begin)
  })

  it('means nothing to another agent', () => {
    const other = { ...onBreak.profile, agent: 'ANOTHER' }
    expect(recall(remember(onBreak), other, begin)).toEqual({
      asked: null,
      seenBefore: null,
      call: null,
      intents: [],
      leftBehind: null,
    })
  })

  it.each([{ baseUrl: 'https://other.example' }, { companyId: 'another' }, { agent: 'ANOTHER' }])(
    'says with whom a call was that is out of reach with %j',
    (change) => {
      const inCall = remember({ ...readySnapshot, call: activeCall })
      const other = { ...readySnapshot.profile, ...change }
      expect(recall(inCall, other, begin)).toMatchObject({ call: null, leftBehind: '1199999999' })
      expect(recall(inCall, readySnapshot.profile, begin)).toMatchObject({
        call: { id: 'call-1' },
        leftBehind: null,
      })
    },
  )
})

it('a transfer that was under way at the end is shown as one that may have happened', () => {
  const intent = { id: 't', command: 'call.transfer', subject: '2001', callId: 'call-1', aim: null } as const
  const sent = reduce(
    { ...readySnapshot, call: activeCall },
    { type: 'intentSent', intent: { ...intent, state: 'sent', sentAt: begin, error: null } },
  )
  expect(restarted(sent, begin + MINUTE).call).toMatchObject({ id: 'call-1', maybeTransferredTo: '2001' })
})

describe('a dial whose outcome nobody knows, after a restart', () => {
  const intent = { id: 'i', command: 'call.dial', subject: '5', callId: null, aim: null } as const
  const error = { kind: 'interrupted', acted: 'maybe' } as const
  const unknown = reduce(
    reduce(readySnapshot, {
      type: 'intentSent',
      intent: { ...intent, state: 'sent', sentAt: begin, error: null },
    }),
    { type: 'intentSettled', id: 'i', state: 'unknown', error, at: begin },
  )

  it('is told again for as long as it stands, with the reason it had', () => {
    const told = reduce(unknown, {
      type: 'noticed',
      notice: notice('i', 'failure', { key: 'dial_unknown' }, begin),
    })
    expect(restarted(told, begin + MINUTE).intents).toMatchObject([{ state: 'unknown', error }])
  })

  it('is over once the agent has put it away', () => {
    expect(restarted(unknown, begin + MINUTE).intents).toEqual([])
  })
})

it('what is kept is by the wall clock, where the one of this run is ahead of it', () => {
  const ahead = 3 * 60 * MINUTE
  const call = { ...activeCall, startedAt: begin + ahead, heldSince: begin + ahead + MINUTE }
  const snapshot: Snapshot = { ...readySnapshot, clockAhead: ahead, call }
  expect(restarted(snapshot, begin + 10 * MINUTE).call).toMatchObject({
    startedAt: begin,
    heldSince: begin + MINUTE,
  })
})
