import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { noticeOfIntent } from '../../../../../src/shared/snapshot/notice-ids'
import { branch, intentId, callId, callKey } from '../../../../../src/shared/ids'
import { recall, remember } from '../../../../../src/main/core/persistence/remembered'
import { notice } from '../../../../../src/shared/snapshot/notices'
import { reduce } from '../../../../../src/shared/snapshot/reduce'
import type { AgentEvent } from '../../../../../src/shared/snapshot/events'
import type { Snapshot } from '../../../../../src/shared/snapshot/state'
import { viewOf } from '../../../../../src/shared/snapshot/view'
import { callsOf, activeCall, readySnapshot } from '../../../../support/core'

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
  sentAt: steadyTime(sentAt),
  sighting: { standing, status: standing, branch: branch('2000'), isListed: true, counters },
})
const restarted = (snapshot: Snapshot, at: number): Snapshot =>
  reduce(readySnapshot, {
    type: 'restored',
    ...recall(remember(snapshot), snapshot.profile, steadyTime(at)),
    at: steadyTime(at),
  })

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
    const intent = {
      id: intentId('i'),
      command: 'break.start',
      subject: 'b1',
      callId: null,
      callKey: null,
      state: 'sent',
    } as const
    const sent = reduce(readySnapshot, {
      type: 'intentSent',
      intent: { ...intent, sentAt: steadyTime(begin), error: null, aim: asked },
    })
    const accepted = reduce(sent, {
      type: 'intentSettled',
      id: intentId('i'),
      state: 'accepted',
      error: null,
      at: steadyTime(begin),
    })
    const earlier = begin - 60 * MINUTE
    expect(viewOf(restarted(accepted, earlier)).since).toBe(earlier)
    expect(viewOf(restarted(accepted, begin + MINUTE)).since).toBe(begin)
  })

  it('means nothing to another agent', () => {
    const other = { ...onBreak.profile, agent: 'ANOTHER' }
    expect(recall(remember(onBreak), other, steadyTime(begin))).toEqual({
      asked: null,
      seenBefore: null,
      calls: [],
      focusedCall: null,
      seemsSingleLine: false,
      intents: [],
      leftBehind: [],
    })
  })

  it.each([{ baseUrl: 'https://other.example' }, { companyId: 'another' }, { agent: 'ANOTHER' }])(
    'says with whom a call was that is out of reach with %j',
    (change) => {
      const inCall = remember({ ...readySnapshot, ...callsOf(activeCall) })
      const other = { ...readySnapshot.profile, ...change }
      expect(recall(inCall, other, steadyTime(begin))).toMatchObject({
        calls: [],
        leftBehind: ['1199999999'],
      })
      expect(recall(inCall, readySnapshot.profile, steadyTime(begin))).toMatchObject({
        calls: [{ id: 'call-1' }],
        leftBehind: [],
      })
    },
  )
})

it('a transfer that was under way at the end is shown as one that may have happened', () => {
  const intent = {
    id: intentId('t'),
    command: 'call.transfer',
    subject: '2001',
    callId: callId('call-1'),
    callKey: null,
    aim: null,
  } as const
  const sent = reduce(
    { ...readySnapshot, ...callsOf(activeCall) },
    { type: 'intentSent', intent: { ...intent, state: 'sent', sentAt: steadyTime(begin), error: null } },
  )
  expect(restarted(sent, begin + MINUTE).call).toMatchObject({ id: 'call-1', maybeTransferredTo: '2001' })
})

describe('a dial whose outcome nobody knows, after a restart', () => {
  const intent = {
    id: intentId('i'),
    command: 'call.dial',
    subject: '5',
    callId: null,
    callKey: null,
    aim: null,
  } as const
  const error = { kind: 'interrupted', acted: 'maybe' } as const
  const unknown = reduce(
    reduce(readySnapshot, {
      type: 'intentSent',
      intent: { ...intent, state: 'sent', sentAt: steadyTime(begin), error: null },
    }),
    { type: 'intentSettled', id: intentId('i'), state: 'unknown', error, at: steadyTime(begin) },
  )

  it('is told again for as long as it stands, with the reason it had', () => {
    const told = reduce(unknown, {
      type: 'noticed',
      notice: notice(
        noticeOfIntent(intentId('i')),
        'failure',
        { key: 'dial_unknown', values: { number: '1', what: '' } },
        steadyTime(begin),
      ),
    })
    expect(restarted(told, begin + MINUTE).intents).toMatchObject([{ state: 'unknown', error }])
  })

  it('is over once the agent has put it away', () => {
    expect(restarted(unknown, begin + MINUTE).intents).toEqual([])
  })
})

