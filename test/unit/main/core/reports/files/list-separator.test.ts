import { expect, it } from 'vitest'
import {
  listSeparatorOf,
  localeOfEnvironment,
} from '../../../../../../src/main/core/reports/files/list-separator'

it('the sign is the one that the system says outright, else the one that its numbers leave free', () => {
  expect(listSeparatorOf({ list: ';', locale: 'en-US' })).toBe(';')
  expect(listSeparatorOf({ list: '\t', locale: 'en-US' })).toBe('\t')
  expect(listSeparatorOf({ list: '#', locale: 'pt-BR' })).toBe(';')
  expect(listSeparatorOf({ list: null, locale: 'es-MX' })).toBe(',')
  expect(listSeparatorOf({ list: null, locale: 'es-ES' })).toBe(';')
})

it('a system that says nothing leaves it to the language of the bar', () => {
  expect(listSeparatorOf({ list: null, locale: null })).toBeNull()
  expect(listSeparatorOf({ list: null, locale: 'no such language' })).toBeNull()
})

it('of the variables the strongest that is set counts', () => {
  expect(localeOfEnvironment({ LANG: 'en_US.UTF-8', LC_NUMERIC: 'pt_BR.UTF-8' })).toBe('pt-BR')
  expect(localeOfEnvironment({ LANG: 'en_US.UTF-8', LC_NUMERIC: '', LC_ALL: 'de_DE@euro' })).toBe('de-DE')
  for (const LANG of ['', 'C', 'C.UTF-8', 'POSIX', undefined])
    expect(localeOfEnvironment({ LANG })).toBeNull()
})
