import { cellReader, reportKinds, type ColumnType, type ReportRow } from '../../../../shared/reports/kinds'
import { readPabxTime } from '../../../../shared/reports/pabx-time'
import { withoutNone } from './csv'

/*
 * The parts of an XLSX file (ECMA-376), made row by row, so that a million rows are never in memory at once. Text is
 * inline; moments and durations are numbers with a format. The zip around the parts is made elsewhere.
 */

/** The most rows that a sheet can have, including its header. */
export const SHEET_ROWS = 1_048_576

const types = new Map<string, ColumnType>(
  Object.values(reportKinds).flatMap(({ columns }) => columns.map(({ name, type }) => [name, type] as const)),
)

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'

/** Days between the spreadsheet epoch and 1970. */
const DAYS_TO_1970 = 25_569
/** 1 March 1900. Excel counts a 29 February 1900 that never existed, and shows no date before 1900. */
const FIRST_MOMENT = (61 - DAYS_TO_1970) * 86_400

/** The column width that each kind of cell needs to be readable. Characters. */
const WIDTHS: Record<ColumnType, number> = { moment: 20, duration: 11, text: 18 }

/** Excel calls a file with a wider column damaged. Characters. */
const WIDEST = 255
/** Excel also calls a file with a longer cell damaged. Characters. */
const LONGEST_CELL = 32_767

export function sheetBegin(columns: readonly string[]): string {
  const wide = columns.map((name, index) => {
    // A long column name needs its own room, plus a little for the filter button.
    const width = Math.min(WIDEST, Math.max(WIDTHS[types.get(name) ?? 'text'], name.length + 3))
    const at = String(index + 1)
    return `<col min="${at}" max="${at}" width="${String(width)}" customWidth="1"/>`
  })
  return `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${wide.join('')}</cols><sheetData>`
}
export const sheetEnd = (): string => '</sheetData></worksheet>'

export const headRow = (cells: readonly string[]): string => `<row>${cells.map(text).join('')}</row>`

export function dataRows(rows: readonly ReportRow[], columns: readonly string[]): string {
  const cells = columns.map((name) => ({ read: cellReader(name), type: types.get(name) }))
  return rows
    .map((row) => `<row>${cells.map(({ read, type }) => cell(read(row), type)).join('')}</row>`)
    .join('')
}

function cell(found: string, type: ColumnType | undefined): string {
  const value = type === 'duration' ? withoutNone(found) : found
  if (value === '') return '<c/>'
  if (type === 'moment') {
    const seconds = readPabxTime(value)
    return seconds === null || seconds < FIRST_MOMENT
      ? text(value)
      : `<c s="1"><v>${String(seconds / 86_400 + DAYS_TO_1970)}</v></c>`
  }
  if (type === 'duration') {
    const [, hours = '', minutes = '', seconds = ''] = /^(\d+):([0-5]\d):([0-5]\d)$/.exec(value) ?? []
    if (seconds === '') return text(value)
    const total = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)
    return `<c s="2"><v>${String(total / 86_400)}</v></c>`
  }
  return text(value)
}

const text = (value: string): string =>
  `<c t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * Without the signs that XML 1.0 cannot hold. Spreadsheets read `_x0041_` as an escaped sign, so its underscore is
 * escaped.
 */
const escaped = (value: string): string =>
  value
    .slice(0, LONGEST_CELL)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/[&<>]/g, (sign) => entities[sign] ?? sign)

/** The files around the sheets, by their names in the package. */
export function workbookParts(sheets: readonly string[]): Readonly<Record<string, string>> {
  const each = (make: (name: string, number: string) => string): string =>
    sheets.map((name, index) => make(name, String(index + 1))).join('')
  const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml'
  return {
    '[Content_Types].xml': `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${each((_name, number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${sheetType}"/>`)}</Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${each((name, number) => `<sheet name="${escaped(name)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packaged}/relationships">${each((_name, number) => `<Relationship Id="rId${number}" Type="${relations}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rId${String(sheets.length + 1)}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/></numFmts><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  }
}
