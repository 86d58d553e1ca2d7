import { describe, expect, it } from 'vitest'
import {
  cellOf,
  csvLine,
  csvRows,
  harmless,
  incompleteSentence,
} from '../../../../../src/main/core/reports/csv'
import { noFilters } from '../../../../../src/shared/reports/kinds'
import { wallSeconds } from '../../../../../src/shared/reports/wall-time'

describe('a cell', () => {
  it('of a duration that there was none of is empty; the same text elsewhere stays', () => {
    expect(cellOf({ answer_time: '--:--:--' }, 'answer_time')).toBe('')
    expect(cellOf({ answer_time: '00:00:19' }, 'answer_time')).toBe('00:00:19')
    expect(cellOf({ queue: '--' }, 'queue')).toBe('--')
    expect(cellOf({}, 'queue')).toBe('')
  })

  it('that a spreadsheet would run is text', () => {
    for (const formula of ['=1+1', '+5511999990000', '-1', '@SUM(A1)', '\tx', '\rx'])
      expect(harmless(formula)).toBe(`'${formula}`)
    for (const plain of ['11999990000', 'Não atende', 'a=b', '']) expect(harmless(plain)).toBe(plain)
  })
})

describe('a line', () => {
  it('quotes what would end a cell', () => {
    expect(csvLine(['a;b', 'c,d', 'say "no"', 'two\nlines'], ';')).toBe(
      '"a;b";c,d;"say ""no""";"two\nlines"\r\n',
    )
    expect(csvLine(['a;b', 'c,d'], ',')).toBe('a;b,"c,d"\r\n')
  })

  it('has the columns of the head, in their order', () => {
    expect(csvRows([{ b: '2', a: '1' }, { a: '3' }], ['a', 'b'], ';')).toBe('1;2\r\n3;\r\n')
  })
})

it('a window that is not whole is named by its first and last second and what it was narrowed by', () => {
  const first = wallSeconds('2020-09-02 10:00') ?? 0
  const window = { first, last: first }
  expect(
    incompleteSentence({ window, filters: { ...noFilters, hangup_cause: 'NO_ANSWER' }, why: 'cut' }, 60),
  ).toEqual({
    key: 'report_incomplete_window',
    values: { window: '2020-09-02 10:00:00 – 2020-09-02 10:00:59, hangup_cause=NO_ANSWER' },
  })
  expect(incompleteSentence({ window, filters: noFilters, why: 'unproven' }, 60).key).toBe(
    'report_unproven_window',
  )
})
