import { describe, expect, it } from 'vitest'
import { isSameNumber, mentions } from '../../../../src/shared/phone/same-number'
import { parseNumber } from '../../../../src/shared/phone/phone-number'

const read = (text: string): string => parseNumber(text) ?? `unread ${text}`

describe('the same customer', () => {
  it.each([
    '+55 11 99999-9999',
    '011999999999',
    '11999999999',
    '5511999999999',
    '(11) 9 9999-9999',
    '0 15 11 99999-9999',
    '+55 (0)11 99999-9999',
    '11 9999-9999',
    '１１９９９９９９９９９',
  ])('is %s', (written) => {
    expect(isSameNumber(read(written), '11999999999')).toBe(true)
    expect(mentions(written, '+5511999999999')).toBe(true)
  })

  it.each(['21999999999', '1133334444', '99999999', '999999999', '2000', '+12125551234'])(
    'is not %s',
    (written) => {
      expect(isSameNumber(read(written), '11999999999')).toBe(false)
      expect(mentions(written, '11999999999')).toBe(false)
    },
  )

  it('is found abroad, on a land line and at an extension', () => {
    expect(isSameNumber(read('+1 212 555-1234'), read('0012125551234'))).toBe(true)
    expect(isSameNumber(read('(11) 3333-4444'), read('+551133334444'))).toBe(true)
    expect(isSameNumber('2000', '2000')).toBe(true)
    expect(isSameNumber('2000', '12000')).toBe(false)
  })

  it('is found behind a code, and in a text with more in it', () => {
    expect(mentions('*21*11999999999#', '11999999999')).toBe(true)
    expect(mentions('11 3333-4444, 11 99999-9999', '11999999999')).toBe(true)
    expect(mentions('It is not known whether the PABX dialled +55 11 99999-9999.', '11999999999')).toBe(true)
    expect(mentions('SUPORTE.ANA', '11999999999')).toBe(false)
    expect(mentions('', '11999999999')).toBe(false)
  })
})
