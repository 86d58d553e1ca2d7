import { expect, it } from 'vitest'
import { say } from '../../../../src/shared/i18n/say'
import { locales } from '../../../../src/shared/i18n/locale'
import { errorSentence } from '../../../../src/shared/vocom/error-sentence'
import { pabxErrorKinds } from '../../../../src/shared/vocom/errors'

it.each(locales)('each failure has a sentence of its own (%s)', (locale) => {
  const sentences = pabxErrorKinds.map((kind) => say(errorSentence({ kind, acted: 'no' }), locale))
  expect(new Set(sentences).size).toBe(pabxErrorKinds.length)
})
