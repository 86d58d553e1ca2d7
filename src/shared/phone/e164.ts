import { parsePhoneNumberFromString } from 'libphonenumber-js/core'
import { brazil } from './brazil'

/** Area code and number: a shorter one is local, and belongs to no area that the bar knows. */
const SHORTEST = 10

/**
 * The number as the whole world dials it, `+5511999999999`. Null for what is no such number: an extension, a service, a
 * local number without its area code.
 */
export function e164(number: string): string | null {
  if (/^\+[1-9]\d{7,14}$/.test(number)) return number
  const parsed = parsePhoneNumberFromString(number, 'BR', brazil)
  if (parsed?.isPossible() !== true) return null
  return parsed.nationalNumber.length >= SHORTEST ? parsed.number : null
}
