import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNumbers } from '../../../../src/shared/phone/phone-number'
import { parseLink } from '../../../../src/shared/calls/links'

describe('links', () => {
  it.each([
    ['tel:+55-11-4002-8922', '+551140028922'],
    ['tel:(11)99999-9999;phone-context=x', '11999999999'],
    ['callto://08001234567', '08001234567'],
    ['callto:tel:+55(11)4002-8922', '+551140028922'],
    ['tel:+55+11+99999+0000', '+5511999990000'],
    ['tel:%2B55%2011%2099999-0000', '+5511999990000'],
    ['tel:\u2066+55 11 99999\u20130000\u2069', '+5511999990000'],
    ['tel:+55(0)11999990000', '+5511999990000'],
    ['tel:+44(0)2079460958', '+442079460958'],
    ['tel:0xx1133334444', '1133334444'],
    ['sip:+551140028922@pabx.example.com;user=phone', '+551140028922'],
    ['sip:2000@pabx.example.com', '2000'],
    ['vocom-bar://dial/%2B551140028922', '+551140028922'],
    ['VOCOM-BAR://dial/2000/', '2000'],
  ])('%s dials %s', (link, number) => {
    expect(parseLink(link)).toMatchObject({ kind: 'dial', number })
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
    'vocom-bar://call/%7Bcall_id%7D?number=1133334444',
    'tel:*21*1133334444%23',
    'tel:*7211999990000',
    'tel:%2A7',
    'vocom-bar://dial/**21*11999990000%23',
    'tel:24/11/2026',
    'tel:123.456.789-09',
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

  it.each([
    ['tel:+12125550123,,123%23', '+12125550123', ',,123#'],
    ['tel:+12125550123;ext=12', '+12125550123', ';ext=12'],
    ['tel:+5511999990000p123', '+5511999990000', 'p123'],
    ['tel:1133334444%20ramal%2012', '1133334444', 'ramal 12'],
  ])('%s dials the main number, and tells the rest', (link, number, rest) => {
    const parsed = parseLink(link)
    if (parsed?.kind !== 'dial') throw new Error('no link to dial')
    expect(readNumbers(parsed.text, 'typed')).toEqual({ number, rest, others: [] })
  })

  it.each([
    'anonymous',
    'An%C3%B4nimo',
    'An%F4nimo',
    'unknown',
    'Restricted',
    'Privado',
    '{caller}',
    '%7Bcaller%7D',
    '',
    '%3Cb%3E1%3C/b%3E',
    '*21*11999990000%23',
  ])('adopts a call whose number is %j: it must be possible to hang it up', (number) => {
    expect(
      parseLink(`vocom-bar://call/ce36d513-bcea-4639-adb9-0e947410abc5?number=${number}&direction=inbound`),
    ).toEqual({
      kind: 'adopt',
      id: 'ce36d513-bcea-4639-adb9-0e947410abc5',
      number: undefined,
      direction: 'inbound',
    })
  })

  it.each([
    '%7Bce36d513-bcea-4639-adb9-0e947410abc5%7D',
    '{ce36d513-bcea-4639-adb9-0e947410abc5}',
    '%3Cce36d513-bcea-4639-adb9-0e947410abc5%3E',
  ])('the id in %s is the one in its braces', (id) => {
    expect(parseLink(`vocom-bar://call/${id}?number=%2B551133334444`)).toMatchObject({
      id: 'ce36d513-bcea-4639-adb9-0e947410abc5',
      number: '+551133334444',
    })
  })

  it('never throws, and yields only numbers that may be sent', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('tel:', 'vocom-bar://dial/', 'sip:', 'vocom-bar://call/', ''),
        fc.string(),
        (scheme, rest) => {
          const link = parseLink(scheme + rest)
          if (link?.kind === 'dial') expect(link.number).toMatch(/^\+?[0-9]{2,32}$/)
        },
      ),
    )
  })
})
