import { afterEach, describe, expect, it } from 'vitest'
import { viewOf } from '../../src/shared/snapshot/view'
import { profiles, type Manners } from '../../src/simulator/manners'
import { act, startPabx } from '../support/pabx'
import { startShift, until, type Shift } from '../support/simulated'

/*
 * What a server of the field does and the document does not tell of, met by the whole core.
 */

let shift: Shift
afterEach(async () => {
  await shift.end()
  await shift.simulator.close()
})

/** A bar whose agent is available, at a demo PABX of the field. */
async function begin(manners: Partial<Manners> = {}): Promise<void> {
  shift = await startShift(null, await startPabx('field', manners))
  await until(shift.bar, ({ breaks }) => breaks.length === 4)
  expect(await press('agent.login')).toMatchObject({ ok: true })
  await until(shift.bar, ({ asked }) => asked?.confirmed === true)
}

const press = (id: string, argument?: unknown) => shift.bar.bus.dispatch({ id, argument, source: 'bar' })
const standing = () => viewOf(shift.bar.store.get()).standing
const acting = () =>
  shift.simulator.controls.journal
    .map(({ endpoint }) => endpoint)
    .filter((endpoint) => !endpoint.startsWith('get') && endpoint !== 'login')
const told = () => shift.bar.store.get().notices.map(({ sentence }) => sentence.key)
const world = () => shift.simulator.controls.world
const agent = () => world().agents.find(({ name }) => name === 'DEV')
const missOne = () =>
  act(shift.simulator, 'miss', {
    call_id: act(shift.simulator, 'inbound', { agent: 'DEV', number: '1133334444' }),
  })

describe('under the profile field', () => {
  it('a dial waits the ten seconds of its answer, and the hang-up pressed meanwhile goes out with it', async () => {
    const { dialRingsMs, dialAnswersMs } = profiles.field
    await begin({ dialRingsMs, dialAnswersMs })
    const began = Date.now()
    const dialled = press('call.dial', '1199999999')
    await expect.poll(() => world().calls.length, { timeout: 5_000 }).toBe(1)
    expect(Date.now() - began).toBeGreaterThan(2_900)
    const hungUp = press('call.hangUp')
    expect(acting()).toEqual(['dial'])
    expect(await dialled).toMatchObject({ ok: true })
    expect(Date.now() - began).toBeGreaterThan(9_900)
    expect(await hungUp).toMatchObject({ ok: true })
    expect(acting()).toEqual(['dial', 'hangUp'])
    expect(world().calls).toEqual([])
    expect(shift.bar.store.get().call).toBeNull()
  })

  it('a call that ended before its answer came can be hung up all the same', async () => {
    await begin()
    const dialled = press('call.dial', '1199999999')
    await expect.poll(() => world().calls.length).toBe(1)
    act(shift.simulator, 'remote-hangup', { call_id: world().calls[0]?.id })
    expect(await dialled).toMatchObject({ ok: true })
    expect(await press('call.hangUp')).toMatchObject({ ok: true })
    expect(shift.bar.store.get().call).toBeNull()
  })

  it('a dial whose phone was not seen in a call is said to be in doubt, and is not sent again', async () => {
    await begin({ phone: 'notSeen' })
    expect(await press('call.dial', '1199999999')).toMatchObject({ ok: false, why: 'unknown' })
    expect(acting()).toEqual(['dial'])
    expect(shift.simulator.controls.journal.find(({ endpoint }) => endpoint === 'dial')?.outcome).toBe(
      'unsaid',
    )
  })

  it('a phone without a channel is a dial that did not take place', async () => {
    await begin({ phone: 'noChannel' })
    expect(await press('call.dial', '1199999999')).toMatchObject({ ok: false, why: 'failed' })
    expect(shift.bar.store.get().call).toBeNull()
  })

  it('one press logs out from a break, and one leads from a break to another', async () => {
    await begin()
    await press('break.start', 'almoco')
    expect(await press('break.start', 'lanche')).toMatchObject({ ok: true })
    expect(agent()).toMatchObject({ status: 'On Break', breakId: '0c8a9f1f-b49d-42d5-9b6b-2c108619aa7c' })
    expect(await press('agent.logout')).toMatchObject({ ok: true })
    expect(agent()).toMatchObject({ status: 'Logged Out', listedIn: [] })
    expect(standing()).toBe('loggedOut')
    expect(acting()).toEqual(['setBreak', 'returnBreak', 'setBreak', 'returnBreak', 'logout'])
  })

  it('a break begins from Available (On Demand) by way of a return', async () => {
    await begin()
    act(shift.simulator, 'status', { agent: 'DEV', status: 'Available (On Demand)' })
    await until(shift.bar, ({ reported }) => reported?.status === 'Available (On Demand)')
    expect(await press('break.start', 'almoco')).toMatchObject({ ok: true })
    expect(agent()).toMatchObject({ status: 'On Break' })
  })

  it('to be in no list is to be logged out, and no alarm', async () => {
    await begin()
    await press('agent.logout')
    await until(
      shift.bar,
      ({ asked, reported }) => asked?.confirmed === true && reported?.standing === 'loggedOut',
    )
    expect(standing()).toBe('loggedOut')
    expect(told()).toEqual([])
  })

  it("the figures of a neighbour are not taken for the agent's own", async () => {
    await begin()
    const { counters } = shift.bar.store.get().reported ?? {}
    expect(Object.values(counters ?? {}).filter((value) => value !== 0 && value !== null)).toEqual([])
    // The first row of the agent's own: one call missed, and not fewer calls than before.
    missOne()
    shift.bar.pollNow()
    await until(shift.bar, ({ reported }) => reported?.counters.missed === 1)
    expect(told().filter((key) => key !== 'remote_call_missed')).toEqual([])
  })

  it('a break after three missed calls is said to be of the PABX', async () => {
    await begin()
    for (let time = 0; time < 3; time++) {
      missOne()
      shift.bar.pollNow()
      await until(shift.bar, ({ reported }) => reported?.counters.missed === time + 1)
    }
    await expect.poll(told).toContain('remote_missed_break')
  })

  it('a hang-up can be sent again, and the PABX says ok to it again', async () => {
    await begin()
    await press('call.dial', '1199999999')
    await press('call.hangUp')
    await expect
      .poll(
        async () => {
          await press('call.hangUp')
          return acting().filter((endpoint) => endpoint === 'hangUp').length
        },
        { timeout: 5_000 },
      )
      .toBe(2)
    expect(told()).toEqual([])
  })

  it.each(['before', 'behind'] as const)(
    'a shift goes through with notices %s every answer',
    async (notices) => {
      await begin({ notices })
      for (const [id, argument] of [
        ['break.start', 'almoco'],
        ['break.end'],
        ['call.dial', '1199999999'],
        ['call.hold'],
        ['call.hangUp'],
        ['agent.logout'],
      ] as const)
        expect(await press(id, argument), id).toMatchObject({ ok: true })
      expect(told()).toEqual([])
    },
  )
})
