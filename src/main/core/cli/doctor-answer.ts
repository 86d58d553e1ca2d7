import { findingSentence, isFault, type Finding } from '../../../shared/doctor/findings'
import { say } from '../../../shared/i18n/say'
import type { Locale } from '../../../shared/i18n/locale'

/** A line for each check; 1 when something is wrong. */
export const doctorAnswer = (found: readonly Finding[], locale: Locale) => ({
  code: found.some(isFault) ? 1 : 0,
  out: found.map((finding) => say(findingSentence(finding), locale)).join('\n'),
  err: '',
})
