import type { DuckDBConnection } from '@duckdb/node-api'
import type { Locale } from '../../shared/i18n/locale'
import type { Arrangement, RecordPage, RecordPageRequest } from '../../shared/reports/session'
import { durationNames, kindOf, type ReportKind } from '../../shared/reports/kinds'
import { searchForms } from '../../shared/reports/written'
import { columnId, folded, ordering } from './sql'

/** Hang-up causes are shown and searched in words with their code, and sorted by the words; without words, by the code. */
const CAUSE = 'hangup_cause'

type Rows = {
  readonly names: readonly string[]
  readonly select: string
}

type Pager = {
  readonly page: (ask: RecordPageRequest) => Promise<RecordPage>
  /** The query for all rows in that arrangement, with the names of its columns. */
  readonly rows: (
    arrangement: Arrangement | null,
    named?: (names: readonly string[]) => readonly string[],
  ) => Promise<Rows>
}

/**
 * Reads screenfuls of rows by position. Rows in their original order are found by number. A search or a sort runs once
 * and stores the resulting row numbers, so that the last screenful comes as fast as the first.
 */
export function createPager(
  connection: DuckDBConnection,
  kind: ReportKind,
  columns: readonly string[],
  locale: Locale,
): Pager {
  let arranged: string | null = null
  const types = new Map(kindOf(kind).columns.map(({ name, type }) => [name, type]))
  const cause = columns.indexOf(CAUSE)
  const ids = columns.map((_name, index) => columnId(index))
  const select = ids.join(', ')
  /** As `causeText` writes it: the words, where there are any, and the code. */
  const causeCell = `concat_ws(' · ', causes.word, records.${columnId(cause)})`

  async function count(table: string): Promise<number> {
    const counted = await connection.runAndReadAll(`select count(*) from ${table}`)
    return Number(counted.getRows()[0]?.[0] ?? 0)
  }

  const shownAs = (index: number): string =>
    index === cause ? `coalesce(causes.word, records.${columnId(index)})` : columnId(index)

  async function arrange(
    { search, sort }: Pick<RecordPageRequest, 'search' | 'sort'>,
    rows: number,
  ): Promise<void> {
    const forms = searchForms(search, locale)
    const sorted = sort === null ? -1 : columns.indexOf(sort.column)
    const arrangement = JSON.stringify([forms, sorted, sort?.descending, rows])
    if (arrangement === arranged) return
    arranged = null
    const joined =
      cause === -1 ? 'records' : `records left join causes on causes.code = records.${columnId(cause)}`
    const hay = folded(
      `concat_ws(' ', ${ids.map((id, index) => (index === cause ? causeCell : id)).join(', ')})`,
    )
    const found = forms.map((_form, index) => `contains(${hay}, ${folded(`$${String(index + 1)}::varchar`)})`)
    const where = found.length === 0 ? '' : `where ${found.join(' or ')}`
    // Equal rows keep their original order, so that pages neither overlap nor leave gaps.
    const order =
      sort === null || sorted === -1
        ? ''
        : `${ordering(shownAs(sorted), { type: types.get(sort.column) ?? 'text', locale, descending: sort.descending })}, `
    await connection.run(
      `create or replace temp table arranged as
       select records.rowid as origin from ${joined} ${where} order by ${order}records.rowid`,
      [...forms],
    )
    arranged = arrangement
  }

  const isAsTheyCame = ({ search, sort }: Pick<RecordPageRequest, 'search' | 'sort'>): boolean =>
    search.trim() === '' && sort === null

  return {
    page: async (ask) => {
      const { offset, limit } = ask
      const rows = await count('records')
      const asTheyCame = isAsTheyCame(ask)
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
    },
    rows: async (arrangement, named = () => []) => {
      const names = columns.filter((name) => arrangement === null || arrangement.columns.includes(name))
      const aliases = named(names)
      const cells = names.map((name, index) => {
        const id = columnId(columns.indexOf(name))
        const alias = aliases[index]
        if (alias === undefined) return id
        // As in the other formats, a missing duration is an empty cell.
        const value = durationNames.has(name) ? `regexp_replace(${id}, '^[-:]+$', '')` : id
        return `${value} as ${alias}`
      })
      const wanted = cells.join(', ')
      if (arrangement === null || isAsTheyCame(arrangement))
        return { names, select: `select ${wanted} from records` }
      await arrange(arrangement, await count('records'))
      return {
        names,
        select: `select ${wanted} from records join (select origin, rowid as place from arranged) as part
          on records.rowid = part.origin order by part.place`,
      }
    },
  }
}
