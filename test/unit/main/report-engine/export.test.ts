import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { exportRecords } from '../../../../src/main/report-engine/export'
import { leftPart, notePart } from '../../../../src/main/report-engine/left-part'
import { openRecords } from '../../../../src/main/report-engine/records'
import type { Arrangement, ExportFormat } from '../../../../src/shared/reports/session'
import { harmless } from '../../../../src/main/core/reports/files/csv'
import { inWorkbook, oddCells } from '../../../support/cells'
import { separators, type Separator } from '../../../../src/shared/reports/separator'
import { withFolder } from '../../../support/folder'

let folder = ''
withFolder((path) => (folder = path))

const columns = ['agent', 'destination', 'mailing_name', 'note']
const rows = [
  { agent: 'Álvaro', destination: '+5511999990000', mailing_name: 'two\nlines', note: 'a;b' },
  { agent: 'ana', destination: '0119', mailing_name: 'say "no"', note: 'c,d' },
  { agent: '', destination: '', mailing_name: 'tab\there', note: '  kept  ' },
]
const cellsOf = (row: Record<string, string>): readonly string[] => columns.map((name) => row[name] ?? '')

async function exported(
  format: ExportFormat,
  {
    rows: written = rows,
    ...more
  }: {
    separator?: Separator
    these?: Arrangement
    incomplete?: readonly string[]
    rows?: readonly Record<string, string>[]
  } = {},
): Promise<string> {
  const own = mkdtempSync(join(folder, 'engine-'))
  const records = await openRecords(own, 'tabs', columns)
  records.append(written)
  const path = join(folder, `out.${format}`)
  await exportRecords(records, own, {
    path,
    format,
    separator: ';',
    these: null,
    incompleteTitle: 'Incomplete',
    incomplete: [],
    ...more,
  })
  return path
}

const python = (script: string, ...words: readonly string[]): unknown =>
  JSON.parse(execFileSync('python3', ['-c', script, ...words], { encoding: 'utf8' })) as unknown
const READ_CSV = `import csv, json, sys
print(json.dumps(list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8-sig'), delimiter=sys.argv[2]))))`
const READ_XLSX = `import json, re, sys, zipfile, xml.etree.ElementTree as tree
def said(text): return re.sub('_x([0-9A-Fa-f]{4})_', lambda sign: chr(int(sign[1], 16)), text)
sheet = tree.fromstring(zipfile.ZipFile(sys.argv[1]).read('xl/worksheets/sheet1.xml'))
m = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
print(json.dumps([[said(''.join(t.text or '' for t in c.iter(m + 't'))) for c in row] for row in sheet.iter(m + 'row')]))`

async function read(select: string): Promise<unknown> {
  const reader = await (await DuckDBInstance.create()).connect()
  return (await reader.runAndReadAll(select)).getRows()
}

it('a CSV is read again by other programs, cell by cell, whatever the separator', async () => {
  const whole = rows.map(cellsOf)
  for (const separator of separators) {
    const path = await exported('csv', { separator })
    expect(python(READ_CSV, path, separator)).toEqual([columns, ...whole])
    expect(
      await read(
        `select agent, destination, mailing_name, note from read_csv('${path}', delim='${separator}', header=true, all_varchar=true, nullstr='\\N', new_line='\\r\\n')`,
      ),
    ).toEqual(whole)
  }
})

it('so are a workbook and a Parquet file', async () => {
  expect(python(READ_XLSX, await exported('xlsx'))).toEqual([columns, ...rows.map(cellsOf)])
  expect(await read(`select * from read_parquet('${await exported('parquet')}')`)).toEqual(rows.map(cellsOf))
})

it('so are cells that look like something else', async () => {
  const odd = oddCells.map((cell) => ({
    agent: `(${cell})`,
    destination: cell,
    mailing_name: cell,
    note: '.',
  }))
  const cells = odd.map(cellsOf)
  const inCsv = cells.map((row) => row.map(harmless))
  for (const separator of separators) {
    const path = await exported('csv', { separator, rows: odd })
    expect(python(READ_CSV, path, separator)).toEqual([columns, ...inCsv])
    expect(
      await read(
        `select agent, destination, mailing_name, note from read_csv('${path}', delim='${separator}', header=true, all_varchar=true, nullstr='none', quote='"', escape='"', new_line='\\r\\n')`,
      ),
    ).toEqual(inCsv)
  }
  expect(python(READ_XLSX, await exported('xlsx', { rows: odd }))).toEqual([
    columns,
    ...cells.map((row) => row.map(inWorkbook)),
  ])
  expect(await read(`select * from read_parquet('${await exported('parquet', { rows: odd })}')`)).toEqual(
    cells,
  )
})

