import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { branch } from '../../../../src/shared/ids'
import { recordUrl } from '../../../../src/shared/crm/record-url'
import { isRecordTemplate, unknownVariable } from '../../../../src/shared/crm/template'
import { e164 } from '../../../../src/shared/phone/e164'

const call = { id: 'call-1', number: '11999999999', direction: 'inbound' } as const
const agent = { agent: 'Ana & Léo', branch: branch('2000'), queues: ['SUPORTE', 'VENDAS'] }
const urlOf = (template: string, changes: Partial<{ id: string | null; number: string }> = {}) =>
  recordUrl(template, { ...call, ...changes }, agent)

describe('the address of a record', () => {
  it.each([
    ['https://crm.example.com/c/{number}', 'https://crm.example.com/c/11999999999'],
    ['https://crm.example.com/c?tel={e164}', 'https://crm.example.com/c?tel=%2B5511999999999'],
    ['https://crm.example.com/c?tel={+e164}', 'https://crm.example.com/c?tel=+5511999999999'],
    ['https://crm.example.com{/callId}{?agent}', 'https://crm.example.com/call-1?agent=Ana%20%26%20L%C3%A9o'],
    [
      'http://crm/c{?number,direction,branch,queue*}',
      'http://crm/c?number=11999999999&direction=inbound&branch=2000&queue=SUPORTE&queue=VENDAS',
    ],
    ['https://crm.example.com/c?q={number:2}&f={queue}', 'https://crm.example.com/c?q=11&f=SUPORTE,VENDAS'],
    ['https://crm.example.com/', 'https://crm.example.com/'],
  ])('%s → %s', (template, url) => {
    expect(isRecordTemplate(template)).toBe(true)
    expect(urlOf(template)).toBe(url)
  })

  it('leaves out what is not known, and there is none for a call of which nothing is known', () => {
    const template = 'https://crm.example.com/c{?e164,callId}'
    expect(urlOf(template, { number: '2008' })).toBe('https://crm.example.com/c?callId=call-1')
    expect(urlOf(template, { number: '', id: null })).toBeNull()
    expect(urlOf('https://crm.example.com/c{?number}', { number: '' })).toBeNull()
  })

  it.each([
    'crm.example.com/{number}',
    'ftp://crm.example.com/{number}',
    'file:///etc/{number}',
    'javascript:alert({number})',
    'https://agent:secret@crm.example.com/{number}',
    'https://agent@crm.example.com/{number}',
    'https://{agent}.example.com/',
    'https://crm.example.com{number}',
    'https://crm.example.com\\@evil.example/{number}',
    'https://crm.example.com/{number',
    'https://crm.example.com/number}',
    'https://crm.example.com/{}',
    'https://crm.example.com/{phone}',
    'https://crm.example.com/{number:0}',
    'https://crm.example.com/a b',
  ])('is no template: %s', (template) => expect(isRecordTemplate(template)).toBe(false))

  it('names what stands for nothing', () => {
    expect(unknownVariable('https://crm.example.com/{number}{?callId,phone*}')).toBe('phone')
    expect(unknownVariable('https://crm.example.com/{number}')).toBeNull()
  })

  it('goes to the host of its template and nowhere else, whatever the call and the agent are called', () => {
    const piece = fc.constantFrom(
      '{number}',
      '{+callId}',
      '{?agent}',
      '{/queue*}',
      '{#branch}',
      '{+agent}',
      'a/b',
      '..',
      '@',
      '?x=',
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 6 }),
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.string({ maxLength: 20 }),
        (pieces, name, number) => {
          const template = `https://crm.example.com/${pieces.join('')}`
          const url = recordUrl(
            template,
            { ...call, id: name, number },
            { agent: name, branch: branch(number), queues: [name] },
          )
          if (url !== null)
            expect(new URL(url)).toMatchObject({ origin: 'https://crm.example.com', username: '' })
        },
      ),
    )
  })
})

describe('E.164', () => {
  it.each([
    ['11999999999', '+5511999999999'],
    ['01133334444', '+551133334444'],
    ['+551133334444', '+551133334444'],
    ['551133334444', '+551133334444'],
    ['+442071838750', '+442071838750'],
    ['2008', null],
    ['33334444', null],
    ['*72#', null],
    ['', null],
  ])('%s → %s', (number, written) => expect(e164(number)).toBe(written))
})
