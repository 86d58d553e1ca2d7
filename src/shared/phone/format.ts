import { parsePhoneNumberFromString, type MetadataJson } from 'libphonenumber-js/core'
import { brazil } from './brazil'

/** Shorter numbers are extensions and services of the agent's own network. */
const SHORTEST = 8
/** The prefix of long distance or of the country; the digits after it are grouped without it. */
const prefix = /^(?:\+?55(?=\d{10,11}$)|\+?55(?=[34]\d{7}$)|0(?![3589]00)(?=[1-9]\d{9,10}$))/

/**
 * A number as people read it: a Brazilian number, or one with a country code that the given metadata knows. No dialled
 * digit is removed or added. An unknown number stays as it is.
 */
export function phone(number: string, world: MetadataJson = brazil): string {
  if (number.length < SHORTEST) return number
  const [before = ''] = prefix.exec(number) ?? []
  const bare = number.slice(before.length)
  const grouped = byLibrary(bare, world)
  if (grouped === bare || dialled(grouped) !== bare) return number
  return before === '' ? grouped : `${before} ${grouped}`
}

const dialled = (text: string): string => text.replace(/[^\d+]/g, '')

function byLibrary(number: string, world: MetadataJson): string {
  const parsed = parsePhoneNumberFromString(number, 'BR', world)
  if (parsed?.isPossible() !== true) return number
  return number.startsWith('+') ? parsed.formatInternational() : parsed.formatNational().replace(/[()]/g, '')
}
