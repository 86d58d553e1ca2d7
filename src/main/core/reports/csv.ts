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
const withoutNone = (text: string): string => (/^[-:]+$/.test(text) ? '' : text)

export const cellOf = (row: ReportRow, column: string): string => {
  const text = row[column] ?? ''
  return durations.has(column) ? withoutNone(text) : text
}

/** A cell that a spreadsheet would run as a formula is made text by an apostrophe. */
export const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

type Separator = ReturnType<typeof separatorOf>

/** A cell as it stands in a line. One look tells of nearly every one that nothing has to be done. */
const cellWriter = (separator: Separator): ((text: string) => string) => {
  const remarkable = new RegExp(`^[=+\\-@\\t]|["\\r\\n${separator}]`)
  const ending = new RegExp(`["\\r\\n${separator}]`)
  return (text) => {
    if (!remarkable.test(text)) return text
    const safe = harmless(text)
    return ending.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
}
const writers: Readonly<Record<Separator, (text: string) => string>> = {
  ';': cellWriter(';'),
  ',': cellWriter(','),
}

export const csvLine = (cells: readonly string[], separator: Separator): string =>
  `${cells.map(writers[separator]).join(separator)}\r\n`

export function csvRows(
  rows: readonly ReportRow[],
  columns: readonly string[],
  separator: Separator,
): string {
  const write = writers[separator]
  const wanted = columns.map((name) => ({ name, isDuration: durations.has(name) }))
  const lines = rows.map((row) =>
    wanted
      .map(({ name, isDuration }) => {
        const text = row[name] ?? ''
        return write(isDuration ? withoutNone(text) : text)
      })
      .join(separator),
  )
  return [...lines, ''].join('\r\n')
}

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
