import { expect, it } from 'vitest'
import type { Pabx } from '../../../../../../src/main/core/kernel/ports'
import { createColumns } from '../../../../../../src/main/core/reports/files/columns'
import { MOST_COLUMNS } from '../../../../../../src/shared/reports/session'
import { ok } from '../../../../../../src/shared/result'
import { begin } from '../../../../../support/report-run'

const answering = (rows: readonly Record<string, string>[]): Pabx =>
  ({ call: () => Promise.resolve(ok({ list: rows, received: rows.length, count: null })) }) as unknown as Pabx
const wide = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_unused, index) => [`extra${String(index)}`, 'x']))

it('a report of more columns than it can hold comes to its end with as many as it can, and says so', async () => {
  const { run, columns } = begin(answering([{ date_time_start: '2020-09-02 10:00:00', ...wide(5_000) }]))
  expect(await run.finished).toMatchObject({
    kind: 'done',
    summary: { rows: 1, moreColumns: true, lateColumns: [] },
  })
  expect(columns[0]).toHaveLength(MOST_COLUMNS)
})

it('names that turn up late, by the thousand or a megabyte long, do not grow what is noted', () => {
  const columns = createColumns(['agent'])
  columns.open([])
  columns.look({ ['n'.repeat(1_000_000)]: 'x', ...wide(10_000) })
  const { lateColumns, moreColumns } = columns.leftOut()
  expect(lateColumns).toHaveLength(20)
  expect(lateColumns.join('').length).toBeLessThan(2_000)
  expect(moreColumns).toBe(true)
})

it('a name that no table could show is left out at once', () => {
  const columns = createColumns(['agent'])
  expect(columns.open([{ agent: 'A', ['n'.repeat(1_000)]: 'x' }])).toEqual(['agent'])
  expect(columns.leftOut().moreColumns).toBe(true)
})

it('a few late ones are named, and nothing more is hinted at', () => {
  const columns = createColumns(['agent'])
  columns.open([{ agent: 'A' }])
  columns.look({ agent: 'B', priority: '1' })
  columns.look({ agent: 'B', priority: '2' })
  expect(columns.leftOut()).toEqual({ lateColumns: ['priority'], moreColumns: false })
})
