import { describe, expect, it } from 'vitest'
import {
  dataRows,
  headRow,
  sheetBegin,
  sheetEnd,
  workbookParts,
} from '../../../../../../src/main/core/reports/files/xlsx'

const cellsOf = (row: Record<string, string>): string => dataRows([row], Object.keys(row))

describe('a cell', () => {
  it('of a moment is a number with the format of a date', () => {
    expect(cellsOf({ date_time_start: '2020-09-03 18:00:00' })).toBe(
      '<row><c s="1"><v>44077.75</v></c></row>',
    )
    expect(cellsOf({ date_time_start: 'soon' })).toContain('soon')
  })

  it('of a duration is a share of a day, beyond 24 hours too', () => {
    expect(cellsOf({ ringing_duration: '06:00:00' })).toBe('<row><c s="2"><v>0.25</v></c></row>')
    expect(cellsOf({ ringing_duration: '36:00:00' })).toBe('<row><c s="2"><v>1.5</v></c></row>')
    expect(cellsOf({ ringing_duration: '--:--:--' })).toBe('<row><c/></row>')
  })

  it('of what is no moment and no duration shows what the PABX wrote', () => {
    for (const date_time_start of ['0001-01-01 00:00:00', '1899-12-31 00:00:00', '1900-02-28 10:00:00'])
      expect(cellsOf({ date_time_start })).toContain(`>${date_time_start}<`)
    expect(cellsOf({ date_time_start: '1900-03-01 00:00:00' })).toContain('<v>61</v>')
    for (const ringing_duration of ['00:99:99', '00:00:60'])
      expect(cellsOf({ ringing_duration })).toContain(`>${ringing_duration}<`)
  })

  it('of a text that looks like an escaped sign is that text', () => {
    // Spreadsheets read `_x0041_` as A and `_x005F_` as an underscore.
    expect(cellsOf({ agent: 'a_x0041_x000d_' })).toContain('>a_x005F_x0041_x005F_x000d_<')
    expect(cellsOf({ agent: 'a_x41_ _xyz' })).toContain('>a_x41_ _xyz<')
  })

  it('that is too long ends before a sign of two halves, not within it', () => {
    expect(cellsOf({ agent: `${'x'.repeat(32_766)}😀` })).toMatch(/x<\/t>/)
  })

  it('of text is text, whatever stands in it: no formula, no mark-up, nothing that XML cannot hold', () => {
    expect(cellsOf({ agent: '=1+1' })).toContain('t="inlineStr"')
    expect(cellsOf({ agent: '<&>\u0000\u001B' })).toContain('>&lt;&amp;&gt;</t>')
  })
})

it('a column is as wide as its kind of cell needs, and never narrower than its name', () => {
  const columns = [
    'date_time_start',
    'answer_time',
    'agent',
    'agent_answer_duration',
    'new_in_the_next_version',
  ]
  const sheet = sheetBegin(columns)
  expect([...sheet.matchAll(/<col min="(\d)" max="\1" width="(\d+)" customWidth="1"\/>/g)]).toMatchObject([
    { 1: '1', 2: '20' },
    { 1: '2', 2: '14' },
    { 1: '3', 2: '18' },
    { 1: '4', 2: '24' },
    { 1: '5', 2: '26' },
  ])
  // Elsewhere the file would be called damaged.
  expect(sheet).toMatch(/<\/sheetViews><cols>.*<\/cols><sheetData>$/)
})

it('nothing is so wide or so long that a spreadsheet would call the file damaged', () => {
  const sheet = sheetBegin(['n'.repeat(400)])
  expect(sheet).toContain('width="255"')
  expect(cellsOf({ agent: 'x'.repeat(40_000) }).length).toBeLessThan(32_900)
})

it('a column that is called as what every object has is a cell, or an empty one', () => {
  expect(dataRows([{}], ['toString', '__proto__'])).toBe('<row><c/><c/></row>')
})

it('a sheet is well-formed, and each of its names stands in the workbook', () => {
  const sheet =
    sheetBegin(['agent']) + headRow(['agent']) + dataRows([{ agent: 'DEV' }], ['agent']) + sheetEnd()
  for (const tag of ['worksheet', 'sheetData', 'row', 'is'])
    expect(sheet.split(`<${tag}>`).length + sheet.split(`<${tag} `).length).toBe(
      sheet.split(`</${tag}>`).length + 1,
    )
  const parts = workbookParts(['dialer', 'dialer 2', 'R&D'])
  expect(parts['xl/workbook.xml']).toContain('name="R&amp;D" sheetId="3" r:id="rId3"')
  expect(parts['[Content_Types].xml']?.match(/sheet\d\.xml/g)).toHaveLength(3)
})
