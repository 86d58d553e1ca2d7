import { parsePhoneNumberFromString } from 'libphonenumber-js/core'
import { readNumbers } from './phone-number'
import { brazil } from './brazil'
import { lacksNinthDigit } from './brazilian-plan'
import { plainText } from './plain-text'

/**
 * With this many digits, a number identifies a customer even inside a longer number, with a code in front or an
 * extension behind.
 */
const SHORTEST_WITHIN = 10

/**
 * The part of a dialled number that identifies the customer: area code and number, without the codes of the country,
 * the carrier and long distance, and with the ninth digit of mobile numbers. An unknown number stays as it is.
 */
export function subscriberOf(number: string): string {
  const parsed = parsePhoneNumberFromString(number, 'BR', brazil)
  const known =
    parsed?.isValid() === true ? parsed.nationalNumber : number.replace(/^00(?=[1-9]\d{9})|^\+/, '')
  return lacksNinthDigit(known) ? `${known.slice(0, 2)}9${known.slice(2)}` : known
}

/** Whether both reach the same customer, however each is written: `+55 11 99999-9999`, `011999999999`, `11999999999`. */
export const isSameNumber = (one: string, other: string): boolean => subscriberOf(one) === subscriberOf(other)

/** Whether a text contains that number, alone or with more around it. */
export function mentions(text: string, number: string): boolean {
  const subscriber = subscriberOf(number)
  const reading = readNumbers(text, 'typed')
  const said = reading === null ? [] : [reading, ...reading.others]
  if (said.some((found) => subscriberOf(found.number) === subscriber)) return true
  return subscriber.length >= SHORTEST_WITHIN && plainText(text).replace(/\D/g, '').includes(subscriber)
}
