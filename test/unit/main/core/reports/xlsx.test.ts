import { describe, expect, it } from 'vitest'
import {
  dataRows,
  headRow,
  sheetBegin,
  sheetEnd,
  workbookParts,
} from '../../../../../src/main/core/reports/xlsx'

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

  it('of text is text, whatever stands in it: no formula, no mark-up, nothing that XML cannot hold', () => {
    expect(cellsOf({ agent: '=1+1' })).toContain('t="inlineStr"')
    expect(cellsOf({ agent: '<&>\u0000\u001B' })).toContain('>&lt;&amp;&gt;</t>')
  })
})

it('a sheet is well-formed, and each of its names stands in the workbook', () => {
  const sheet = sheetBegin() + headRow(['agent']) + dataRows([{ agent: 'DEV' }], ['agent']) + sheetEnd()
  for (const tag of ['worksheet', 'sheetData', 'row', 'is'])
    expect(sheet.split(`<${tag}>`).length + sheet.split(`<${tag} `).length).toBe(
      sheet.split(`</${tag}>`).length + 1,
    )
  const parts = workbookParts(['dialer', 'dialer 2', 'R&D'])
  expect(parts['xl/workbook.xml']).toContain('name="R&amp;D" sheetId="3" r:id="rId3"')
  expect(parts['[Content_Types].xml']?.match(/sheet\d\.xml/g)).toHaveLength(3)
})
