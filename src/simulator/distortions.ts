/*
 * Well-formed answers that differ from the document. They are faults for testing how liberally the bar reads.
 */

/** The rows of a list, even when PHP wrote it as an object with number keys; null for anything else. */
function rowsOf(value: object): readonly unknown[] | null {
  if (Array.isArray(value)) return value as readonly unknown[]
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => /^\d+$/.test(key)) ? Object.values(value) : null
}

/** Changes every list in the answer. */
function withLists(change: (list: readonly unknown[]) => unknown): (body: string) => string {
  const walk = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    const rows = rowsOf(value)
    if (rows !== null) return change(rows)
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, walk(held)]))
  }
  return (body) => JSON.stringify(walk(JSON.parse(body)))
}

/** Each row twice, as a join over two queues returns them. */
export const doubled = withLists((list) => [...list, ...list])

/** Rows under numbers that do not start at zero, as PHP writes a list from which rows were removed. */
export const numbered = withLists((list) =>
  Object.fromEntries(list.map((row, index) => [String(index * 2 + 3), row])),
)

const absurd = ['-1', '99999999999999999999', '8640000000001', '1e308']

/** Every figure of every row larger than any real value. */
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
