import * as z from 'zod'
import { epochSeconds, type EpochSeconds } from '../time'
import { branch, callId } from '../ids'

/*
 * Reads what the PABX writes. The vendor's document is loose (numbers as strings, `""` for an empty list, `--:--:--`
 * for no duration), so the readers are too. A value is required only if the answer means nothing without it.
 */

/** No name, status or extension of a PABX is longer. A text that is cut ends with an ellipsis. Characters. */
const LONGEST_TEXT = 200

/** Line breaks and marks that change the reading direction would let one name overwrite the next. */
const unwritable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu

const bounded = (text: string): string => {
  const line = text.replace(unwritable, ' ').trim()
  return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT - 1)}…` : line
}

const textOrNumber = z.union([z.string(), z.number(), z.boolean(), z.null()]).optional()

/** Text, or a number written as text. Null and absence read as "". */
export const looseText = textOrNumber.transform(textOf)

/** The same for an extension. */
export const looseBranch = textOrNumber.transform((value) => branch(textOf(value)))

function textOf(value: z.output<typeof textOrNumber>): string {
  return value === null || value === undefined ? '' : bounded(String(value).slice(0, 2 * LONGEST_TEXT))
}

/** An id, to be sent back unchanged. One that is too long for any request reads as "", like a missing one. */
export const looseId = textOrNumber.transform(idOf)

/** The same for a call. */
export const looseCallId = textOrNumber.transform((value) => callId(idOf(value)))

function idOf(value: z.output<typeof textOrNumber>): string {
  const id = value === null || value === undefined ? '' : String(value).trim()
  return id.length > LONGEST_TEXT ? '' : id
}

/**
 * A whole or decimal number, or its text, from `least` to `most`. Anything else becomes null, never an error: an
 * impossible value is shown as unknown.
 */
export const looseNumber = (most: number, least = 0) =>
  z
    .unknown()
    .optional()
    .transform((value): number | null => boundedNumber(value, most, least))

function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || value.trim() === '' || value.length > LONGEST_TEXT) return null
  const parsed = Number(value.trim().replace(',', '.'))
  return Number.isFinite(parsed) ? parsed : null
}

/**
 * A list that may arrive as `""`, null, a single object, or an object with the rows as values (as PHP writes a list
 * with gaps in its numbering). `item` turns one raw row into a value, or null if it cannot be read. Rows past `most`
 * are ignored.
 */
export function looseList<Item>(item: (raw: unknown) => Item | null, most = Number.POSITIVE_INFINITY) {
  return z
    .unknown()
    .optional()
    .transform((value, context): Item[] => {
      const rows = rowsOf(value)
      if (rows === null) {
        context.addIssue({ code: 'custom', message: 'expected a list' })
        return z.NEVER
      }
      const looked = rows.length > most ? rows.slice(0, most) : rows
      return looked.map(item).filter((row): row is NonNullable<typeof row> => row !== null)
    })
}

function rowsOf(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value as unknown[]
  if (value === null) return []
  if (typeof value === 'string') return value.trim() === '' ? [] : null
  if (typeof value !== 'object') return null
  const values: unknown[] = Object.values(value)
  if (values.length === 0) return []
  const isNumbered = Object.keys(value).every((key) => /^\d{1,9}$/.test(key))
  const holdsRows = values.every((entry) => typeof entry === 'object' && entry !== null)
  return isNumbered || holdsRows ? values : [value]
}

/** The same for a moment in epoch seconds. */
export const looseEpoch = (most: number) =>
  z
    .unknown()
    .optional()
    .transform((value): EpochSeconds | null => {
      const parsed = boundedNumber(value, most, 0)
      return parsed === null ? null : epochSeconds(parsed)
    })

function boundedNumber(value: unknown, most: number, least: number): number | null {
  const parsed = numberOf(value)
  return parsed !== null && parsed >= least && parsed <= most ? parsed : null
}
