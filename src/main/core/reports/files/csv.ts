import type { Sentence } from '../../../../shared/i18n/say'
import { cellReader, durationNames, type ReportRow } from '../../../../shared/reports/kinds'
import { separators, type Separator } from '../../../../shared/reports/separator'
import { wallText } from '../../../../shared/reports/wall-time'
import type { Incomplete } from '../split'

/** So that a spreadsheet takes it for UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** `--:--:--` stands for "none": an empty cell says so in every program. */
export const withoutNone = (text: string): string => (/^[-:]+$/.test(text) ? '' : text)

/** Signs that a formula may begin with, as wide as the Far East writes them too. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/
/** A telephone number of the world is none. */
const internationalNumber = /^\+\d+$/

/** A cell that a spreadsheet would run as a formula is made text by an apostrophe. */
export const harmless = (text: string): string =>
  formula.test(text) && !internationalNumber.test(text) ? `'${text}` : text

/** Where a program splits at another sign than was meant, what follows would be a cell of its own, and may be a formula. */
const splitting = new RegExp(`["\\r\\n${separators.join('')}]`)
/** One look tells of nearly every cell that nothing has to be done. */
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

/** One window that is not whole, or may not be: its dates and its filters. */
export function incompleteSentence(
  { window, filters, why }: Incomplete,
  grain: number,
  write: (seconds: number) => string = wallText,
): Sentence {
  const narrowed = Object.entries(filters)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`)
  const dates = `${write(window.first)} – ${write(window.last + grain - 1)}`
  return {
    key: why === 'cut' ? 'report_incomplete_window' : 'report_unproven_window',
    values: { window: [dates, ...narrowed].join(', ') },
  }
}
