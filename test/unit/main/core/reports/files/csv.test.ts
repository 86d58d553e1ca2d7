import { describe, expect, it } from 'vitest'
import { pabxTime } from '../../../../../../src/shared/time'
import {
  csvLine,
  csvRows,
  harmless,
  incompleteSentence,
} from '../../../../../../src/main/core/reports/files/csv'
import { noFilters } from '../../../../../../src/shared/reports/kinds'
import { separators } from '../../../../../../src/shared/reports/separator'
import { readPabxTime } from '../../../../../../src/shared/reports/pabx-time'

const lineOf = (row: Record<string, string>, columns: readonly string[]): string =>
  csvRows([row], columns, ';')

describe('a cell', () => {
  it('of a duration that there was none of is empty; the same text elsewhere is text', () => {
    expect(lineOf({ answer_time: '--:--:--' }, ['answer_time', 'queue'])).toBe(';\r\n')
    expect(lineOf({ answer_time: '00:00:19', queue: '--' }, ['answer_time', 'queue'])).toBe(
      "00:00:19;'--\r\n",
    )
  })

  it('that a spreadsheet would run is text, in the wide signs of the Far East too', () => {
    for (const formula of [
      '=1+1',
      '+1+1',
      '+55 11',
      '-1',
      '-10%',
      '@SUM(A1)',
      '\tx',
      '\rx',
      '\n=1',
      '＝1',
      '＋1',
      '－1',
      '＠A',
    ])
      expect(harmless(formula)).toBe(`'${formula}`)
    for (const plain of ['11999990000', 'Não atende', 'a=b', '']) expect(harmless(plain)).toBe(plain)
  })

  it('of an international number stands as it is', () => {
    expect(harmless('+5511999990000')).toBe('+5511999990000')
    expect(lineOf({ destination: '+5511999990000' }, ['destination'])).toBe('+5511999990000\r\n')
  })

  it('of a column that is called as what every object has is that cell, or none', () => {
    const columns = ['toString', '__proto__', 'constructor']
    const row = JSON.parse('{"toString":"a","__proto__":"b"}') as Record<string, string>
    expect(lineOf(row, columns)).toBe('a;b;\r\n')
    expect(lineOf({}, columns)).toBe(';;\r\n')
  })
})

describe('a line', () => {
  it('quotes what would end a cell', () => {
    expect(csvLine(['a;b', 'c,d', 'say "no"', 'two\nlines'], ';')).toBe(
      '"a;b";"c,d";"say ""no""";"two\nlines"\r\n',
    )
    // Also for a program that splits at another sign: what follows might be a formula.
    for (const separator of separators)
      expect(csvLine(['a,=1', 'a;=1', 'a\t=1'], separator)).toBe(
        `${['"a,=1"', '"a;=1"', '"a\t=1"'].join(separator)}\r\n`,
      )
  })

  it('has the columns of the head, in their order', () => {
    expect(csvRows([{ b: '2', a: '1' }, { a: '3' }], ['a', 'b'], ';')).toBe('1;2\r\n3;\r\n')
  })
})

it('a window that is not whole is named by its first and last second and what it was narrowed by', () => {
  const first = pabxTime(readPabxTime('2020-09-02 10:00') ?? 0)
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
