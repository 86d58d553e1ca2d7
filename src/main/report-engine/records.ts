import { DuckDBInstance, type DuckDBAppender, type DuckDBConnection } from '@duckdb/node-api'
import type { Arrangement, RecordPage, RecordPageRequest, ReportSummary } from '../../shared/reports/session'
import type { Locale } from '../../shared/i18n/locale'
import { cellReader, type ReportKind, type ReportRow } from '../../shared/reports/kinds'
import { createPager } from './pager'
import { aliases, columnId, literal } from './sql'
import { summaryOf } from './summary'

/** The memory limit of the database, whatever the number of rows; the rest stays on disk. */
const MEMORY = '256MB'

/** The language and words of the agent: rows are sorted and searched as they are shown. */
export type Wording = {
  readonly locale: Locale
  /** Hang-up causes in plain words, by code. */
  readonly causes: Readonly<Record<string, string>>
}

export type Records = {
  readonly append: (rows: readonly ReportRow[]) => void
  readonly page: (ask: RecordPageRequest) => Promise<RecordPage>
  readonly summary: () => Promise<ReportSummary>
  /** All rows in their original order, or those of the arrangement. */
  readonly all: (arrangement?: Arrangement | null) => AsyncGenerator<readonly ReportRow[], void>
  /** The same rows as a file in the database's own folder, the only one that it can access. */
  readonly toParquet: (
    path: string,
    incomplete: readonly string[],
    arrangement?: Arrangement | null,
  ) => Promise<void>
  readonly columns: readonly string[]
  readonly kind: ReportKind
}

/** The rows of one report in a table on disk. Queries sort, filter and group them. */
export async function openRecords(
  folder: string,
  kind: ReportKind,
  columns: readonly string[],
  wording: Wording = { locale: 'en', causes: {} },
): Promise<Records> {
  const instance = await DuckDBInstance.create(`${folder}/report.duckdb`, {
    memory_limit: MEMORY,
    threads: '2',
    temp_directory: `${folder}/spill`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  })
  const connection = await instance.connect()
  await lockDown(connection, folder)
  const ids = columns.map((_name, index) => columnId(index))
  await connection.run(`create or replace table records (${ids.map((id) => `${id} varchar`).join(', ')})`)
  await connection.run('create or replace table causes (code varchar, word varchar)')
  await appendCauses(connection, wording)
  const appender = await connection.createAppender('records')
  const pager = createPager(connection, kind, columns, wording.locale)
  const readers = columns.map(cellReader)

  return {
    kind,
    columns,
    append: (rows) => append(appender, rows, readers),
    page: pager.page,
    summary: () => summaryOf(connection, kind, columns),
    all: async function* (arrangement = null) {
      const { names, select } = await pager.rows(arrangement)
      const stream = await connection.stream(select)
      for (;;) {
        const chunk = await stream.fetchChunk()
        if (chunk === null || chunk.rowCount === 0) return
        yield chunk
          .getRows()
          .map((cells) => Object.fromEntries(names.map((name, at) => [name, String(cells[at] ?? '')])))
      }
    },
    toParquet: async (path, incomplete, arrangement = null) => {
      const { names, select } = await pager.rows(arrangement, aliases)
      const note =
        incomplete.length === 0 ? '' : `, kv_metadata {incomplete: ${literal(incomplete.join('\n'))}}`
      if (names.length === 0) throw new Error('no column was asked for')
      await connection.run(`copy (${select}) to ${literal(path)} (format parquet, compression zstd${note})`)
    },
  }
}

/** Keeps the text of rows from being run, from fetching anything, and from reaching files outside this folder. */
async function lockDown(connection: DuckDBConnection, folder: string): Promise<void> {
  await connection.run(`set allowed_directories = [${literal(folder)}]`)
  await connection.run('set enable_external_access = false')
  await connection.run('set lock_configuration = true')
}

async function appendCauses(connection: DuckDBConnection, { causes }: Wording): Promise<void> {
  const appender = await connection.createAppender('causes')
  for (const [code, word] of Object.entries(causes)) {
    appender.appendVarchar(code)
    appender.appendVarchar(word)
    appender.endRow()
  }
  appender.closeSync()
}

function append(
  appender: DuckDBAppender,
  rows: readonly ReportRow[],
  readers: readonly ((row: ReportRow) => string)[],
): void {
  for (const row of rows) {
    for (const read of readers) appender.appendVarchar(read(row))
    appender.endRow()
  }
  appender.flushSync()
}
