import { describe, expect, it } from 'vitest'
import { numbersIn } from '../../../../src/shared/phone/places'

/** The text of each number as it stands there, and what is dialled. */
const found = (text: string): readonly string[] =>
  numbersIn(text).map(({ start, end, number }) => `${text.slice(start, end)} → ${number}`)

describe('the numbers of a page', () => {
  it.each([
    ['Tel.: (11) 99999-8888', '(11) 99999-8888 → 11999998888'],
    ['+55 (0)11 3333–4444, fax', '+55 (0)11 3333–4444 → +551133334444'],
    ['Ligação: 11 3333.4444 às 10h', '11 3333.4444 → 1133334444'],
    ['‏طلب (11) 99999-8888 رقم‏', '(11) 99999-8888 → 11999998888'],
    ['هاتف: ٠٨٠٠ ١٢٣ ٤٥٦٧', '٠٨٠٠ ١٢٣ ٤٥٦٧ → 08001234567'],
    ['Joa\u0303o 11\u200b99999\u20118888', '11\u200b99999\u20118888 → 11999998888'],
    ['CPF 123.456.789-09, celular 11 98888-7777', '11 98888-7777 → 11988887777'],
  ])('%s', (text, ...expected) => {
    expect(found(text)).toEqual(expected)
  })

  it('are all found where several stand in one text', () => {
    expect(found('(11) 3333-4444 / 3333-5555 e 0800 123 4567')).toEqual([
      '(11) 3333-4444 → 1133334444',
      '3333-5555 → 1133335555',
      '0800 123 4567 → 08001234567',
    ])
    expect(found('11 99999-8888 21 3333-4444')).toEqual([
      '11 99999-8888 → 11999998888',
      '21 3333-4444 → 2133334444',
    ])
  })

  it('are read alike alone and among words, whatever the area', () => {
    const differing: string[] = []
    for (let area = 10; area < 100; area++)
      for (const local of ['99999-8888', '3333-4444', '7333-4444', '8333-4444', '93333-4444', '1333-4444']) {
        const alone = numbersIn(` (${area}) ${local}\n`).map(({ number }) => number)
        const among = numbersIn(`a (${area}) ${local} b`).map(({ number }) => number)
        if (alone.join() !== among.join()) differing.push(`(${area}) ${local}`)
      }
    expect(differing).toEqual([])
  })

  it('are none where figures are something else', () => {
    const others = [
      'R$ 1.234.567,89',
      '12345678.90',
      'CPF 123.456.789-09',
      'CNPJ 12.345.678/0001-90',
      'Pedido 1199998888',
      'Protocolo: 2026112400012345',
      '24/11/2026 13:55:07',
      '192.168.100.200:8080',
      'ce36d513-4f0a-4a39-9a1e-1199998888aa',
      'https://crm.example.com/clientes/1199998888',
      '2025-2026',
      '34191.79001 01043.510047 91020.150008 6 84560026000',
      '-23.550520, -46.633308',
      '••••• 1199998888•',
    ]
    expect(others.filter((text) => found(text).length > 0)).toEqual([])
  })
})
