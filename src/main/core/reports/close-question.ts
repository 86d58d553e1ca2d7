import { say } from '../../../shared/i18n/say'
import type { Locale } from '../../../shared/i18n/locale'
import type { QuitQuestion } from '../kernel/ports'

/** The question before a window with a running report is closed. */
export const closeQuestion = (locale: Locale): QuitQuestion => ({
  question: say({ key: 'close_in_report' }, locale),
  yes: say({ key: 'close_report' }, locale),
  no: say({ key: 'cancel' }, locale),
})
