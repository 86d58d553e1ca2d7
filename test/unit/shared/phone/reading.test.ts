import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseNumber, readNumbers, type NumberSource } from '../../../../src/shared/phone/phone-number'
import { notations } from '../../../support/notations'

const runs = { numRuns: Number(process.env['NUMBER_RUNS'] ?? 2_000) }

const sources = ['typed', 'link', 'copied'] as const
const source = fc.constantFrom<NumberSource>(...sources)

/** Texts as they are and as they never are: lines of the table, cut, joined and sprinkled with signs. */
const piece = fc.oneof(
  fc.constantFrom(...notations().map(({ written }) => written)),
  fc.stringMatching(/^[\d ().+*#/-]{0,24}$/),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    ' e ',
    ' / ',
    '\t',
    '\n',
    ' ramal 12',
    ',,',
    '(0)',
    '0xx',
    '0**',
    '–',
    '•',
    ' ',
    ';',
    '+55',
    '11',
  ),
)
const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''))

const invisible = [
  '\u200b',
  '\u200e',
  '\u2066',
  '\u2069',
  '\u202a',
  '\u202c',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u061c',
]
const sprinkled = fc
  .tuple(text, fc.array(fc.tuple(fc.nat(200), fc.constantFrom(...invisible)), { maxLength: 12 }))
  .map(([plain, marks]) => {
    const signs = Array.from(plain)
    for (const [at, mark] of marks) signs.splice(Math.min(at, signs.length), 0, mark)
    return { plain, marked: signs.join('') }
  })

/** Every decimal digit of any script, as ASCII. */
const digitsOf = (written: string): string =>
  [...written.matchAll(/\p{Nd}/gu)]
    .map(({ 0: digit }) => {
      let value = 0
      const code = digit.codePointAt(0) ?? 0
      while (/^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) value++
      return value % 10
    })
    .join('')

const isWithin = (part: string, whole: string): boolean => {
  let at = 0
  for (const sign of part) {
    at = whole.indexOf(sign, at) + 1
    if (at === 0) return false
  }
  return true
}

describe('whatever a text says', () => {
  it('what is read is a number that the PABX takes, and reads as itself', () => {
    fc.assert(
      fc.property(text, source, (written, from) => {
        const reading = readNumbers(written, from)
        for (const { number } of reading === null ? [] : [reading, ...reading.others]) {
          expect(number).toMatch(/^\+?[\d*#]{1,32}$/)
          expect(number.length).toBeGreaterThanOrEqual(2)
          expect(number.length).toBeLessThanOrEqual(32)
          expect(parseNumber(number)).toBe(number)
        }
      }),
      runs,
    )
  })

  it('no digit is dialled that does not stand in the text, and none in another order', () => {
    fc.assert(
      fc.property(text, source, (written, from) => {
        const reading = readNumbers(written, from)
        const digits = digitsOf(written)
        if (reading !== null) expect(isWithin(reading.number.replace(/\D/g, ''), digits)).toBe(true)
        for (const { number } of reading?.others ?? [])
          for (const digit of number.replace(/\D/g, '')) expect(digits).toContain(digit)
      }),
      runs,
    )
  })

  it('marks that cannot be seen change nothing', () => {
    fc.assert(
      fc.property(sprinkled, source, ({ plain, marked }, from) => {
        fc.pre(marked.length <= 2_000)
        expect(readNumbers(marked, from)).toEqual(readNumbers(plain, from))
      }),
      runs,
    )
  })

  it('a link never names a code', () => {
    fc.assert(
      fc.property(text, (written) => {
        const reading = readNumbers(written, 'link')
        for (const { number } of reading === null ? [] : [reading, ...reading.others])
          expect(number).toMatch(/^\+?\d+$/)
      }),
      runs,
    )
  })

  it('what is typed and shown is what is sent', () => {
    fc.assert(
      fc.property(text, (written) => {
        const shown = readNumbers(written, 'typed')?.number ?? null
        if (shown !== null)
          expect(readNumbers(shown, 'typed')).toEqual({ number: shown, rest: '', others: [] })
      }),
      runs,
    )
  })
})

describe('typed', () => {
  it.each([
    ['*7#', '*7#'],
    ['**2000', '**2000'],
    ['*21*11999990000#', '*21*11999990000#'],
    ['0**11 3333-4444', '1133334444'],
    ['20260325', '20260325'],
    ['1234567', '1234567'],
    ['２０００', '2000'],
    ['Tel. (11) 3333-4444', '1133334444'],
    ['tel:⁦+55 11 99999−0000⁩', '+5511999990000'],
    ['11 3333-4444 ramal 3', '1133334444'],
    ['0800 123 4567 / 0800 765 4321', '08001234567'],
    ['11 99999-0000 11 3333-4444', '11999990000'],
    ['1'.repeat(32), '1'.repeat(32)],
    ['1'.repeat(33), null],
    ['123.456.789-09', null],
    ['192.168.0.10', null],
    ['24/11/2026', null],
    ['01310-100', null],
    ['(11) *****-4321', null],
    ['550e8400-e29b-41d4-a716-446655440000', null],
    ['abc 11 3333-4444', null],
    ['4111 1111 1111 1111 1111', null],
    ['', null],
  ])('%j is %j', (written, number) => {
    expect(parseNumber(written)).toBe(number)
  })
})

describe('a text made to keep the reader busy', () => {
  const long = (unit: string): string => unit.repeat(Math.ceil(2_000 / unit.length)).slice(0, 2_000)
  const units = [
    '1',
    '1 ',
    '11 ',
    '(1',
    '+',
    '(',
    '1-',
    '1.',
    '1/',
    '0xx',
    '0**',
    '- ',
    '\t',
    '\n',
    'a1',
    'a.',
    'a/',
    '@',
    '11 99999-0000 ',
    '1,',
    '11\t',
    'tel ',
    'ramal 1 ',
    'e 1',
    ':1',
    '0:',
    '0-',
    '*',
    '#',
    '9999 9999 ',
    '/45',
    '•',
    'cpf ',
    '9'.repeat(9) + ' ',
    '१',
    '\ud800',
    ' e 4445',
    '11 3333 4444 ',
  ]
  it.each([...units.map((unit) => [unit]), ...notations().map(({ written }) => [written])])(
    'of %j, 2,000 characters long, is read to its end',
    (unit) => {
      // A pattern that goes back over the text for each of its signs would not come to an end here.
      const busy = long(unit === '' ? ' ' : unit)
      for (const from of sources) expect(readNumbers(busy, from)?.number.length ?? 0).toBeLessThanOrEqual(32)
    },
  )
})
