import { type PabxTime, later } from '../../../../shared/time'
import type { Sentence } from '../../../../shared/i18n/say'
import { cellReader, durationNames, type ReportRow } from '../../../../shared/reports/kinds'
import { separators, type Separator } from '../../../../shared/reports/separator'
import { pabxTimeText } from '../../../../shared/reports/pabx-time'
import type { Incomplete } from '../split'

/** Makes spreadsheets read the file as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** The PABX writes `--:--:--` for "none"; every program understands an empty cell. */
export const withoutNone = (text: string): string => (/^[-:]+$/.test(text) ? '' : text)

/** Signs that may begin a formula, including their full-width forms. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/
/** An international telephone number is no formula. */
const internationalNumber = /^\+\d+$/

/** Prefixes a cell that a spreadsheet would run as a formula with an apostrophe. */
export const harmless = (text: string): string =>
  formula.test(text) && !internationalNumber.test(text) ? `'${text}` : text

/** A program that splits at another separator would make a new cell here, which could then be a formula. */
const splitting = new RegExp(`["\\r\\n${separators.join('')}]`)
/** A quick test; most cells need no change. */
const remarkable = new RegExp(`${formula.source}|${splitting.source}`)

function written(text: string): string {
  if (!remarkable.test(text)) return text
  const safe = harmless(text)
  return splitting.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const csvLine = (cells: readonly string[], separator: Separator): string =>
  `${cells.map(written).join(separator)}\r\n`

export function csvRows(
  rows: readonly ReportRow[],
  columns: readonly string[],
  separator: Separator,
): string {
  const wanted = columns.map((name) => ({ read: cellReader(name), isDuration: durationNames.has(name) }))
  const lines = rows.map((row) =>
    wanted
      .map(({ read, isDuration }) => written(isDuration ? withoutNone(read(row)) : read(row)))
      .join(separator),
  )
  return [...lines, ''].join('\r\n')
}

/** One window that is incomplete, or may be: its dates and its filters. */
export function incompleteSentence(
  { window, filters, why }: Incomplete,
  grain: number,
  write: (at: PabxTime) => string = pabxTimeText,
): Sentence {
  const narrowed = Object.entries(filters)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`)
  const dates = `${write(window.first)} – ${write(later(window.last, grain - 1))}`
  return {
    key: why === 'cut' ? 'report_incomplete_window' : 'report_unproven_window',
    values: { window: [dates, ...narrowed].join(', ') },
  }
}
