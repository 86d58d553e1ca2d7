import * as en from './generated/messages/en'
import * as es from './generated/messages/es'
import * as ptBR from './generated/messages/pt-BR'

export const locales = ['pt-BR', 'en', 'es'] as const
export type Locale = (typeof locales)[number]

export type SentenceKey = keyof typeof en

/** A message and its values; a value may be a sentence of its own. Every surface says it in its own language. */
export type Sentence = {
  readonly key: SentenceKey
  readonly values?: Readonly<Record<string, string | number | Sentence>>
}

// An interface, because a type alias may not refer to itself this way.
export interface SentenceValues {
  readonly [name: string]: string | number | Sentence
}

/** Read as text it is what `numberText` writes; the plural rules of a message read the number itself. */
type WrittenNumber = { readonly toString: () => string; readonly valueOf: () => number }

type Message = (values: Record<string, string | WrittenNumber>) => string

/** Every language has every message: the compiler of the messages and this type see to it. */
const catalogues: Record<Locale, { readonly [Key in SentenceKey]: unknown }> = { 'pt-BR': ptBR, en, es }

const numberFormats = new Map<Locale, Intl.NumberFormat>()

/** A number as it is written in that language: `1.234.567` in Portuguese. */
export function numberText(value: number, locale: Locale): string {
  const format = numberFormats.get(locale) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  numberFormats.set(locale, format)
  return format.format(value)
}

/** A time of day as it is written in that language, without seconds: the same on every surface. */
export const timeText = (at: number, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at)

/** The sentence as text in that language. */
export function say(sentence: Sentence, locale: Locale): string {
  const values: Record<string, string | WrittenNumber> = {}
  for (const [name, value] of Object.entries(sentence.values ?? {})) {
    values[name] =
      typeof value === 'object'
        ? say(value, locale)
        : typeof value === 'number'
          ? { toString: () => numberText(value, locale), valueOf: () => value }
          : value
  }
  return (catalogues[locale][sentence.key] as Message)(values)
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
