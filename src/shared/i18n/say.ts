import * as messages from './generated/messages'

export const locales = ['pt-BR', 'en', 'es'] as const
export type Locale = (typeof locales)[number]

export type SentenceKey = keyof typeof messages

/** A message and its values; a value may be a sentence of its own. Every surface says it in its own language. */
export type Sentence = {
  readonly key: SentenceKey
  readonly values?: Readonly<Record<string, string | number | Sentence>>
}

type Message = (values: Record<string, string | number>, options: { locale: Locale }) => string

/** The sentence as text in that language. */
export function say(sentence: Sentence, locale: Locale): string {
  const values: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(sentence.values ?? {})) {
    values[name] = typeof value === 'object' ? say(value, locale) : value
  }
  return (messages[sentence.key] as Message)(values, { locale })
}

/** The language to speak: the chosen one, or the nearest to the system's ("pt-PT" reads pt-BR; others English). */
export function resolveLocale(chosen: Locale | 'system', system: readonly string[]): Locale {
  if (chosen !== 'system') return chosen
  for (const tag of system) {
    const language = tag.toLowerCase().split(/[-_]/)[0]
    const match = locales.find((locale) => locale.toLowerCase().split('-')[0] === language)
    if (match !== undefined) return match
  }
  return 'en'
}
