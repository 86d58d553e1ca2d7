import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportRecords } from '../../src/main/report-engine/export'
import { openRecords } from '../../src/main/report-engine/records'
import { separators } from '../../src/shared/reports/separator'
import { inWorkbook, oddCells } from '../support/cells'
import { unless } from '../support/unless'

/*
 * Exports as a spreadsheet opens them that is not ours.
 */

const PROGRAM = '/usr/bin/soffice'
const missing = existsSync(PROGRAM) ? null : `${PROGRAM} is not installed`

const columns = ['date_time_start', 'ringing_duration', 'agent']
const rows = oddCells.map((agent) => ({
  date_time_start: '2020-09-03 18:00:01',
  ringing_duration: '36:00:01',
  agent,
}))
const SHEET_OF_TEXT = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false'
const READ_CSV = `import csv, json, sys
print(json.dumps(list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8')))))`

let folder = ''
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'vocom-bar-spreadsheet-'))))
afterAll(() => rmSync(folder, { recursive: true }))

/** Opens the file and writes what it then has. */
function opened(name: string, as: 'fods' | typeof SHEET_OF_TEXT, separator?: string): string {
  const how = separator === undefined ? [] : [`--infilter=CSV:${String(separator.charCodeAt(0))},34,76,1`]
  const home = `-env:UserInstallation=file://${join(folder, 'home')}`
  const out = join(folder, 'opened')
  const args = [home, '--headless', ...how, '--convert-to', as, '--outdir', out, join(folder, name)]
  execFileSync(PROGRAM, args, { stdio: 'ignore' })
  return join(out, name.replace(/\w+$/, as.slice(0, 4).replace(':', '')))
}

async function exported(name: string, format: 'csv' | 'xlsx', separator: (typeof separators)[number] = ';') {
  const own = mkdtempSync(join(folder, 'engine-'))
  const records = await openRecords(own, 'dialer', columns)
  records.append(rows)
  const path = join(folder, name)
  const whole = { these: null, incompleteTitle: 'Incomplete', incomplete: [] }
  await exportRecords(records, own, { path, format, separator, ...whole })
}

describe('a spreadsheet', unless(missing), () => {
  it('has of a workbook each cell as it was, the moment and the duration as such', async () => {
    await exported('report.xlsx', 'xlsx')
    const text = opened('report.xlsx', SHEET_OF_TEXT)
    const read: unknown = JSON.parse(execFileSync('python3', ['-c', READ_CSV, text], { encoding: 'utf8' }))
    const wanted = oddCells.map((cell) => ['2020-09-03 18:00:01', '36:00:01', inWorkbook(cell)])
    expect(read).toEqual([columns, ...wanted])
    const sheet = readFileSync(opened('report.xlsx', 'fods'), 'utf8')
    expect(sheet).not.toContain('table:formula')
    expect(sheet.split('office:date-value="2020-09-03T18:00:01"')).toHaveLength(rows.length + 1)
    expect(sheet.split('office:time-value="PT36H00M01S"')).toHaveLength(rows.length + 1)
  })

  it('runs no cell of a CSV, whatever its separator', async () => {
    writeFileSync(join(folder, 'formula.csv'), 'a\r\n=1+1\r\n')
    expect(readFileSync(opened('formula.csv', 'fods', ';'), 'utf8')).toContain('table:formula')
    for (const [index, separator] of separators.entries()) {
      const name = `report-${String(index)}.csv`
      await exported(name, 'csv', separator)
      const sheet = readFileSync(opened(name, 'fods', separator), 'utf8')
      expect(sheet).not.toContain('table:formula')
      expect(sheet).toContain('office:date-value="2020-09-03T18:00:01"')
      expect(sheet).toContain('>Ação não coração ÀÉÎÕÜ ñ ¿<')
      expect(sheet).toContain('>&apos;=1+1<')
    }
  })
})
