import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../src/shared/time'
import { intentId, callId, callKey } from '../../../../src/shared/ids'
import { availabilities } from '../../../../src/shared/commands/rules'
import type { Intent } from '../../../../src/shared/snapshot/state'
import { callsOf, activeCall, readySnapshot } from '../../../support/core'

const call = activeCall
const holding: Intent = {
  id: intentId('i'),
  command: 'call.hold',
  subject: null,
  callId: callId('call-1'),
  callKey: callKey('k1'),
  state: 'sent',
  sentAt: steadyTime(0),
  error: null,
  aim: null,
}

describe('what makes sense', () => {
  it('one command at a time for a call, and hanging up whatever is under way', () => {
    const may = availabilities({ ...readySnapshot, ...callsOf(call), intents: [holding] })
    expect(may['call.transfer']).toEqual({ key: 'reason_being_done' })
    expect(may['call.hangUp']).toBe(true)
  })

  it('what is still under way for a call that is gone holds up no other', () => {
    expect(availabilities({ ...readySnapshot, intents: [holding] })['call.dial']).toBe(true)
    const next = availabilities({
      ...readySnapshot,
      ...callsOf({ ...call, key: callKey('k2'), id: callId('call-2') }),
      intents: [holding],
    })
    expect(next['call.hold']).toBe(true)
  })

  it.each([
    ['missing', 'reason_no_key'],
    ['unread', 'reason_key_being_read'],
    ['rejected', 'key_rejected'],
    ['locked', 'key_locked'],
  ] as const)('without a key that can be used (%s) the reason is its own', (key, reason) => {
    const may = availabilities({ ...readySnapshot, key, ...callsOf(call) })
    for (const id of ['call.hold', 'agent.login', 'reports.open'] as const)
      expect(may[id]).toEqual({ key: reason })
    expect(may['call.hangUp']).toBe(true)
  })

  it('what is only remembered of the last run forbids nothing: the PABX has not spoken yet', () => {
    const asked = {
      standing: 'available',
      since: steadyTime(0),
      breakId: null,
      confirmed: true,
      contradictions: 0,
    } as const
    const remembered = { ...readySnapshot, asked }
    expect(availabilities(remembered)['agent.login']).toBe(true)
    expect(availabilities(remembered)['break.end']).toBe(true)
    const heard = { ...remembered, sync: { ...remembered.sync, confirmedAt: steadyTime(1) } }
    expect(availabilities(heard)['agent.login']).toEqual({ key: 'reason_logged_in' })
    expect(availabilities(heard)['break.end']).toEqual({ key: 'reason_not_on_break' })
  })
})
