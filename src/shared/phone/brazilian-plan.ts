import { parsePhoneNumberFromString } from 'libphonenumber-js/core'
import { brazil, everydayNumber } from './brazil'

/*
 * Brazilian numbers that the library does not know: mobile numbers without the ninth digit, which many customer records
 * still contain, and numbers without an area code.
 */

/** Free, shared and paid services: `0800 123 4567`, `0300 …`, `0500 …`, `0900 …`. */
const service = /^0?[3589]00\d{6,7}$/
/** Landline, mobile, and mobile without the ninth digit, all without an area code. */
const local = /^(?:[2-5]\d{7}|9\d{8}|[6-9]\d{7})$/
const beforeNinthDigit = /^((?:\+?55|0)?[1-9][1-9])([689]\d{7})$/

const isKnown = (digits: string): boolean =>
  everydayNumber.test(digits) || parsePhoneNumberFromString(digits, 'BR', brazil)?.isValid() === true

/**
 * A number with its area code, with or without the long-distance zero, the carrier or 55 in front; or a service number.
 */
export function isNational(digits: string): boolean {
  // The library accepts shorter ones as local numbers or collect calls; here they would be parts of something else.
  if (digits.length < 10 || digits.length > 14) return false
  if (/^0?[3589]00/.test(digits)) return digits.startsWith('0') && service.test(digits)
  return isKnown(digits) || lacksNinthDigit(digits)
}

/** Whether the digits may follow `+55`. */
export const isBehindCountryCode = (digits: string): boolean =>
  service.test(digits) ||
  /^[34]0\d{6}$/.test(digits) ||
  (!digits.startsWith('0') && digits.length <= 11 && isNational(digits))

export const isLocal = (digits: string): boolean => local.test(digits)

export const isArea = (digits: string): boolean => isKnown(`${digits.slice(-2)}33334444`)

/** A mobile number without its ninth digit. It is dialled as it stands, and the agent is told. */
export function lacksNinthDigit(number: string): boolean {
  const [, area, rest] = beforeNinthDigit.exec(number) ?? []
  return area !== undefined && rest !== undefined && isKnown(`${area}9${rest}`)
}
