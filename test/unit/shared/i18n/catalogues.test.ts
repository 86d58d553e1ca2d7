import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { locales, type Locale } from '../../../../src/shared/i18n/locale'
import { say, type PlainKey } from '../../../../src/shared/i18n/say'

/*
 * The compiler of the messages says a message that one language lacks in another language, and an agent would read English
 * in the middle of Portuguese.
 */

const folder = 'src/shared/i18n/messages'
const catalogueSchema = z.record(z.string(), z.unknown())

const catalogue = (area: string, locale: Locale): Record<string, unknown> =>
  catalogueSchema.parse(JSON.parse(readFileSync(join(folder, area, `${locale}.json`), 'utf8')))

/** The texts of a message: one, or one for each case of its plural. */
function textsOf(message: unknown): readonly string[] {
  if (typeof message === 'string') return [message]
  const cases = z.array(z.object({ match: z.record(z.string(), z.string()) })).parse(message)
  return cases.flatMap(({ match }) => Object.values(match))
}

/** The values that a message puts into its text. */
const valuesOf = (message: unknown): readonly string[] =>
  [...new Set(textsOf(message).flatMap((text) => text.match(/\{[^}]*\}/g) ?? []))].sort()

const areas = readdirSync(folder)

describe.each(areas)('the messages of %s', (area) => {
  const english = catalogue(area, 'en')

  it.each(locales.filter((locale) => locale !== 'en'))(
    '%s has the same ones, with the same values',
    (locale) => {
      const messages = catalogue(area, locale)
      expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort())
      for (const [key, message] of Object.entries(messages))
        expect(valuesOf(message), key).toEqual(valuesOf(english[key]))
    },
  )

  it.each(locales)('%s leaves no text empty', (locale) => {
    const texts = Object.values(catalogue(area, locale)).flatMap(textsOf)
    expect(texts.filter((text) => text.trim() === '')).toEqual([])
  })
})

it.each(locales)('%s: a message without values is said as it is written', (locale) => {
  for (const [key, message] of areas.flatMap((area) => Object.entries(catalogue(area, locale))))
    if (key !== '$schema' && typeof message === 'string' && !message.includes('{'))
      expect(say({ key: key as PlainKey }, locale), key).toBe(message)
})

it('every area is compiled', () => {
  const project = readFileSync('project.inlang/settings.json', 'utf8')
  expect(areas.filter((area) => !project.includes(`messages/${area}/`))).toEqual([])
})

it.each(locales)('%s names no two commands alike', (locale) => {
  const names = Object.values(catalogue('commands', locale)).flatMap(textsOf)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})
