import { afterEach, expect, it } from 'vitest'
import type { TextFile } from '../../src/main/core/kernel/ports'
import { defaultOptions } from '../../src/simulator/controls'
import { startShift, type Shift } from '../support/simulated'

/*
 * Files that the disk does not give back.
 */

const started: Shift[] = []
afterEach(async () => {
  for (const shift of started.splice(0)) await shift.end()
})

const unreadable: TextFile = {
  read: () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })),
  write: () => Promise.resolve(),
}

it('a bar that cannot read what the last run left starts, and says what may be missing', async () => {
  const shift = await startShift(null, null, { memory: unreadable, history: unreadable })
  started.push(shift)
  const { store, bus } = shift.bar
  const said = store.get().notices.map(({ sentence }) => sentence.key)
  expect(said).toEqual(expect.arrayContaining(['memory_not_read', 'history_not_read']))
  expect(await bus.dispatch({ id: 'agent.login', source: 'bar' })).toMatchObject({ ok: true })
})

it('a key is used for no address while it cannot be read for which one it was typed', async () => {
  let readable = false
  let bound = ''
  const keyBinding: TextFile = {
    read: () => (readable ? Promise.resolve(bound) : unreadable.read()),
    write: () => Promise.reject(new Error('nothing is to be written')),
  }
  const shift = await startShift(null, null, { keyBinding })
  started.push(shift)
  const { store, settings } = shift.bar
  expect(store.get().key).toBe('other_address')
  bound = JSON.stringify({ [defaultOptions.companyId]: shift.simulator.url })
  readable = true
  await settings.save({ 'pabx.baseUrl': 'http://127.0.0.1:9' })
  await settings.save({ 'pabx.baseUrl': shift.simulator.url })
  await expect.poll(() => store.get().key).toBe('present')
})
