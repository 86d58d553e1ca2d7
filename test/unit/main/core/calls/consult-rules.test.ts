import { describe, expect, it } from 'vitest'
import { callRef } from '../../../../../src/shared/ids'
import { ok } from '../../../../../src/shared/result'
import { activeCall, consultedCall, says, waitingCall } from '../../../../support/core'
import { barWith } from '../../../../support/calls'

const inCall = () => barWith(activeCall)
const consulting = () => barWith(waitingCall, consultedCall)

describe('makes no sense, and sends nothing', () => {
  it.each([
    [
      'a swap with a call whose id nobody knows',
      'call.swap',
      { id: null, phase: 'doubtful' },
      'reason_call_doubtful',
    ],
    [
      'a hand-over to a call whose id nobody knows',
      'call.handOver',
      { id: null, phase: 'doubtful' },
      'reason_call_doubtful',
    ],
    [
      'a hand-over to a call that is being dialled',
      'call.handOver',
      { id: null, phase: 'dialling' },
      'reason_call_being_placed',
    ],
    [
      'a hand-over to a call that is being hung up',
      'call.handOver',
      { hangingUp: true },
      'reason_being_done',
    ],
  ] as const)('%s', async (_what, command, change, reason) => {
    const { press, wire } = barWith(waitingCall, { ...consultedCall, ...change })
    const sentence = { key: reason }
    expect(await press(command, undefined, callRef('call-1'))).toEqual({
      ok: false,
      why: 'refused',
      sentence,
    })
    expect(wire()).toEqual([])
  })

  it('a hand-over of two calls neither of which was asked about the other', async () => {
    const { press, wire } = barWith(waitingCall, { ...consultedCall, consultFor: null })
    for (const id of ['call.handOver', 'call.backToCaller'] as const)
      expect(await press(id)).toMatchObject({ sentence: { key: 'reason_no_consultation' } })
    expect(wire()).toEqual([])
  })

  it('asking somebody else about the call that waits, while the first colleague is spoken to', async () => {
    const { press, wire } = consulting()
    expect(await press('call.consult', '2007', callRef('call-1'))).toMatchObject({
      sentence: { key: 'reason_in_call' },
    })
    expect(wire()).toEqual([])
  })
})

describe('a phone of one line', () => {
  it('is learnt from the refusal of a second call, and forgotten once the phone takes one', async () => {
    const { press, shown, plan } = inCall()
    plan('dial', says('execute_failed'), ok({ call_id: 'call-2' }))
    await press('call.consult', '2008')
    expect(shown().seemsSingleLine).toBe(true)
    await press('call.consult', '2008')
    expect(shown().seemsSingleLine).toBe(false)
  })

  it('is not learnt from other failures, nor from the first call', async () => {
    const { press, shown, plan } = inCall()
    plan('dial', says('busy'), says('execute_failed'))
    await press('call.consult', '2008')
    await press('call.hangUp')
    await press('call.dial', '2008')
    expect(shown().seemsSingleLine).toBe(false)
  })
})
