import { expect, it } from 'vitest'
import { withEnding } from '../../../../../src/main/core/persistence/file-ending'

it('a file has the ending of what is in it, once', () => {
  expect(withEnding('/home/a/março', 'xlsx')).toBe('/home/a/março.xlsx')
  expect(withEnding('/home/a/março.XLSX', 'xlsx')).toBe('/home/a/março.XLSX')
  expect(withEnding('/home/a/v1.2', 'csv')).toBe('/home/a/v1.2.csv')
  expect(withEnding('/home/a.csv/march', 'csv')).toBe('/home/a.csv/march.csv')
})
