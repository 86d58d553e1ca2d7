import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../src/shared/time'
import { callKey, callId, branch } from '../../../../src/shared/ids'
import type { AgentEvent } from '../../../../src/shared/snapshot/events'
import { reduce } from '../../../../src/shared/snapshot/reduce'
import type { Call, Snapshot } from '../../../../src/shared/snapshot/state'
import {
  callsUp,
  consultationOf,
  MOST_CALLS,
  otherCall,
  seenFrom,
  hasRoom,
} from '../../../../src/shared/calls/calls'

import { activeCall, callsOf, consultedCall, readySnapshot, waitingCall } from '../../../support/core'

const withCalls = (...calls: readonly Call[]): Snapshot => ({ ...readySnapshot, ...callsOf(...calls) })
const consulting = withCalls(waitingCall, consultedCall)
const after = (snapshot: Snapshot, ...events: readonly AgentEvent[]): Snapshot =>
  events.reduce(reduce, snapshot)
const third: Call = { ...activeCall, key: callKey('k3'), id: callId('call-3'), number: '1133330003' }
const fourth: Call = { ...activeCall, key: callKey('k4'), id: callId('call-4'), number: '1133330004' }
const adopting = (id: string, namedBy: 'agent' | 'link'): AgentEvent => ({
  type: 'callAdopted',
  key: callKey(`key of ${id}`),
  id: callId(id),
  number: '1133339999',
  direction: 'inbound',
  namedBy,
  at: steadyTime(9),
})
const ids = ({ calls }: Snapshot) => calls.map(({ id }) => id)

describe('the call in focus', () => {
  it('is the one that waits, once the colleague who was asked about it has hung up', () => {
    const calls = withCalls(waitingCall, third, consultedCall)
    expect(after(calls, { type: 'callEnded', key: callKey('k2') }).call?.id).toBe('call-1')
  })

  it('is the one that came last where it was not asked about any other, and none where there is none', () => {
    const left = after(withCalls(waitingCall, third, fourth), { type: 'callEnded', key: callKey('k4') })
    expect(left.call?.id).toBe('call-3')
    const none = after(
      left,
      { type: 'callEnded', key: callKey('k1') },
      { type: 'callEnded', key: callKey('k3') },
    )
    expect(none).toMatchObject({ calls: [], focusedCall: null, call: null })
  })

  it('stays where another one ends', () => {
    expect(after(consulting, { type: 'callEnded', key: callKey('k1') }).call?.id).toBe('call-2')
  })

  it('is the one that was taken back from hold', () => {
    const back = after(consulting, { type: 'retrieved', key: callKey('k1') })
    expect(back.call).toMatchObject({ id: 'call-1', heldSince: null })
  })

  it.each([
    { type: 'retrieved', key: callKey('nobody') },
    { type: 'held', key: callKey('nobody'), at: steadyTime(1) },
    { type: 'callEnded', key: callKey('nobody') },
    { type: 'callPlaced', key: callKey('nobody'), id: callId('x'), at: steadyTime(1) },
    { type: 'callFocused', key: callKey('nobody') },
    { type: 'hangingUp', key: callKey('nobody'), on: true },
  ] as const)('and all else stays the same object for a key that nobody has: $type', (event) => {
    expect(reduce(consulting, event)).toBe(consulting)
  })
})

describe('a screen-pop in a call', () => {
  it.each([
    ['that the PABX has given the id of, or accepted a command for', activeCall],
    ['that is being dialled', { ...activeCall, id: null, phase: 'dialling', namedBy: 'agent' } as const],
  ])('takes no focus from a call %s', (_which, call) => {
    const popped = after(withCalls(call), adopting('popped', 'link'))
    expect(ids(popped)).toEqual([call.id, 'popped'])
    expect(popped.focusedCall).toBe('k1')
  })

  it('is in focus where the call before it was only named by a link too', () => {
    const popped = after(readySnapshot, adopting('first', 'link'), adopting('second', 'link'))
    expect(popped.call?.id).toBe('second')
    expect(ids(popped)).toEqual(['first', 'second'])
  })

  it('of a call that is shown already changes nothing', () => {
    expect(after(consulting, adopting('call-1', 'link'))).toBe(consulting)
  })
})

