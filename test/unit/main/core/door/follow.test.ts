import { expect, it } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { watchedSchema } from '../../../../../src/shared/door/status'
import { notice } from '../../../../../src/shared/snapshot/notices'
import { followStatus, followText } from '../../../../../src/main/core/door/follow'
import { activeCall, callsOf, createFakeCore, readySnapshot } from '../../../../support/core'

const held = {
  ...readySnapshot,
  ...callsOf({ ...activeCall, startedAt: steadyTime(1_000), heldSince: steadyTime(3_000) }),
}

function bar(initial = readySnapshot) {
  const { core, clock } = createFakeCore(initial)
  return { store: core.store, now: core.clock.now, clock }
}

it('tells the present state, and then what changes in it, as the schema says', () => {
  const watched = bar(held)
  const told: unknown[] = []
  const end = followStatus(watched)((line) => told.push(watchedSchema.parse(JSON.parse(line))))
  expect(told).toMatchObject([{ revision: 0, agent: 'DEV', call: { id: 'call-1', held: true } }])
  const warning = notice('link', 'warning', { key: 'link_refused' }, steadyTime(0))
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
  watched.store.apply({
    type: 'noticed',
    notice: notice('link', 'info', { key: 'link_refused' }, steadyTime(0)),
  })
  expect(told).toHaveLength(1)
})

it('those who come later are told the present, and the one who leaves takes nothing from the others', () => {
  const watched = bar()
  const follow = followStatus(watched)
  const [first, second]: [string[], string[]] = [[], []]
  const revisions = (told: readonly string[]) =>
    told.map((line) => (JSON.parse(line) as { revision: number }).revision)
  const warn = (at: number) =>
    watched.store.apply({
      type: 'noticed',
      notice: notice('link', 'warning', { key: at % 2 === 0 ? 'link_refused' : 'bug' }, steadyTime(at)),
    })
  const leave = follow((line) => first.push(line))
  warn(0)
  watched.store.apply({ type: 'panelOpened', panel: 'menu' })
  follow((line) => second.push(line))
  warn(1)
  leave()
  leave()
  warn(2)
  expect(revisions(first)).toEqual([0, 1, 3])
  expect(revisions(second)).toEqual([2, 3, 4])
})
