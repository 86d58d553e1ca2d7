import type { Locale } from '../../../shared/i18n/locale'
import type { Sentence } from '../../../shared/i18n/say'

/** A count beside that of the period before, in words. */
export function changeOf(now: number, before: number, period: string, locale: Locale): Sentence {
  if (now === before) return { key: 'report_change_same', values: { period } }
  const count = Math.abs(now - before)
  if (before === 0) return { key: 'report_change_from_none', values: { count, period } }
  const percent = signed(((now - before) / before) * 100, locale)
  return {
    key: now > before ? 'report_change_more' : 'report_change_fewer',
    values: { count, period, percent },
  }
}

/** The rate of the period before: a difference of two percentages reads like a percentage of one. */
export const rateBefore = (answered: number, total: number, period: string): Sentence =>
  total === 0
    ? { key: 'report_change_no_rate', values: { period } }
    : { key: 'report_change_rate', values: { value: (answered / total) * 100, period } }

/** `+8`, `−0.4`: whole from ten on. */
const signed = (value: number, locale: Locale): string =>
  new Intl.NumberFormat(locale, {
    signDisplay: 'always',
    maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0,
  })
    .format(value)
    .replace('-', '−')
