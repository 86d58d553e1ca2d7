import { expect, it } from 'vitest'
import { watchedSchema } from '../../../../../src/shared/door/status'
import { notice } from '../../../../../src/shared/snapshot/notices'
import { followStatus, followText } from '../../../../../src/main/core/door/follow'
import { activeCall, callsOf, createFakeCore, readySnapshot } from '../../../../support/core'

const held = { ...readySnapshot, ...callsOf({ ...activeCall, startedAt: 1_000, heldSince: 3_000 }) }

function bar(initial = readySnapshot) {
  const { core, clock } = createFakeCore(initial)
  return { store: core.store, now: core.clock.now, clock }
}

it('tells the present state, and then what changes in it, as the schema says', () => {
  const watched = bar(held)
  const told: unknown[] = []
  const end = followStatus(watched)((line) => told.push(watchedSchema.parse(JSON.parse(line))))
  expect(told).toMatchObject([{ revision: 0, agent: 'DEV', call: { id: 'call-1', held: true } }])
  const warning = notice('link', 'warning', { key: 'link_refused' }, 0)
  watched.store.apply({ type: 'noticed', notice: warning })
  expect(told).toMatchObject([{}, { revision: 1, notices: [expect.stringMatching(/link/)] }])
  end()
  watched.store.apply({ type: 'noticeDismissed', id: 'link' })
  expect(told).toHaveLength(2)
})

it('says nothing of what the status does not show, nor of time that passes', async () => {
  const watched = bar(held)
  const told: string[] = []
  followStatus(watched)((line) => told.push(line))
  await watched.clock.advance(60_000)
  watched.store.apply({ type: 'panelOpened', panel: 'menu' })
  expect(watched.store.get().revision).toBe(1)
  expect(told).toHaveLength(1)
})

it('tells a person only what reads otherwise', () => {
  const watched = bar()
  const told: string[] = []
  followText(watched)((line) => told.push(line))
  watched.store.apply({ type: 'noticed', notice: notice('link', 'info', { key: 'link_refused' }, 0) })
  expect(told).toHaveLength(1)
})
