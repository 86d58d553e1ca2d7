import { figureRuns, withStars } from '../history/figures'
import { formsOf, withoutForms } from './secret-forms'

/*
 * What may be written to the log and the diagnostics: never the key in any form, and only the last four digits of a
 * phone number.
 */

const MASK = '[redacted]'
const DEPTH_LIMIT = 6
const BREADTH_LIMIT = 100
const TEXT_LIMIT = 4_000
const LOOKED_AT = 64 * TEXT_LIMIT

/** Names of fields with secret values. */
const secretName = /^(authorization|key|apikey|api_key|password|secret|token)$/i
/** This many figures may be a telephone number. Its last digits stay readable. */
const SHORTEST_NUMBER = 7
const LEFT_OF_NUMBER = 4
const basicHeader = /Basic\s+[A-Za-z0-9+/=_-]{8,}/gi
const userAndKey = /api_key:[^\s"'&]+/gi

export type Redactor = {
  /** Registers a secret, in every form in which it may appear. */
  readonly hide: (secret: string) => void
  /** A copy that may be logged: limited in size, without cycles. */
  readonly redact: (value: unknown) => unknown
}

export function createRedactor(): Redactor {
  let forms: readonly string[] = []
  const hidden = new Set<string>()

  const redactText = (text: string): string => {
    // More than is kept, so that a secret cut off at the end of this text is never part of what is kept.
    const bounded = withoutForms(text.slice(0, LOOKED_AT), forms)
    const masked = maskNumbers(
      bounded.replace(basicHeader, `Basic ${MASK}`).replace(userAndKey, `api_key:${MASK}`),
    )
    return masked.length > TEXT_LIMIT ? `${masked.slice(0, TEXT_LIMIT)}…` : masked
  }

  function copy(value: unknown, depth: number, above: readonly object[]): unknown {
    if (typeof value === 'string') return redactText(value)
    if (typeof value === 'number' || typeof value === 'bigint')
      return withoutForms(String(value), forms) === String(value) ? redactNumber(value) : MASK
    if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`
    if (typeof value !== 'object' || value === null) return value
    if (above.includes(value)) return '[circular]'
    if (depth >= DEPTH_LIMIT) return '[deep]'
    const inside = [...above, value]
    const next = (entry: unknown): unknown => copy(entry, depth + 1, inside)
    if (value instanceof Error) {
      const { name, message, stack, cause } = value
      return next({ name, message, stack, ...(cause === undefined ? {} : { cause }) })
    }
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`
    if (value instanceof Date) return value
    if (value instanceof Map)
      return next(Object.fromEntries(Array.from(value, ([key, held]) => [String(key), held as unknown])))
    if (value instanceof Set) return next([...value])
    if (Array.isArray(value)) return value.slice(0, BREADTH_LIMIT).map(next)
    return Object.fromEntries(
      Object.entries(value)
        .slice(0, BREADTH_LIMIT)
        .map(([name, held]) => [redactText(name), secretName.test(name) ? MASK : next(held)]),
    )
  }

  return {
    hide: (secret) => {
      // The key is registered before each request: its forms are made once.
      if (hidden.has(secret)) return
      hidden.add(secret)
      forms = [...new Set([...forms, ...formsOf(secret)])]
    },
    redact: (value) => {
      try {
        return copy(value, 0, [])
      } catch {
        // A getter or a proxy that throws is not worth reading.
        return '[unreadable]'
      }
    },
  }
}

/** Masks every digit of a number except the last four; the rest of the text stays. */
function maskNumbers(text: string): string {
  const figures = figureRuns(text).flatMap((run) =>
    run.length < SHORTEST_NUMBER ? [] : run.slice(0, -LEFT_OF_NUMBER),
  )
  return withStars(text, figures)
}

/** A whole number of eight digits or more may be a telephone number; a time in milliseconds has thirteen. */
function redactNumber(value: number | bigint): unknown {
  const text = String(value)
  const isMoment = text.length === 13 && text.startsWith('1')
  return /^\d{8,}$/.test(text) && !isMoment ? maskNumbers(text) : value
}
