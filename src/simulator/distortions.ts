/*
 * Answers that are whole and well formed, and yet other than the document shows them: for the faults that test how
 * liberally they are read.
 */

/** The rows of a list, also of one that PHP wrote as an object with number keys; null for anything else. */
function rowsOf(value: object): readonly unknown[] | null {
  if (Array.isArray(value)) return value as readonly unknown[]
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => /^\d+$/.test(key)) ? Object.values(value) : null
}

/** The answer with every list in it changed. */
function withLists(change: (list: readonly unknown[]) => unknown): (body: string) => string {
  const walk = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    const rows = rowsOf(value)
    if (rows !== null) return change(rows)
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, walk(held)]))
  }
  return (body) => JSON.stringify(walk(JSON.parse(body)))
}

/** Each row twice, as a join over two queues gives them. */
export const doubled = withLists((list) => [...list, ...list])

/** Rows under numbers that do not begin at zero, as PHP writes a list from which rows were taken. */
export const numbered = withLists((list) =>
  Object.fromEntries(list.map((row, index) => [String(index * 2 + 3), row])),
)

const absurd = ['-1', '99999999999999999999', '8640000000001', '1e308']

/** Every figure of every row beyond what it can mean. */
export const outOfRange = withLists((list) =>
  list.map((row, at) =>
    Object.fromEntries(
      Object.entries(row as object).map(([name, value], column) => [
        name,
        /count|duration|timeout|login/.test(name) ? absurd[(at + column) % absurd.length] : value,
      ]),
    ),
  ),
)
