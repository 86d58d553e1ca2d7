import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseLink } from '../../../src/shared/links'
import { findNumber, parseNumber } from '../../../src/shared/phone-number'

describe('links', () => {
  it.each([
    ['tel:+55-11-4002-8922', '+551140028922'],
    ['tel:(11)99999-9999;phone-context=x', '11999999999'],
    ['callto://08001234567', '08001234567'],
    ['sip:2000@pabx.example.com', '2000'],
    ['vocom-bar://dial/%2B551140028922', '+551140028922'],
    ['VOCOM-BAR://dial/2000/', '2000'],
  ])('%s dials %s', (link, number) => {
    expect(parseLink(link)).toEqual({ kind: 'dial', number })
  })

  it('adopts a call', () => {
    expect(parseLink('vocom-bar://call/ce36d513-bcea?number=1133334444&direction=inbound')).toEqual({
      kind: 'adopt',
      id: 'ce36d513-bcea',
      number: '1133334444',
      direction: 'inbound',
    })
  })

  it.each([
    'vocom-bar://hangUp',
    'vocom-bar://call.hangUp',
    'vocom-bar://call/',
    'vocom-bar://call/a%20b',
    'vocom-bar://call/x?number=%3Cb%3E1%3C/b%3E',
    'vocom-bar://dial/abc',
    'vocom-bar://dial/1/../../call.hangUp',
    `vocom-bar://dial/${'1'.repeat(600)}`,
    'tel:',
    'tel:%',
    'https://example.com',
    'javascript:alert(1)',
  ])('refuses %s', (link) => {
    expect(parseLink(link)).toBeNull()
  })

  it('never throws, and yields only numbers that may be sent', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('tel:', 'vocom-bar://dial/', 'sip:', 'vocom-bar://call/', ''),
        fc.string(),
        (scheme, rest) => {
          const link = parseLink(scheme + rest)
          if (link?.kind === 'dial') expect(link.number).toMatch(/^\+?[0-9*#]{1,32}$/)
        },
      ),
    )
  })
})

describe('numbers', () => {
  it.each([
    ['(11) 99999-9999', '11999999999'],
    ['+55 11 4002.8922', '+551140028922'],
    ['*86#', '*86#'],
    ['12', '12'],
    ['1', null],
    ['1'.repeat(33), null],
    ['11 9999-9999 ramal 3', null],
    ['', null],
    ['１１９９', '1199'],
  ])('%j is %j', (text, number) => {
    expect(parseNumber(text)).toBe(number)
  })

  it.each([
    ['Ligar: (11) 4002-8922 hoje', '1140028922'],
    ['0800 123 4567', '08001234567'],
    ['+55 (21) 98888-7777\n', '+5521988887777'],
    ['pedido 42', null],
  ])('in %j it finds %j', (text, number) => {
    expect(findNumber(text)).toBe(number)
  })
})
