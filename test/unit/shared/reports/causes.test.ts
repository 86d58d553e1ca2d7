import { expect, it } from 'vitest'
import { locales } from '../../../../src/shared/i18n/locale'
import { causeCodes, causeText, causeWord } from '../../../../src/shared/reports/causes'
import { momentText, searchForms } from '../../../../src/shared/reports/written'

it('a cause is told in plain words with its code beside; one that nobody knows is its code', () => {
  expect(causeText('USER_BUSY', 'pt-BR')).toBe('Número ocupado · USER_BUSY')
  expect(causeText('USER_BUSY', 'en')).toBe('Number busy · USER_BUSY')
  for (const code of ['', 'NEW_IN_2030', 'toString', '__proto__']) expect(causeText(code, 'es')).toBe(code)
})

it('every cause has words in every language', () => {
  for (const locale of locales)
    for (const code of causeCodes) expect(causeWord(code, locale)?.trim(), code).toMatch(/^\p{Lu}.{3,}[^.]$/u)
})

it('a moment is written as the language writes it; what is none stays', () => {
  expect(momentText('2020-09-02 18:03:12', 'pt-BR')).toBe('02/09/2020, 18:03:12')
  expect(momentText('2020-09-02 18:03:12', 'en').replaceAll('\u202f', ' ')).toBe('09/02/2020, 06:03:12 PM')
  expect(momentText('2020-09-02', 'es')).toBe('02/09/2020')
  expect(momentText('soon', 'en')).toBe('soon')
})

it('a date is searched for as it is written, and as the records have it', () => {
  expect(searchForms(' 2/9/2020, 18:03 ', 'es')).toEqual(['2/9/2020, 18:03', '2020-09-02 18:03'])
  expect(searchForms('9/2/2020', 'en')).toEqual(['9/2/2020', '2020-09-02'])
  expect(searchForms('  ', 'en')).toEqual([])
})
