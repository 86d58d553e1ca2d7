import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseNumber, readNumbers } from '../../../../src/shared/phone/phone-number'

const findNumber = (text: string): string | null => readNumbers(text, 'copied')?.number ?? null

describe('a number', () => {
  it.each([
    ['(11) 99999-9999', '11999999999'],
    ['+55 11 4002-8922', '+551140028922'],
    ['0800 123 4567', '08001234567'],
    ['0 15 11 99999 9999', '01511999999999'],
    ['*7#', '*7#'],
    ['11\u00a099999\u20119999', '11999999999'],
    ['1', null],
    ['abc', null],
    ['1'.repeat(33), null],
  ])('%s is %s', (text, number) => {
    expect(parseNumber(text)).toBe(number)
  })
})

describe('a number in a longer text', () => {
  it.each([
    ['Maria Silva, (11) 99999-9999, São Paulo', '11999999999'],
    ['tel. 0800 123 4567 (grátis)', '08001234567'],
    ['+44 20 7946 0958', '+442079460958'],
    ['2026-11-24 13:55', null],
    ['24/11/2026 13:55:07', null],
    ['em 24/11/2026 às 13:55 ligou 11 4002-8922', '1140028922'],
    ['no number here', null],
    ['11 99999-9999', '11999999999'],
    ['(0xx11) 4002-8922', '1140028922'],
    ['0xx11 4002 8922', '1140028922'],
    ['0 15 11 99999-9999', '01511999999999'],
    ['+5511999999999', '+5511999999999'],
    ['tel:+55-11-4002-8922', '+551140028922'],
    ['01.23.45.67.89', '0123456789'],
    ['1-800-555-1234', '18005551234'],
    ['800.555.1234', '8005551234'],
    ['4002-8922', '40028922'],
    ['2000', '2000'],
    ['*7#', null],
    ['CPF 123.456.789-09, fone (11) 4002-8922', '1140028922'],
    ['R$ 1.234.567,89', null],
    ['R$1234567,89', null],
    ['total 12.345.678,90', null],
    ['12.345.678', null],
    ['US$ 12,345,678.90', null],
    ['192.168.100.200', null],
    ['http://192.168.100.200:8080/', null],
    ['123.456.789-09', null],
    ['123456789-09', null],
    ['12.345.678/0001-90', null],
    ['12345678/0001-90', null],
    ['RG 12.345.678-9', null],
    ['CEP 01310-100', null],
    ['24/11/2026', null],
    ['24.11.2026', null],
    ['24-11-2026', null],
    ['2026/11/24', null],
    ['de 01/11/2026 a 24/11/2026', null],
    ['4111 1111 1111 1111', null],
    ['816b6751-0592-44dc-a311-b870f7850750', null],
  ])('%s: %s', (text, number) => {
    expect(findNumber(text)).toBe(number)
  })
})

describe('whatever stands around it', () => {
  const figures = (count: number) =>
    fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
      .map((all) => all.join(''))
  const two = (least: number, most: number) =>
    fc.integer({ min: least, max: most }).map((value) => String(value).padStart(2, '0'))
  const other = fc.oneof(
    fc.tuple(figures(3), figures(3), figures(3), figures(2)).map(([a, b, c, d]) => `${a}.${b}.${c}-${d}`),
    fc
      .tuple(figures(2), figures(3), figures(3), figures(2))
      .map(([a, b, c, d]) => `${a}.${b}.${c}/0001-${d}`),
    fc.ipV4(),
    fc.tuple(two(1, 31), two(1, 12), two(0, 99)).map(([day, month, year]) => `${day}/${month}/20${year}`),
    fc.tuple(two(1, 31), two(1, 12), two(0, 99)).map(([day, month, year]) => `20${year}-${month}-${day}`),
    fc
      .tuple(fc.integer({ min: 1, max: 999 }), figures(3), figures(3))
      .map(([a, b, c]) => `R$ ${a}.${b}.${c},00`),
  )
  const area = fc.constantFrom('11', '21', '32', '48', '51', '61', '79', '85', '92', '99')
  const phone = fc
    .tuple(area, figures(4), figures(4))
    .chain(([area, head, tail]) =>
      fc
        .constantFrom(
          `(${area}) 9${head}-${tail}`,
          `${area} 9${head}-${tail}`,
          `${area}9${head}${tail}`,
          `(0xx${area}) 9${head}-${tail}`,
          `tel:${area}9${head}${tail}`,
        )
        .map((written) => ({ written, dialled: `${area}9${head}${tail}` })),
    )

  it('amounts, documents, dates and addresses are no numbers', () => {
    fc.assert(
      fc.property(other, (text) => {
        expect(findNumber(text)).toBeNull()
        expect(findNumber(`ver ${text}, obrigado`)).toBeNull()
      }),
    )
  })

  it('and a number beside them is found', () => {
    fc.assert(
      fc.property(other, phone, other, (before, { written, dialled }, after) => {
        expect(findNumber(`${before} - ${written}, ${after}`)).toBe(dialled)
      }),
    )
  })
})
