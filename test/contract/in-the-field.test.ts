import { describe, expect, it } from 'vitest'
import { manners } from '../../src/simulator/manners'
import { act } from '../support/pabx'
import {
  beginInTheField,
  simulator,
  ask,
  identity,
  dev,
  lunch,
  login,
  dial,
  refusal,
  silence,
  named,
} from './spoken-to'

describe('the field', () => {
  const hasty = { dialRingsMs: 20, dialAnswersMs: 60, queuedMs: 10 }
  const beginField = () => beginInTheField(hasty)

  it('takes three seconds to ring and ten to answer', () => {
    expect([manners.dialRingsMs.field, manners.dialAnswersMs.field]).toEqual([3_000, 10_000])
  })

  it('refuses a missing field and an extra one as the document does', async () => {
    await beginField()
    expect(await ask('login', dev)).toMatchObject(refusal('params_failed'))
    expect(await ask('login', { ...identity, extra: '' })).toMatchObject(refusal('params_failed'))
    expect(await ask('dial', identity)).toMatchObject(refusal('params_failed'))
  })

  it('goes through a shift: an agent out of the lists, one queue, a call that comes late, an ok for everything', async () => {
    await beginField()
    expect(await named('DEV')).toBeUndefined()
    expect(await login()).toMatchObject({ status: 'ok' })
    expect(await ask('setBreak', lunch)).toMatchObject({ status: 'ok' })
    expect(await ask('setBreak', lunch)).toMatchObject(refusal('execute_failed'))
    expect(await ask('logout', identity)).toEqual({ ...dev, command: 'logout', ...silence })
    expect(await ask('returnBreak', dev)).toMatchObject({ status: 'ok' })
    const answer = dial()
    await expect.poll(() => simulator.controls.world.calls).toHaveLength(1)
    // In a conversation, and still available.
    expect(await named('DEV')).toMatchObject({ status: 'Available' })
    const call = { ...dev, call_id: (await answer)['call_id'] }
    expect(call.call_id).toBe(simulator.controls.world.calls[0]?.id)
    expect(await ask('hangUp', call)).toMatchObject({ status: 'ok' })
    expect(await ask('hangUp', call)).toMatchObject({ status: 'ok' })
    expect(await ask('logout', identity)).toMatchObject({ status: 'ok' })
    expect(await named('DEV')).toBeUndefined()
  })

  it('says null of a dial whose phone it did not see, and refuses one without a channel', async () => {
    await beginField()
    act(simulator, 'manners', { phone: 'notSeen' })
    expect(await dial()).toEqual({ ...dev, command: 'call_services', call_id: null, ...silence })
    act(simulator, 'manners', { phone: 'noChannel' })
    expect(await dial()).toMatchObject(refusal('execute_failed'))
  })
})