it('these are exported as they are seen: found, in that order, with those columns', async () => {
  const these = { search: 'a', sort: { column: 'agent', descending: true }, columns: ['note', 'agent'] }
  // The one without an agent was found by another cell, and stands last.
  const seen = [
    ['ana', 'c,d'],
    ['Álvaro', 'a;b'],
    ['', '  kept  '],
  ]
  expect(python(READ_CSV, await exported('csv', { these }), ';')).toEqual([['agent', 'note'], ...seen])
  expect(python(READ_XLSX, await exported('xlsx', { these }))).toEqual([['agent', 'note'], ...seen])
  expect(await read(`select * from read_parquet('${await exported('parquet', { these })}')`)).toEqual(seen)
})

it('what is not whole says so in every format, and a program can still read it', async () => {
  const incomplete = ['Incomplete: it’s "stopped"; at 60 %', 'Incomplete: 10:00']
  const lines = python(READ_CSV, await exported('csv', { incomplete }), ';') as readonly (readonly string[])[]
  expect(lines.slice(-2)).toEqual(incomplete.map((line) => [line, '', '', '']))
  const parts = unzipSync(readFileSync(await exported('xlsx', { incomplete })))
  expect(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array())).toContain('name="Incomplete"')
  const path = await exported('parquet', { incomplete })
  expect(await read(`select decode(key), decode(value) from parquet_kv_metadata('${path}')`)).toEqual([
    ['incomplete', incomplete.join('\n')],
  ])
})

it('files have the rights that the agent’s other files have, and nothing else is left', async () => {
  const before = process.umask(0o022)
  try {
    for (const format of ['csv', 'xlsx', 'parquet'] as const) {
      writeFileSync(join(folder, `out.${format}`), 'old', { mode: 0o600 })
      expect(statSync(await exported(format)).mode & 0o777, format).toBe(0o644)
    }
  } finally {
    process.umask(before)
  }
  expect(
    readdirSync(folder)
      .filter((name) => !name.startsWith('engine-'))
      .sort(),
  ).toEqual(['out.csv', 'out.parquet', 'out.xlsx'])
})

it('an export that fails leaves no part behind', async () => {
  const own = mkdtempSync(join(folder, 'engine-'))
  const records = await openRecords(own, 'tabs', columns)
  const path = join(folder, 'no such folder', 'x.csv')
  for (const format of ['csv', 'xlsx', 'parquet'] as const)
    await expect(
      exportRecords(records, own, {
        path,
        format,
        separator: ';',
        these: null,
        incompleteTitle: '',
        incomplete: [],
      }),
    ).rejects.toMatchObject({ code: 'ENOENT' })
  expect(readdirSync(own).filter((name) => name.startsWith('export'))).toEqual([])
})

it('an export that is killed has noted where its part lies, and one that ended has not', async () => {
  const own = mkdtempSync(join(folder, 'engine-'))
  const records = await openRecords(own, 'tabs', columns)
  let arrived: () => void = () => undefined
  const writing = new Promise<void>((resolve) => (arrived = resolve))
  let goOn: () => void = () => undefined
  const killed = new Promise<void>((resolve) => (goOn = resolve))
  const stuck: typeof records = {
    ...records,
    all: async function* () {
      yield rows
      arrived()
      await killed
    },
  }
  const ask = { separator: ';', these: null, incompleteTitle: '', incomplete: [] } as const
  const path = join(folder, 'stuck.csv')
  const unfinished = exportRecords(stuck, own, { path, format: 'csv', ...ask })
  await writing
  const part = readdirSync(folder).find((name) => name.endsWith('.part')) ?? ''
  expect(await leftPart(own)).toBe(join(folder, part))

  await exportRecords(records, own, { path, format: 'csv', ...ask })
  expect(await leftPart(own)).toBeNull()
  // Nothing else is taken for one.
  for (const other of ['/home/agent/report.csv', '/home/agent/report.csv.part', 'x.0123456789ab.part', '']) {
    await notePart(own, other)
    expect(await leftPart(own), other).toBeNull()
  }
  // A file that stays open is closed by Node with a warning.
  goOn()
  await unfinished
})
