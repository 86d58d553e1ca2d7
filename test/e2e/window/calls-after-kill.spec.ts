import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { button, expect, test } from '../bar'

/*
 * The bar ends by force while a request of a press is under way: the PABX has done it, and its answer reaches nobody.
 */

const [CALLER, COLLEAGUE] = ['1199999999', '2008']

const dispatch = (window: Page, id: string, argument = '', call = ''): Promise<unknown> =>
  window.evaluate(`window.bar.dispatch('${id}', '${argument}' || undefined, '${call}' || undefined)`)

type Known = {
  readonly key: string
  readonly id: string | null
  readonly number: string
  readonly heldSince: number | null
  readonly holdDoubtful: boolean
}

/** What is known of each call, by its number. */
const standings = (calls: readonly Known[]): Record<string, string> =>
  Object.fromEntries(
    calls.map(({ number, id, heldSince, holdDoubtful }) => {
      const hold = holdDoubtful ? 'in doubt' : heldSince === null ? 'up' : 'held'
      return [number, id === null ? 'without an id' : hold]
    }),
  )

/** What a restart would find. */
const onDisk = (userData: string): Record<string, string> => {
  const { calls } = JSON.parse(readFileSync(join(userData, 'state.json'), 'utf8')) as { calls: Known[] }
  return standings(calls)
}

/** What is known of each call after the restart; "in doubt" is whether it waits. */
const steps = [
  ['call.consult', 'hold', { [CALLER]: 'in doubt' }],
  ['call.consult', 'dial', { [CALLER]: 'held', [COLLEAGUE]: 'without an id' }],
  ['call.swap', 'hold', { [CALLER]: 'held', [COLLEAGUE]: 'in doubt' }],
  ['call.swap', 'retrieve', { [CALLER]: 'in doubt', [COLLEAGUE]: 'held' }],
  ['call.handOver', 'hangUp', { [CALLER]: 'held', [COLLEAGUE]: 'up' }],
  ['call.handOver', 'transfer', { [CALLER]: 'held' }],
  ['call.backToCaller', 'hangUp', { [CALLER]: 'held', [COLLEAGUE]: 'up' }],
  ['call.backToCaller', 'retrieve', { [CALLER]: 'in doubt' }],
] as const

for (const [command, endpoint, back] of steps)
  test(`after a kill in ${command} at ${endpoint} the calls are back, and each can be hung up`, async ({
    startShift,
    launchBar,
  }) => {
    const { window, launched, settings, acted, requests, pabx } = await startShift()
    await button(window, 'Log in').click()
    await dispatch(window, 'call.dial', CALLER)
    const isConsulting = command !== 'call.consult'
    if (isConsulting) await dispatch(window, 'call.consult', COLLEAGUE)
    const begun = (await acted()).length
    await pabx.do('delay', { endpoint, ms: 60_000 })
    void dispatch(window, command, isConsulting ? '' : COLLEAGUE).catch(() => undefined)
    await expect.poll(async () => (await acted()).slice(begun).at(-1)).toBe(endpoint)
    // The bar sends a hold or a retrieve without waiting for the disk, so the test waits for it.
    await expect.poll(() => onDisk(launched.userData)).toEqual(back)
    await launched.kill()
    await pabx.do('calm', {})
    const sent = await acted()

    const again = (await launchBar({ settings })).window
    await expect(again.getByRole('group')).toHaveCount(Object.keys(back).length)
    const calls: readonly Known[] = await again.evaluate(
      `window.bar.snapshot().then(({ snapshot }) => snapshot.calls)`,
    )
    expect(standings(calls)).toEqual(back)
    for (const { key, id } of calls)
      // Where the dial's answer was lost only the phone can end that call, and the agent is told so.
      expect(await dispatch(again, 'call.hangUp', '', key)).toMatchObject(
        id === null ? { ok: false, sentence: { key: 'hang_up_without_id' } } : { ok: true },
      )
    const named = calls.flatMap(({ id }) => (id === null ? [] : [id]))
    expect(await acted()).toEqual([...sent, ...named.map(() => 'hangUp')])
    const hungUp = (await requests()).filter(({ endpoint: to }) => to === 'hangUp')
    expect(hungUp.slice(-named.length).map(({ fields }) => fields['call_id'])).toEqual(named)
    await expect(again.getByRole('group')).toHaveCount(calls.length - named.length)
  })
