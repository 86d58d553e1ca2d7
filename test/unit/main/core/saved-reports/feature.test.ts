import { expect, it } from 'vitest'
import { createGate } from '../../../../../src/main/core/kernel/gate'
import { createHistory } from '../../../../../src/main/core/history/history'
import { createStore } from '../../../../../src/main/core/kernel/store'
import { createSavedReportsFeature } from '../../../../../src/main/core/saved-reports/feature'
import { argumentKinds } from '../../../../../src/shared/commands/arguments'
import { SAVED_MOST, type SavedReport } from '../../../../../src/shared/reports/saved'
import { createFakeClock } from '../../../../support/clock'
import { createFakeCore, readySnapshot } from '../../../../support/core'

const week: SavedReport = {
  name: 'The week',
  kind: 'dialer',
  preset: 'week',
  from: '2026-11-01',
  to: '2026-11-07',
  filters: { destination: '', mailing: '', hangup_cause: 'USER_BUSY' },
  shown: 'charts',
}

function textFile(text: string | null = null) {
  const disk = { text }
  const write = (next: string) => {
    disk.text = next
    return Promise.resolve()
  }
  return { disk, read: () => Promise.resolve(disk.text), write }
}

async function saved(file = textFile()) {
  const { core } = createFakeCore()
  const store = createStore(readySnapshot)
  const live = createGate()
  const history = createHistory({
    store,
    clock: createFakeClock(),
    file,
    keepDays: () => 0,
    onUnread: () => null,
    onRefused: () => undefined,
    live,
  })
  await history.load()
  live.open()
  store.subscribe(history.onSnapshot)
  const { handlers, queries } = createSavedReportsFeature({ history })
  const keep = async (report: SavedReport) =>
    handlers['reports.keep'](core, argumentKinds.savedReport.parse(report))
  return {
    file,
    store,
    history,
    keep,
    rename: async (name: string, next: string) => handlers['reports.rename'](core, { name, next }),
    forget: async (name: string) => handlers['reports.forget'](core, name),
    all: () => queries['reports.saved'].answer(),
    names: () => queries['reports.saved'].answer().map(({ name }) => name),
  }
}

it('a report that was saved is there after a restart, as it was, and under its new name', async () => {
  const { keep, rename, all, file, history } = await saved()
  expect(await keep({ ...week, name: '  The week ' })).toEqual({ ok: true })
  expect(all()).toEqual([week])
  await keep({ ...week, name: 'Other' })
  expect(await rename('The week', 'Other')).toMatchObject({
    ok: false,
    sentence: { key: 'report_saved_taken' },
  })
  expect(await rename('The week', 'Busy')).toEqual({ ok: true })
  // What clears the history does not take them.
  await history.clear()
  const again = await saved(file)
  expect(again.all()).toEqual([
    { ...week, name: 'Busy' },
    { ...week, name: 'Other' },
  ])
  await again.forget('Busy')
  expect(again.names()).toEqual(['Other'])
})

it('the same name takes the place of the old one, and there is room for so many', async () => {
  const { keep, names, all } = await saved()
  for (let at = 0; at < SAVED_MOST; at++) await keep({ ...week, name: `Report ${at}` })
  expect(await keep(week)).toMatchObject({
    ok: false,
    why: 'refused',
    sentence: { key: 'report_saved_full' },
  })
  expect(await keep({ ...week, name: 'Report 3', kind: 'tabs' })).toEqual({ ok: true })
  expect(names()).toHaveLength(SAVED_MOST)
  expect(all()[3]).toMatchObject({ name: 'Report 3', kind: 'tabs' })
})

it('another agent has none of them, and finds them neither on the disk', async () => {
  const { keep, names, store } = await saved()
  await keep(week)
  const { profile } = store.get()
  store.apply({ type: 'profileChanged', profile: { ...profile, agent: 'SOMEBODY.ELSE' } })
  expect(names()).toEqual([])
  store.apply({ type: 'profileChanged', profile })
  expect(names()).toEqual(['The week'])
})

it('a number that is erased takes the reports that ask for it', async () => {
  const { keep, names, history, file } = await saved()
  await keep(week)
  await keep({ ...week, name: 'One customer', filters: { destination: '+55 11 99999-8888' } })
  await keep({ ...week, name: 'Calls of 11999998888' })
  expect((await history.erase('11 99999-8888')).found).toMatchObject({ reports: 2 })
  expect(names()).toEqual(['The week'])
  expect(file.disk.text).not.toMatch(/8888/)
})

it('what is damaged on the disk is left out, alone', async () => {
  const { keep, file } = await saved()
  await keep(week)
  await keep({ ...week, name: 'Other' })
  const damaged = (file.disk.text ?? '').replace('"kind":"dialer"', '"kind":"everything"')
  expect((await saved(textFile(damaged))).names()).toEqual(['Other'])
  const nothing = (file.disk.text ?? '').replace(/"reports":\[.*?\]\}/, '"reports":7}')
  expect((await saved(textFile(nothing))).names()).toEqual([])
  expect(() => argumentKinds.savedReport.parse({ ...week, name: ' ' })).toThrow()
  expect(() => argumentKinds.savedReport.parse({ ...week, preset: 'century' })).toThrow()
})
