import type { Locale } from '../i18n/say'

/** What stands between the cells of a CSV file. */
export const separators = [';', ',', '\t'] as const
export type Separator = (typeof separators)[number]

/** `;` where a comma separates decimals: what a spreadsheet of that language expects. */
export const separatorOf = (locale: Locale): Separator => (locale === 'en' ? ',' : ';')
