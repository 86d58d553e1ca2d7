import type { Locale, Sentence } from '../../../shared/i18n/say'
import { reportKinds, type ReportRow } from '../../../shared/reports/kinds'
import { wallText } from '../../../shared/reports/wall-time'
import type { Incomplete } from './split'

/** `;` where a comma separates decimals. */
export const separatorOf = (locale: Locale): ';' | ',' => (locale === 'en' ? ',' : ';')

/** So that a spreadsheet takes it for UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

const durations = new Set<string>(
  Object.values(reportKinds).flatMap(({ columns }) =>
    columns.filter(({ type }) => type === 'duration').map(({ name }) => name),
  ),
)

/** `--:--:--` stands for "none": an empty cell says so in every program. */
export const cellOf = (row: ReportRow, column: string): string => {
  const text = row[column] ?? ''
  return durations.has(column) && /^[-:]+$/.test(text) ? '' : text
}

/** A cell that a spreadsheet would run as a formula is made text by an apostrophe. */
export const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

export function csvLine(cells: readonly string[], separator: string): string {
  return `${cells
    .map((cell) => {
      const safe = harmless(cell)
      return /["\r\n]/.test(safe) || safe.includes(separator) ? `"${safe.replaceAll('"', '""')}"` : safe
    })
    .join(separator)}\r\n`
}

export const csvRows = (rows: readonly ReportRow[], columns: readonly string[], separator: string): string =>
  rows
    .map((row) =>
      csvLine(
        columns.map((column) => cellOf(row, column)),
        separator,
      ),
    )
    .join('')

/** One window that is not whole, or may not be: its dates and its filters. */
export function incompleteSentence({ window, filters, why }: Incomplete, grain: number): Sentence {
  const narrowed = Object.entries(filters)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`)
  const dates = `${wallText(window.first)} – ${wallText(window.last + grain - 1)}`
  return {
    key: why === 'cut' ? 'report_incomplete_window' : 'report_unproven_window',
    values: { window: [dates, ...narrowed].join(', ') },
  }
}
