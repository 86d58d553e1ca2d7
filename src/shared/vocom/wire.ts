import * as z from 'zod'

/*
 * How we read what the PABX writes. The vendor's document is loose (numbers as strings, `""` where a list
 * is empty, `--:--:--` for no duration), so the readers are too; only a value without which the answer
 * means nothing is required.
 */

/** Text, or a number written as text. Null and absence read as "". */
export const looseText = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .optional()
  .transform((value) => (value === null || value === undefined ? '' : String(value).trim()))

/** A whole or decimal number, or its text; anything unreadable is null, never an error. */
export const looseNumber = z
  .unknown()
  .optional()
  .transform((value): number | null => {
    if (typeof value === 'number') return Number.isFinite(value) ? value : null
    if (typeof value !== 'string' || value.trim() === '') return null
    const parsed = Number(value.trim().replace(',', '.'))
    return Number.isFinite(parsed) ? parsed : null
  })

/**
 * A list that may arrive as `""`, null, a single object, or an object whose values are the rows. `item`
 * turns one raw row into a value, or null for a row that cannot be read.
 */
export function looseList<Item>(item: (raw: unknown) => Item | null) {
  return z
    .unknown()
    .optional()
    .transform((value, context): Item[] => {
      const rows = rowsOf(value)
      if (rows === null) {
        context.addIssue({ code: 'custom', message: 'expected a list' })
        return z.NEVER
      }
      return rows.map(item).filter((row): row is NonNullable<typeof row> => row !== null)
    })
}

function rowsOf(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value as unknown[]
  if (value === null) return []
  if (typeof value === 'string') return value.trim() === '' ? [] : null
  if (typeof value !== 'object') return null
  const values: unknown[] = Object.values(value)
  const holdsRows = values.length > 0 && values.every((entry) => typeof entry === 'object' && entry !== null)
  return holdsRows ? values : Object.keys(value).length === 0 ? [] : [value]
}