it('what is kept is by the wall clock, where the one of this run is ahead of it', () => {
  const ahead = 3 * 60 * MINUTE
  const call = {
    ...activeCall,
    startedAt: steadyTime(begin + ahead),
    heldSince: steadyTime(begin + ahead + MINUTE),
  }
  const snapshot: Snapshot = { ...readySnapshot, clockAhead: ahead, ...callsOf(call) }
  expect(restarted(snapshot, begin + 10 * MINUTE).call).toMatchObject({
    startedAt: begin,
    heldSince: begin + MINUTE,
  })
})

describe('the calls of the last run', () => {
  const waiting = { ...activeCall, heldSince: steadyTime(begin) }
  const consulted = {
    ...activeCall,
    key: callKey('k2'),
    id: callId('call-2'),
    number: '2008',
    consultFor: callKey('k1'),
  }
  const two: Snapshot = { ...readySnapshot, ...callsOf(waiting, consulted), seemsSingleLine: true }

  it('are all there again, with the one in focus and the consultation', () => {
    const { calls, focusedCall, call, seemsSingleLine } = restarted(two, begin + MINUTE)
    expect(calls).toEqual([waiting, consulted])
    expect({ focusedCall, id: call?.id, seemsSingleLine }).toEqual({
      focusedCall: 'k2',
      id: 'call-2',
      seemsSingleLine: true,
    })
  })

  it('seemed to end no later than now, where the clock was set back meanwhile', () => {
    const spent = { ...waiting, seemsEndedAt: steadyTime(begin + 60 * MINUTE) }
    const snapshot: Snapshot = { ...readySnapshot, ...callsOf(spent) }
    expect(restarted(snapshot, begin).call?.seemsEndedAt).toBe(begin)
  })

  it.each(['call.hold', 'call.retrieve'] as const)(
    'are held in doubt where the answer to a %s had not come',
    (command) => {
      const none = { subject: null, error: null, aim: null }
      const intent = {
        id: intentId('i'),
        command,
        callId: callId('call-1'),
        callKey: callKey('k1'),
        ...none,
      } as const
      const sent = reduce(two, {
        type: 'intentSent',
        intent: { ...intent, state: 'sent', sentAt: steadyTime(begin) },
      })
      const doubtful = ({ calls }: Snapshot) => calls.map(({ holdDoubtful }) => holdDoubtful)
      expect(doubtful(restarted(sent, begin + MINUTE))).toEqual([true, false])
      const answer = { type: 'intentSettled', id: intentId('i'), error: null, at: steadyTime(begin) } as const
      const refused = reduce(sent, { ...answer, state: 'refused' })
      expect(doubtful(restarted(refused, begin + MINUTE))).toEqual([false, false])
    },
  )

  it('of a bar that knew one are read, and it is in focus', () => {
    const { place, asked, seen, intents } = JSON.parse(remember(two)) as Record<string, unknown>
    const { id, number, direction, phase, startedAt, heldSince, holdDoubtful, seemsEndedAt } = waiting
    const call = {
      id,
      number,
      direction,
      origin: 'dialled',
      phase,
      startedAt,
      heldSince: steadyTime(heldSince),
      holdDoubtful,
      seemsEndedAt,
    }
    const rest = { place, asked, seen, intents }
    const old = JSON.stringify({ ...rest, version: 1, call })
    const recalled = recall(old, two.profile, steadyTime(begin + MINUTE))
    expect(recalled.calls).toMatchObject([
      { id: 'call-1', heldSince: begin, consultFor: null, namedBy: 'agent' },
    ])
    const now = reduce(readySnapshot, { type: 'restored', ...recalled, at: steadyTime(begin + MINUTE) })
    expect(now.call?.id).toBe('call-1')
    expect(
      recall(JSON.stringify({ ...rest, version: 1, call: null }), two.profile, steadyTime(begin)).calls,
    ).toEqual([])
  })

  it('are told with their numbers where they belong to somebody else', () => {
    const other = { ...two.profile, agent: 'SOMEBODY' }
    expect(recall(remember(two), other, steadyTime(begin))).toMatchObject({
      calls: [],
      leftBehind: [waiting.number, '2008'],
    })
  })

  it('that are damaged take none of the others with them', () => {
    const text = remember(two).replace('"call-2"', '7')
    expect(recall(text, two.profile, steadyTime(begin)).calls).toEqual([waiting])
  })
})
