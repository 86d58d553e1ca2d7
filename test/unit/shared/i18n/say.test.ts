import { expect, it } from 'vitest'
import { locales, say, type Sentence } from '../../../../src/shared/i18n/say'

it.each(locales)('one is told otherwise than many, and many as they are written (%s)', (locale) => {
  const done = (rows: number): Sentence => ({ key: 'report_done', values: { rows } })
  expect(say(done(1), locale)).toMatch(/ 1 \p{L}+[^s]\.$/u)
  expect(say(done(0), locale)).toMatch(/ 0 \p{L}+s\.$/u)
  expect(say(done(12_345), locale)).toMatch(/ 12[.,]345 \p{L}+s\.$/u)
})

it('a message without a form for one is said as it is', () => {
  expect(say({ key: 'more_alerts', values: { count: 1 } }, 'en')).toBe('+1')
})
