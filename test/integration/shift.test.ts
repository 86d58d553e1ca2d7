import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { viewOf } from '../../src/shared/snapshot/view'
import type { Manners, ProfileName } from '../../src/simulator/manners'
import { act, profileNames, startPabx } from '../support/pabx'
import { startShift, until, type Shift } from '../support/simulated'

let shift: Shift
const begin = async (profile: ProfileName, manners: Partial<Manners> = {}): Promise<void> => {
  shift = await startShift(null, await startPabx(profile, manners))
}
afterEach(async () => {
  await shift.end()
  await shift.simulator.close()
})

const press = (id: string, argument?: unknown) => shift.bar.bus.dispatch({ id, argument, source: 'bar' })
const acting = () =>
  shift.simulator.controls.journal
    .filter(({ endpoint }) => !endpoint.startsWith('get'))
    .map(({ endpoint }) => endpoint)
const standing = () => viewOf(shift.bar.store.get()).standing

describe.each(profileNames)('a shift under the profile %s', (profile) => {
  beforeEach(() => begin(profile))

  it('goes from log in to log out, each press one request', async () => {
    expect(await press('agent.login')).toMatchObject({ ok: true })
    await until(shift.bar, ({ asked }) => asked?.confirmed === true)
    await until(shift.bar, ({ breaks }) => breaks.length === 4)
    expect(await press('break.start', 'almoco')).toMatchObject({ ok: true })
    expect(viewOf(shift.bar.store.get()).break).toMatchObject({ name: 'Almoço', limitMinutes: 90 })
    expect(await press('break.end')).toMatchObject({ ok: true })
    expect(await press('call.dial', '(11) 99999-9999')).toMatchObject({ ok: true })
    expect(await press('call.hold')).toMatchObject({ ok: true })
    expect(await press('call.retrieve')).toMatchObject({ ok: true })
    expect(await press('call.transfer', '2001')).toMatchObject({ ok: true })
    expect(await press('call.dial', '1188887777')).toMatchObject({ ok: true })
    expect(await press('call.hangUp')).toMatchObject({ ok: true })
    expect(await press('agent.logout')).toMatchObject({ ok: true })
    expect(standing()).toBe('loggedOut')
    expect(acting()).toEqual([
      'login',
      'setBreak',
      'returnBreak',
      'dial',
      'hold',
      'retrieve',
      'transfer',
      'dial',
      'hangUp',
      'logout',
    ])
    expect(shift.simulator.controls.journal.every(({ outcome }) => outcome === 'ok')).toBe(true)
  })

  it('sees a break taken on the phone, and a forced logout', async () => {
    await press('agent.login')
    await until(shift.bar, ({ asked }) => asked?.confirmed === true)
    act(shift.simulator, 'phone-break', { agent: 'DEV', digit: '1' })
    await until(shift.bar, ({ notices }) =>
      notices.some(({ sentence }) => sentence.key === 'remote_break_begun'),
    )
    expect(standing()).toBe('onBreak')
    act(shift.simulator, 'force-logout', { agent: 'DEV' })
    await until(shift.bar, ({ notices }) =>
      notices.some(({ sentence }) => sentence.key === 'remote_logged_out'),
    )
    expect(standing()).toBe('loggedOut')
  })

  it('hangs up the call of the run before, and says what that run did not live to know', async () => {
    await press('agent.login')
    await press('call.dial', '1199999999')
    const id = shift.bar.store.get().call?.id
    const again = await startShift({ ...shift.disk }, shift.simulator)
    expect(again.bar.store.get().call).toMatchObject({ id, number: '1199999999' })
    expect(await again.bar.bus.dispatch({ id: 'call.hangUp', source: 'hotkey' })).toMatchObject({ ok: true })
    await again.end()
    expect(shift.simulator.controls.world.calls).toEqual([])
  })

  it('adopts an inbound call and controls it', async () => {
    await press('agent.login')
    const id = act(shift.simulator, 'inbound', { agent: 'DEV', number: '1133334444' })
    act(shift.simulator, 'answer', { call_id: id })
    await press('call.adopt', { id, number: '1133334444', direction: 'inbound' })
    expect(await press('call.hold')).toMatchObject({ ok: true })
    expect(await press('call.hangUp')).toMatchObject({ ok: true })
    expect(shift.simulator.controls.world.calls).toEqual([])
  })

  it('stops asking when the key is refused, and goes on with a new one', async () => {
    act(shift.simulator, 'fault', { endpoint: 'getAgentList', fault: 'unauthorized' })
    shift.bar.pollNow()
    await until(shift.bar, ({ key }) => key === 'rejected')
    act(shift.simulator, 'calm', {})
    await shift.bar.bus.dispatch({
      id: 'settings.save',
      source: 'settings',
      argument: {
        values: {},
        key: 'api_key:e45c53c6-049f-474d-896a-8e891ec57473',
      },
    })
    await until(shift.bar, ({ sync }) => sync.phase === 'fresh')
    expect(shift.bar.store.get().key).toBe('present')
  })
})

describe.each(profileNames)('the connection test under the profile %s', (profile) => {
  beforeEach(() => begin(profile))

  const tell = async (values: Record<string, unknown>, key: string | null = null) => {
    const answer = (await shift.bar.query('settings.test', { values, key })) as {
      ok: boolean
      sentence: { key: string }
    }
    return [answer.ok, answer.sentence.key]
  }

  it('tells the reasons apart', async () => {
    expect(await tell({})).toEqual([true, 'test_passed'])
    expect(await tell({ 'pabx.baseUrl': 'http://127.0.0.1:9' }, 'typed')).toEqual([
      false,
      'failure_unreachable',
    ])
    expect(await tell({ 'agent.name': 'NOBODY' })).toEqual([false, 'test_unknown_identity'])
    expect(await tell({}, 'wrong')).toEqual([false, 'test_wrong_key'])
    expect(await tell({ 'pabx.baseUrl': 'http://pabx.example.invalid' }, 'typed')).toEqual([
      false,
      'failure_insecure_http_refused',
    ])
    act(shift.simulator, 'fault', { endpoint: 'getBreakList', fault: 'html' })
    expect(await tell({})).toEqual([false, 'failure_not_vocom'])
  })
})
