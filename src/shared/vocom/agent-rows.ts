import type { EpochSeconds } from '../time'
/*
 * Corrects known errors of a real server in the lists of agents ("APIv2, Agentes cadastrados"). Pure.
 */

type Figures = {
  readonly first_login: EpochSeconds | null
  readonly answered_count: number | null
  readonly answered_duration: number | null
  readonly not_answered_count: number | null
  readonly outbound_count: number | null
  readonly outbound_duration: number | null
}

export const unknownFigures: Figures = {
  first_login: null,
  answered_count: null,
  answered_duration: null,
  not_answered_count: null,
  outbound_count: null,
  outbound_duration: null,
}

const figures = Object.keys(unknownFigures) as readonly (keyof Figures)[]

/**
 * For an agent without figures the server repeats those of the agent above. A row with exactly the figures of its
 * neighbour is therefore treated as unknown.
 */
export const withoutCopies = <Row extends Figures>(rows: readonly Row[]): readonly Row[] =>
  rows.map((row, index) => {
    const above = rows[index - 1]
    return above !== undefined && isCopy(row, above) ? { ...row, ...unknownFigures } : row
  })

/** Whether the figures are a copy. Rows with only zeros and unknown figures are alike without being copies. */
const isCopy = (row: Figures, above: Figures): boolean =>
  figures.every((figure) => row[figure] === above[figure]) &&
  figures.some((figure) => (row[figure] ?? 0) !== 0)

/** The first row of each name, because a name serves as a key and stands for one colleague. */
export function onceEach<Row extends { readonly name: string }>(rows: readonly Row[]): readonly Row[] {
  const byName = new Map<string, Row>()
  for (const row of rows) if (!byName.has(row.name)) byName.set(row.name, row)
  return byName.size === rows.length ? rows : [...byName.values()]
}
