import { expect, it } from 'vitest'
import { say, type Sentence } from '../../../../src/shared/i18n/say'
import { locales } from '../../../../src/shared/i18n/locale'

it.each([
  ['en', 0, 'Complete: 0 records.'],
  ['en', 1, 'Complete: 1 record.'],
  ['en', 1_000, 'Complete: 1,000 records.'],
  // Portuguese counts zero with one.
  ['pt-BR', 0, 'Completo: 0 registro.'],
  ['pt-BR', 1, 'Completo: 1 registro.'],
  // Written as 1.000, which a rule that reads the text would take for one.
  ['pt-BR', 1_000, 'Completo: 1.000 registros.'],
  ['es', 1, 'Completo: 1 registro.'],
  ['es', 10_000, 'Completo: 10.000 registros.'],
  // Spanish and Portuguese have a form of their own for whole millions.
  ['es', 1_000_000, 'Completo: 1.000.000 registros.'],
] as const)('%s: the noun agrees with %d', (locale, rows, said) => {
  expect(say({ key: 'report_done', values: { rows } }, locale)).toBe(said)
})

it('two numbers in one sentence agree each with its own noun', () => {
  const said = (rows: number, count: number): string[] =>
    locales.map((locale) => say({ key: 'report_done_incomplete', values: { rows, count } }, locale))
  expect(said(1, 2)).toEqual([
    '1 registro; 2 trechos incompletos.',
    '1 record; 2 incomplete stretches.',
    '1 registro; 2 tramos incompletos.',
  ])
  expect(said(2, 1)).toEqual([
    '2 registros; 1 trecho incompleto.',
    '2 records; 1 incomplete stretch.',
    '2 registros; 1 tramo incompleto.',
  ])
})

it('a value that is misspelt, missing or of another message does not compile: it would be said as undefined', () => {
  // @ts-expect-error the value of only one of the two
  const oneOfTwo = (key: 'extension' | 'break_left'): Sentence => ({ key, values: { time: '0:10' } })
  const sentences: readonly Sentence[] = [
    // @ts-expect-error a misspelt value
    { key: 'extension', values: { brnach: '2000' } },
    // @ts-expect-error a missing value
    { key: 'extension' },
    oneOfTwo('extension'),
  ]
  for (const sentence of sentences) expect(say(sentence, 'en')).toBe('Ext. undefined')
  // @ts-expect-error a message without values
  const more: Sentence = { key: 'tools', values: { branch: '2000' } }
  expect(say(more, 'en')).toBe('Tools')
})