describe('the places of the bar', () => {
  const link = { ...fourth, namedBy: 'link' } as const
  const dialling: AgentEvent = {
    type: 'callPlacing',
    key: callKey('new'),
    number: '2007',
    consultFor: null,
    at: steadyTime(9),
  }

  it('are taken by four calls, none of which gives way', () => {
    expect(MOST_CALLS).toBe(4)
    expect(hasRoom(withCalls(activeCall, consultedCall, third))).toBe(true)
    expect(hasRoom(withCalls(activeCall, consultedCall, third, fourth))).toBe(false)
  })

  it('are taken over from the oldest call that only a link has named', () => {
    const full = withCalls(activeCall, { ...consultedCall, namedBy: 'link' }, third, link)
    expect(ids(after(full, adopting('popped', 'link')))).toEqual(['call-1', 'call-3', 'call-4', 'popped'])
    expect(ids(after(full, dialling))).toEqual(['call-1', 'call-3', 'call-4', null])
  })

  it('are never more, however many dials came to nothing that anybody knows', () => {
    let snapshot: Snapshot = readySnapshot
    for (let dial = 0; dial < 7; dial++)
      snapshot = after(
        snapshot,
        { ...dialling, key: callKey(`key ${dial}`), number: `20${dial}` },
        { type: 'callDoubtful', key: callKey(`key ${dial}`) },
      )
    expect(snapshot.calls.map(({ number }) => number)).toEqual(['203', '204', '205', '206'])
  })

  it('are kept for the call that is asked about, though it seems to have ended', () => {
    const ended = { ...waitingCall, seemsEndedAt: steadyTime(5) }
    const full = withCalls(ended, consultedCall, third, fourth)
    expect(hasRoom(full, callKey('k1'))).toBe(false)
    expect(hasRoom(full)).toBe(true)
    const placed = after(
      withCalls(ended),
      { ...dialling, key: callKey('k2'), consultFor: callKey('k1') },
      { type: 'callPlaced', key: callKey('k2'), id: callId('call-2'), at: steadyTime(10) },
    )
    expect(ids(placed)).toEqual(['call-1', 'call-2'])
  })
})

describe('a consultation', () => {
  it('is the same seen from either of the two', () => {
    for (const call of consulting.calls)
      expect(consultationOf(consulting, call)).toEqual({ consulted: consultedCall, waiting: waitingCall })
    expect(otherCall(consulting, consultedCall)).toBe(waitingCall)
    expect(otherCall(consulting, waitingCall)).toBe(consultedCall)
  })

  it('is none once the call that waited has ended; that one may be asked about in turn', () => {
    const alone = withCalls(consultedCall, { ...third, consultFor: callKey('k2') })
    expect(consultationOf(withCalls(consultedCall), consultedCall)).toBeNull()
    expect(consultationOf(alone, consultedCall)?.consulted.id).toBe('call-3')
  })

  it('is none between calls that came by themselves, which take turns where they are two', () => {
    const two = withCalls(activeCall, third)
    expect(consultationOf(two, third)).toBeNull()
    expect(otherCall(two, third)).toBe(activeCall)
    expect(otherCall(withCalls(activeCall, third, fourth), third)).toBeNull()
  })
})

it('a press for a call sees it as the one that is spoken to', () => {
  expect(seenFrom(consulting, callKey('k1')).call).toBe(waitingCall)
  expect(seenFrom(consulting, callKey('k2'))).toBe(consulting)
})

it('somebody is on a call as far as anything but a link tells', () => {
  expect(
    callsUp(withCalls({ ...activeCall, namedBy: 'link' }, { ...third, seemsEndedAt: steadyTime(5) })),
  ).toEqual([])
  expect(callsUp(consulting)).toHaveLength(2)
})

describe('the counters of the PABX', () => {
  const poll = (sentAt: number, answeredSeconds: number, outboundSeconds: number): AgentEvent => ({
    type: 'polled',
    sentAt: steadyTime(sentAt),
    sighting: {
      standing: 'available',
      status: 'Available',
      branch: branch('2000'),
      isListed: true,
      counters: { answered: 0, answeredSeconds, missed: 0, outbound: 0, outboundSeconds },
    },
  })
  const ended = ({ calls }: Snapshot) => calls.filter(({ seemsEndedAt }) => seemsEndedAt !== null)

  it('end no call where two of them can be meant', () => {
    expect(ended(after(consulting, poll(1_000, 0, 0), poll(2_000, 0, 40)))).toEqual([])
  })

  it('end the only one of its direction', () => {
    const inbound = { ...waitingCall, direction: 'inbound' } as const
    const two = withCalls(inbound, consultedCall)
    expect(ended(after(two, poll(1_000, 0, 0), poll(2_000, 0, 40)))).toMatchObject([{ id: 'call-2' }])
    expect(ended(after(two, poll(1_000, 0, 0), poll(2_000, 40, 0)))).toMatchObject([{ id: 'call-1' }])
  })
})
