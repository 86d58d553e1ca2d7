import { expect, it } from 'vitest'
import { openRecords } from '../../../../src/main/report-engine/records'
import { withFolder } from '../../../support/folder'

let folder = ''
withFolder((path) => (folder = path))

const row = (second: number, hangup_cause: string, agent = '', ringing_duration = '00:00:10') => ({
  date_time_start: `2020-09-0${String(2 + Math.floor(second / 60))} 10:00:${String(second % 60).padStart(2, '0')}`,
  hangup_cause,
  agent,
  ringing_duration,
})
const columns = ['date_time_start', 'hangup_cause', 'agent', 'ringing_duration', 'a "new" column']

const asTheyCame = { search: '', sort: null, offset: 0, limit: 100 }

it('rows are paged as they came, sorted, searched; ties keep their order', async () => {
  const records = await openRecords(folder, 'dialer', columns)
  records.append([row(3, 'USER_BUSY'), row(1, 'NO_ANSWER'), row(2, 'NO_ANSWER', 'DEV')])
  const causes = async (ask: object) =>
    (await records.page({ ...asTheyCame, ...ask })).rows.map((cells) => cells[0]?.slice(-2))
  expect(await causes({})).toEqual(['03', '01', '02'])
  expect(await causes({ offset: 1, limit: 1 })).toEqual(['01'])
  expect(await causes({ sort: { column: 'hangup_cause', descending: false } })).toEqual(['01', '02', '03'])
  expect(await causes({ sort: { column: 'date_time_start', descending: true } })).toEqual(['03', '02', '01'])
  expect(await causes({ search: ' dev ' })).toEqual(['02'])
  // A name that is no column sorts nothing, and is nothing to the database.
  expect(await causes({ sort: { column: '"; drop table records; --', descending: false } })).toHaveLength(3)
  expect(await causes({ search: "'; drop table records; --" })).toEqual([])
  records.append([row(4, 'NO_ANSWER')])
  expect((await records.page({ ...asTheyCame, search: 'no_answer' })).total).toBe(3)
})

it('a summary counts by hour, day, cause and agent; who answered, and how long it rang', async () => {
  const records = await openRecords(folder, 'dialer', columns)
  records.append([
    row(1, 'NORMAL_CLEARING', 'DEV', '00:00:20'),
    row(2, 'NORMAL_CLEARING', 'DEV', '00:01:00'),
    row(3, 'NO_ANSWER', '', '--:--:--'),
    row(63, 'NO_ANSWER', '', '00:00:10'),
  ])
  const { total, answered, ringingSeconds, groups } = await records.summary()
  expect({ total, answered, ringingSeconds }).toEqual({ total: 4, answered: 2, ringingSeconds: 30 })
  const by = Object.fromEntries(groups.map(({ by: name, rows }) => [name, rows]))
  expect(by['day']).toMatchObject([
    { name: '2020-09-02', count: 3, answered: 2 },
    { name: '2020-09-03', count: 1, answered: 0 },
  ])
  expect(by['hour']).toMatchObject([{ name: '10', count: 4 }])
  expect(by['agent']).toMatchObject([{ name: 'DEV', count: 2 }])
  // In steps of five seconds; what did not ring is in none.
  expect(by['ringing']).toMatchObject([
    { name: '010', count: 1 },
    { name: '020', count: 1 },
    { name: '060', count: 1 },
  ])
  expect(by['hangup_cause']).toMatchObject([
    { name: 'NORMAL_CLEARING', count: 2 },
    { name: 'NO_ANSWER', count: 2 },
  ])
})

it('all rows come out as they went in, and a report of none is one too', async () => {
  const records = await openRecords(folder, 'dialer', columns)
  const out = []
  for await (const rows of records.all()) out.push(...rows)
  expect(out).toEqual([])
  records.append(
    Array.from({ length: 5_000 }, (_unused, index) => row(index % 60, 'NO_ANSWER', String(index))),
  )
  for await (const rows of records.all()) out.push(...rows)
  expect(out.map(({ agent }) => agent)).toEqual(
    Array.from({ length: 5_000 }, (_unused, index) => String(index)),
  )
})
