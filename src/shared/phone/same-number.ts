import { parsePhoneNumberFromString } from 'libphonenumber-js/core'
import { readNumbers } from './phone-number'
import { brazil } from './brazil'
import { lacksNinthDigit } from './brazilian-plan'
import { plainText } from './plain-text'

/** So many figures are one customer's, also among others: a code in front, an extension behind. */
const SHORTEST_WITHIN = 10

/**
 * Of a number as it is dialled, what is the customer's own: area and number, without the codes of the country, of a
 * carrier and of long distance, and with the ninth digit that mobiles have got. A number that nobody knows stands as it is.
 */
export function subscriberOf(number: string): string {
  const parsed = parsePhoneNumberFromString(number, 'BR', brazil)
  const known =
    parsed?.isValid() === true ? parsed.nationalNumber : number.replace(/^00(?=[1-9]\d{9})|^\+/, '')
  return lacksNinthDigit(known) ? `${known.slice(0, 2)}9${known.slice(2)}` : known
}

/** Whether both reach the same customer, however each is written: `+55 11 99999-9999`, `011999999999`, `11999999999`. */
export const isSameNumber = (one: string, other: string): boolean => subscriberOf(one) === subscriberOf(other)

/** Whether a text, a number or one with more around it, says that number. */
export function mentions(text: string, number: string): boolean {
  const subscriber = subscriberOf(number)
  const reading = readNumbers(text, 'typed')
  const said = reading === null ? [] : [reading, ...reading.others]
  if (said.some((found) => subscriberOf(found.number) === subscriber)) return true
  return subscriber.length >= SHORTEST_WITHIN && plainText(text).replace(/\D/g, '').includes(subscriber)
}
