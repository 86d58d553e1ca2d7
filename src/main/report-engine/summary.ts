import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { groupNames, type GroupName, type Grouping, type ReportSummary } from '../../shared/reports/session'
import { kindOf, type ReportKind } from '../../shared/reports/kinds'
import { columnId, seconds } from './sql'

/** How many groups are shown; all of them are counted. For days, as many as three years have. */
const MOST_GROUPS: Record<'named' | 'ordered', number> = { named: 400, ordered: 1_100 }

type By = {
  readonly name: string
  readonly order: string
  /** When there are too many, the newest are shown, still in the order of their names. */
  readonly isReversed?: boolean
  readonly where?: string
  readonly most: number
}

export async function summaryOf(
  connection: DuckDBConnection,
  kind: ReportKind,
  columns: readonly string[],
): Promise<ReportSummary> {
  const { time } = kindOf(kind)
  const idOf = (name: string): string | null => {
    const index = columns.indexOf(name)
    return index === -1 ? null : columnId(index)
  }
  const [at, agent, ringing] = [idOf(time), idOf('agent'), idOf('ringing_duration')]
  const isTaken = kind === 'dialer' && agent !== null
  const answered = isTaken ? `count(*) filter (where ${agent} <> '')` : '0'

  const named = (name: string): By | null => {
    const id = idOf(name)
    return id === null ? null : { name: id, order: 'total desc, name', most: MOST_GROUPS.named }
  }
  const byAgent = named('agent')
  const all: Record<GroupName, By | null> = {
    hour: at === null ? null : { name: `substr(${at}, 12, 2)`, order: 'name', most: MOST_GROUPS.ordered },
    day:
      at === null
        ? null
        : { name: `substr(${at}, 1, 10)`, order: 'name desc', isReversed: true, most: MOST_GROUPS.ordered },
    hangup_cause: named('hangup_cause'),
    tab_name: named('tab_name'),
    // A call that nobody answered has no agent.
    agent: byAgent !== null && isTaken ? { ...byAgent, where: `${agent} <> ''` } : byAgent,
    // A call that did not ring has no ringing time.
    ringing:
      ringing === null
        ? null
        : {
            name: `printf('%03d', (${seconds(ringing)}) // 5 * 5)`,
            order: 'length(name), name',
            where: `(${seconds(ringing)}) is not null`,
            most: MOST_GROUPS.ordered,
          },
  }
  const groups: Grouping[] = []
  for (const by of groupNames) {
    const how = all[by]
    if (how !== null) groups.push({ by, ...(await grouped(connection, how, answered)) })
  }
  const average = ringing === null ? 'null' : `avg(${seconds(ringing)})`
  const totals = await connection.runAndReadAll(`select count(*), ${answered}, ${average} from records`)
  const [total, taken, mean] = totals.getRows()[0] ?? []
  return {
    total: Number(total ?? 0),
    answered: kind === 'dialer' ? Number(taken ?? 0) : null,
    ringingSeconds: mean == null ? null : Number(mean),
    groups,
  }
}

async function grouped(
  connection: DuckDBConnection,
  { name, order, isReversed = false, where, most }: By,
  answered: string,
): Promise<Omit<Grouping, 'by'>> {
  const found = await connection.runAndReadAll(
    `select name, total, taken, count(*) over () as groups, sum(total) over () as all_total
     from (select ${name} as name, count(*) as total, ${answered} as taken from records
           ${where === undefined ? '' : `where ${where}`} group by 1)
     order by ${order} limit ${String(most)}`,
  )
  const lines: readonly (readonly DuckDBValue[])[] = found.getRows()
  const rows = lines.map(([group, total, taken]) => ({
    name: String(group ?? ''),
    count: Number(total),
    answered: Number(taken),
  }))
  const [, , , groups, count] = lines[0] ?? []
  return {
    rows: isReversed ? rows.toReversed() : rows,
    groups: Number(groups ?? 0),
    count: Number(count ?? 0),
  }
}
