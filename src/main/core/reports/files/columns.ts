import { MOST_COLUMNS } from '../../../../shared/reports/session'
import type { Sentence } from '../../../../shared/i18n/say'
import type { ReportRow } from '../../../../shared/reports/kinds'

const LONGEST_NAME = 200

/** How many of the omitted columns are named, and how much of each name. */
const MOST_NAMED = 20
const MOST_OF_A_NAME = 60

export type LeftOut = {
  /** Columns that appeared after the first rows were written and are in no file; at most twenty. */
  readonly lateColumns: readonly string[]
  /** Whether more columns were omitted than are listed, because a report holds no more, or names no more. */
  readonly moreColumns: boolean
}

/** The columns of one report: its own, then the others that its first rows have. */
export type Columns = {
  readonly names: () => readonly string[] | null
  /** Fixes the columns; called once, with the first rows. */
  readonly open: (found: readonly ReportRow[]) => readonly string[]
  /** Notes columns of later rows that came too late. */
  readonly look: (row: ReportRow) => void
  readonly leftOut: () => LeftOut
}

export function createColumns(
  known: readonly string[],
  before?: LeftOut & { readonly columns: readonly string[] },
): Columns {
  let names: readonly string[] | null = before?.columns ?? null
  let have = new Set(names)
  let more = before?.moreColumns ?? false
  const late = new Set(before?.lateColumns)

  const isTooMuch = (name: string): boolean => have.size >= MOST_COLUMNS || name.length > LONGEST_NAME

  function open(found: readonly ReportRow[]): readonly string[] {
    have = new Set(known)
    for (const row of found)
      for (const name in row) {
        if (have.has(name)) continue
        if (isTooMuch(name)) more = true
        else have.add(name)
      }
    names = [...have]
    return names
  }

  return {
    names: () => names,
    open,
    look: (row) => {
      for (const name in row) {
        if (have.has(name)) continue
        const named = name.slice(0, MOST_OF_A_NAME)
        if (isTooMuch(name)) more = true
        else if (late.size < MOST_NAMED) late.add(named)
        else if (!late.has(named)) more = true
      }
    },
    leftOut: () => ({ lateColumns: [...late], moreColumns: more }),
  }
}

/** What the agent is told about omitted columns. */
export const leftOutSentences = ({ lateColumns, moreColumns }: LeftOut): readonly Sentence[] => [
  ...lateColumns.map((name): Sentence => ({ key: 'report_late_column', values: { name } })),
  ...(moreColumns ? [{ key: 'report_more_columns', values: { count: MOST_COLUMNS } } as const] : []),
]
