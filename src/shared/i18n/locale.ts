export const locales = ['pt-BR', 'en', 'es'] as const
export type Locale = (typeof locales)[number]

/**
 * The language to use: the chosen one, or the closest to the system's ("pt-PT" becomes pt-BR; other languages English).
 */
export function resolveLocale(chosen: Locale | 'system', system: readonly string[]): Locale {
  if (chosen !== 'system') return chosen
  for (const tag of system) {
    const language = tag.toLowerCase().split(/[-_]/)[0]
    const match = locales.find((locale) => locale.toLowerCase().split('-')[0] === language)
    if (match !== undefined) return match
  }
  return 'en'
}
