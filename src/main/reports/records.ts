import { DuckDBInstance, type DuckDBAppender, type DuckDBConnection } from '@duckdb/node-api'
import {
  groupNames,
  type Group,
  type GroupName,
  type PageAnswer,
  type PageAsk,
  type ReportSummary,
} from '../../shared/reports/desk'
import { kindOf, type ReportKind, type ReportRow } from '../../shared/reports/kinds'

/** The most memory that the engine takes, whatever the number of rows; the rest lies on disk. */
const MEMORY = '256MB'

export type Records = {
  readonly append: (rows: readonly ReportRow[]) => void
  readonly page: (ask: PageAsk) => Promise<PageAnswer>
  readonly summary: () => Promise<ReportSummary>
  /** All rows, in the order they came. */
  readonly all: () => AsyncGenerator<readonly ReportRow[], void>
  readonly toParquet: (path: string) => Promise<void>
  readonly columns: readonly string[]
  readonly kind: ReportKind
}

/** The rows of one report in a table on disk; sorted, filtered and grouped by query. */
export async function openRecords(
  folder: string,
  kind: ReportKind,
  columns: readonly string[],
): Promise<Records> {
  const instance = await DuckDBInstance.create(`${folder}/report.duckdb`, {
    memory_limit: MEMORY,
    threads: '2',
    temp_directory: `${folder}/spill`,
  })
  const connection = await instance.connect()
  await connection.run(
    `create or replace table records (${columns.map((name) => `${quoted(name)} varchar`).join(', ')})`,
  )
  const appender = await connection.createAppender('records')
  const select = columns.map(quoted).join(', ')

  return {
    kind,
    columns,
    append: (rows) => append(appender, rows, columns),
    page: createPager(connection, select, columns),
    summary: () => summary(connection, kind),
    all: async function* () {
      const stream = await connection.stream(`select ${select} from records`)
      for (;;) {
        const chunk = await stream.fetchChunk()
        if (chunk === null || chunk.rowCount === 0) return
        yield chunk
          .getRows()
          .map((cells) => Object.fromEntries(columns.map((name, at) => [name, String(cells[at] ?? '')])))
      }
    },
    toParquet: async (path) => {
      await connection.run(
        `copy (select ${select} from records) to '${path.replaceAll("'", "''")}' (format parquet, compression zstd)`,
      )
    },
  }
}

/** A name from outside (the PABX may add columns) as an identifier. */
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

function append(appender: DuckDBAppender, rows: readonly ReportRow[], columns: readonly string[]): void {
  for (const row of rows) {
    for (const column of columns) appender.appendVarchar(row[column] ?? '')
    appender.endRow()
  }
  appender.flushSync()
}

/**
 * Screenfuls by their place. The rows as they came are found by their number; a search or a sorting is done
 * once and leaves the numbers of its rows in order, so that the last screenful comes as soon as the first.
 */
function createPager(connection: DuckDBConnection, select: string, columns: readonly string[]) {
  let arranged: string | null = null

  async function count(table: string): Promise<number> {
    const counted = await connection.runAndReadAll(`select count(*) from ${table}`)
    return Number(counted.getRows()[0]?.[0] ?? 0)
  }

  async function arrange({ search, sort }: PageAsk, rows: number): Promise<void> {
    const wanted = search.trim()
    const known = sort !== null && columns.includes(sort.column) ? sort : null
    const arrangement = JSON.stringify([wanted, known, rows])
    if (arrangement === arranged) return
    arranged = null
    const where = wanted === '' ? '' : `where contains(lower(concat_ws(' ', ${select})), lower($1))`
    // Ties keep the order in which the rows came, so that pages neither overlap nor leave gaps.
    const order = known === null ? '' : `${quoted(known.column)} ${known.descending ? 'desc' : 'asc'}, `
    await connection.run(
      `create or replace temp table arranged as select rowid as origin from records ${where} order by ${order}rowid`,
      wanted === '' ? [] : [wanted],
    )
    arranged = arrangement
  }

  return async (ask: PageAsk): Promise<PageAnswer> => {
    const { search, sort, offset, limit } = ask
    const rows = await count('records')
    const asTheyCame = search.trim() === '' && sort === null
    if (!asTheyCame) await arrange(ask, rows)
    const [from, to] = [String(offset), String(offset + limit)]
    const read = await connection.runAndReadAll(
      asTheyCame
        ? `select ${select} from records where rowid >= ${from} and rowid < ${to} order by rowid`
        : `select ${select} from records join
           (select origin, rowid as place from arranged where rowid >= ${from} and rowid < ${to}) as part
           on records.rowid = part.origin order by part.place`,
    )
    return {
      total: asTheyCame ? rows : await count('arranged'),
      rows: read.getRows().map((cells) => cells.map((cell) => String(cell ?? ''))),
    }
  }
}

/** Seconds that a telephone rang; null where it did not. */
const RINGING = `case when regexp_matches("ringing_duration", '^\\d+:\\d\\d:\\d\\d$') then
  split_part("ringing_duration", ':', 1)::int * 3600 + split_part("ringing_duration", ':', 2)::int * 60 +
  split_part("ringing_duration", ':', 3)::int end`

const inTheirOwnOrder: readonly GroupName[] = ['hour', 'day', 'ringing']

/** What did not ring has no ringing time; a call that nobody answered has no agent. */
function filterOf(by: GroupName, kind: ReportKind): string {
  if (by === 'ringing') return `where ${RINGING} is not null`
  return by === 'agent' && kind === 'dialer' ? `where "agent" <> ''` : ''
}

async function summary(connection: DuckDBConnection, kind: ReportKind): Promise<ReportSummary> {
  const { time, columns } = kindOf(kind)
  const has = (name: string): boolean => columns.some((column) => column.name === name)
  const answered = kind === 'dialer' ? `count(*) filter (where "agent" <> '')` : '0'
  const expressions: Record<GroupName, string | null> = {
    hour: `substr(${quoted(time)}, 12, 2)`,
    day: `substr(${quoted(time)}, 1, 10)`,
    hangup_cause: has('hangup_cause') ? '"hangup_cause"' : null,
    tab_name: has('tab_name') ? '"tab_name"' : null,
    agent: has('agent') ? '"agent"' : null,
    ringing: has('ringing_duration') ? `lpad((${RINGING} // 5 * 5)::varchar, 3, '0')` : null,
  }
  const groups: { by: GroupName; rows: Group[] }[] = []
  for (const by of groupNames) {
    const expression = expressions[by]
    if (expression === null) continue
    const order = inTheirOwnOrder.includes(by) ? '1' : '2 desc, 1'
    const where = filterOf(by, kind)
    const read = await connection.runAndReadAll(
      `select ${expression}, count(*), ${answered} from records ${where} group by 1 order by ${order} limit 400`,
    )
    groups.push({
      by,
      rows: read.getRows().map(([name, count, taken]) => ({
        name: String(name ?? ''),
        count: Number(count),
        answered: Number(taken),
      })),
    })
  }
  const ringing = has('ringing_duration') ? `avg(${RINGING})` : 'null'
  const totals = await connection.runAndReadAll(`select count(*), ${answered}, ${ringing} from records`)
  const [total, taken, seconds] = totals.getRows()[0] ?? []
  return {
    total: Number(total ?? 0),
    answered: kind === 'dialer' ? Number(taken ?? 0) : null,
    ringingSeconds: seconds == null ? null : Number(seconds),
    groups,
  }
}
