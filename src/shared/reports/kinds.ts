import type { PlainKey } from '../i18n/say'

/*
 * The two reports of the API, declared once: endpoint, columns, the column with a row's moment, the finest window, the
 * filters ("APIv2, Relatório de tabulação", "APIv2, Relatório do discador").
 */

/** A row as it came, every cell as text. A null or missing cell is "". */
export type ReportRow = Readonly<Record<string, string>>

export type ColumnType = 'text' | 'moment' | 'duration'
export type Column = { readonly name: string; readonly type: ColumnType; readonly label: PlainKey }

export const filterNames = ['destination', 'mailing', 'hangup_cause'] as const
export type FilterName = (typeof filterNames)[number]
export type Filters = Readonly<Record<FilterName, string>>
export const noFilters: Filters = { destination: '', mailing: '', hangup_cause: '' }

type Kind = {
  readonly endpoint: 'listTabulations' | 'listDialer'
  readonly columns: readonly Column[]
  /** The column with the moment of a row. */
  readonly time: string
  /** The smallest window that the API can be asked for, in seconds. */
  readonly grain: number
  readonly filters: readonly FilterName[]
}

const column = (name: string, type: ColumnType = 'text'): Column => ({
  name,
  type,
  label: `column_${name}` as PlainKey,
})

export const reportKinds = {
  tabs: {
    endpoint: 'listTabulations',
    columns: [
      column('start_epoch', 'moment'),
      column('direction'),
      column('agent'),
      column('tab_name'),
      column('destination'),
      column('mailing_name'),
    ],
    time: 'start_epoch',
    grain: 1,
    filters: [],
  },
  dialer: {
    endpoint: 'listDialer',
    columns: [
      column('date_time_start', 'moment'),
      column('mailing_name'),
      column('mailing_key'),
      column('destination'),
      column('ringing_duration', 'duration'),
      column('answer_time', 'duration'),
      column('queue'),
      column('agent'),
      column('agent_answer_duration', 'duration'),
      column('hangup_cause'),
    ],
    time: 'date_time_start',
    grain: 60,
    filters: filterNames,
  },
} as const satisfies Record<string, Kind>

export type ReportKind = keyof typeof reportKinds
export const isReportKind = (text: string): text is ReportKind => Object.hasOwn(reportKinds, text)
export const kindOf = (kind: ReportKind): Kind => reportKinds[kind]

export const durationNames: ReadonlySet<string> = new Set(
  Object.values(reportKinds).flatMap(({ columns }) =>
    columns.filter(({ type }) => type === 'duration').map(({ name }) => name),
  ),
)

/**
 * Reads one column of many rows. A PABX may call a column `toString`, so inherited properties are not read as cells.
 */
export function cellReader(name: string): (row: ReportRow) => string {
  return name in Object.prototype
    ? (row) => (Object.hasOwn(row, name) ? (row[name] ?? '') : '')
    : (row) => row[name] ?? ''
}
