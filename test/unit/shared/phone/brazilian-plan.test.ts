import { parsePhoneNumberFromString } from 'libphonenumber-js/core'
import { expect, it } from 'vitest'
import { brazil, everydayNumber } from '../../../../src/shared/phone/brazil'

const isValid = (digits: string): boolean =>
  parsePhoneNumberFromString(digits, 'BR', brazil)?.isValid() === true

it('the quick look at a number finds nothing that the library would refuse', () => {
  const wrong: string[] = []
  let found = 0
  for (let area = 10; area < 100; area++)
    for (let local = 20; local < 100; local++)
      for (const rest of ['000000', '345678', '999999', '3456789'])
        for (const prefix of ['', '0', '55', '+55', '90']) {
          const digits = `${prefix}${area}${local}${rest}`
          if (!everydayNumber.test(digits)) continue
          found++
          if (!isValid(digits)) wrong.push(digits)
        }
  expect(wrong).toEqual([])
  expect(found).toBeGreaterThan(5_000)
})
