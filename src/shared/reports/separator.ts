import type { Locale } from '../i18n/locale'

/** The separator between the cells of a CSV file. */
export const separators = [';', ',', '\t'] as const
export type Separator = (typeof separators)[number]

/** `;` for languages with a decimal comma, as their spreadsheets expect it. */
export const separatorOf = (locale: Locale): Separator => (locale === 'en' ? ',' : ';')
