import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect, it } from 'vitest'
import { openRecords } from '../../../../src/main/report-engine/records'
import { withFolder } from '../../../support/folder'

let folder = ''
withFolder((path) => (folder = path))

const all = { search: '', sort: null, offset: 0, limit: 100 }

it('columns may be called what they like: in other capitals, as nothing, as the database calls its own', async () => {
  const columns = [
    'agent',
    'Agent',
    'AGENT',
    '',
    'rowid',
    'origin',
    'place',
    'a\u0000b',
    '"; drop',
    '__proto__',
    'toString',
    'c0',
  ]
  const records = await openRecords(folder, 'tabs', columns)
  const row = Object.fromEntries(columns.map((name, index) => [name, `cell ${String(index)}`]))
  records.append([row, {}])
  const cells = columns.map((name) => row[name])
  expect((await records.page(all)).rows).toEqual([cells, columns.map(() => '')])
  for (const column of columns) {
    const sorted = await records.page({ ...all, sort: { column, descending: true } })
    expect(sorted.rows[0], column).toEqual(cells)
  }
  expect((await records.page({ ...all, search: 'CELL 4' })).total).toBe(1)
  expect((await records.summary()).total).toBe(2)
  const path = join(folder, 'draft')
  await records.toParquet(path, [])
  const reader = await (await DuckDBInstance.create()).connect()
  const read = await reader.runAndReadAll(`select * from read_parquet('${path}')`)
  expect(read.getRows()[0]).toEqual(cells)
})

it('a time that no telephone rang loses nothing but itself', async () => {
  const records = await openRecords(folder, 'dialer', ['date_time_start', 'ringing_duration', 'agent'])
  records.append(
    ['99999999999:00:00', '00:00:20', '00:99:99', '00:16:40', 'x'].map((ringing_duration) => ({
      date_time_start: '2020-09-02 10:00:00',
      ringing_duration,
      agent: '',
    })),
  )
  const { total, groups } = await records.summary()
  expect(total).toBe(5)
  const ringing = groups.find(({ by }) => by === 'ringing')
  expect(ringing?.rows.map(({ name }) => name)).toEqual(['020', '1000', '6035'])
})

it('a NUL in a cell ends nothing', async () => {
  const records = await openRecords(folder, 'tabs', ['agent'])
  records.append([{ agent: 'a\u0000b' }, { agent: 'c' }])
  expect((await records.page(all)).total).toBe(2)
})

it('the database fetches nothing, loads nothing, and reaches no file outside its folder', async () => {
  const records = await openRecords(folder, 'tabs', ['agent'])
  const outside = join(tmpdir(), `vocom-bar-outside-${String(process.pid)}`)
  await expect(records.toParquet(outside, [])).rejects.toThrow(/disabled by configuration/)
  expect(existsSync(outside)).toBe(false)
})

it('all groups count in a share, and how many there are is told', async () => {
  const records = await openRecords(folder, 'tabs', ['start_epoch', 'tab_name', 'agent'])
  records.append(
    Array.from({ length: 1_500 }, (_unused, index) => ({
      start_epoch: new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10),
      tab_name: `Tab ${String(index % 500)}`,
      agent: 'A',
    })),
  )
  const by = Object.fromEntries((await records.summary()).groups.map((grouping) => [grouping.by, grouping]))
  expect(by['tab_name']).toMatchObject({ groups: 500, count: 1_500 })
  expect(by['tab_name']?.rows).toHaveLength(400)
  // Of days the newest are shown, in their order.
  expect(by['day']).toMatchObject({ groups: 1_500, count: 1_500 })
  expect(by['day']?.rows.at(-1)?.name).toBe('2024-02-08')
  expect(by['day']?.rows[0]?.name).toBe('2021-02-04')
})
