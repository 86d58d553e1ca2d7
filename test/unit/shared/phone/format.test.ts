import fc from 'fast-check'
import world from 'libphonenumber-js/min/metadata'
import full from 'libphonenumber-js/metadata.max.json'
import { expect, it } from 'vitest'
import { brazil } from '../../../../src/shared/phone/brazil'
import { phone } from '../../../../src/shared/phone/format'

it.each([
  ['11999990000', '11 99999-0000'],
  ['011999990000', '0 11 99999-0000'],
  ['1133334444', '11 3333-4444'],
  ['1187654321', '1187654321'],
  ['1199999999', '1199999999'],
  ['33334444', '33334444'],
  ['999990000', '999990000'],
  ['40041234', '4004-1234'],
  ['08001234567', '0800 123 4567'],
  ['+5511999990000', '+55 11 99999-0000'],
  ['5511999990000', '55 11 99999-0000'],
  ['01511999990000', '01511999990000'],
  ['+442079460958', '+442079460958'],
  ['2001', '2001'],
  ['*7#', '*7#'],
  ['', ''],
])('%s is written %s', (number, written) => {
  expect(phone(number)).toBe(written)
})

it.each([
  ['+442079460958', '+44 20 7946 0958'],
  ['+390669820001', '+39 06 6982 0001'],
  ['+12125550123', '+1 212 555 0123'],
])('with the metadata of the world %s is written %s', (number, written) => {
  expect(phone(number, world)).toBe(written)
})

it('shows every digit that is dialled, and no other', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^\+?[\d*#]{0,20}$/),
      fc.constantFrom(brazil, world),
      (number, metadata) => {
        expect(phone(number, metadata).replace(/[ ()-]/g, '')).toBe(number)
      },
    ),
  )
})

it('Brazil is as the library has it', () => {
  expect(brazil.countries.BR).toEqual(full.countries.BR)
  expect(brazil.version).toBe(full.version)
})
