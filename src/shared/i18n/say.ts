import { catalogue as en } from './generated/messages/en'
import { catalogue as es } from './generated/messages/es'
import { catalogue as ptBR } from './generated/messages/pt-BR'
import type { Locale } from './locale'
import type { WallTime } from '../time'

type Catalogue = ReturnType<typeof en>
export type SentenceKey = keyof Catalogue

/** The messages without placeholders. */
export type PlainKey = { [Key in SentenceKey]: Catalogue[Key] extends string ? Key : never }[SentenceKey]
type ValuedKey = Exclude<SentenceKey, PlainKey>

/** For several keys: the placeholders of any of them. */
type PlaceholderOf<Key extends SentenceKey> = Key extends ValuedKey
  ? keyof Parameters<Catalogue[Key]>[0]
  : never

/** A value may itself be a sentence, which every surface says in its own language. */
export type Value = string | number | Sentence
export type ValuesOf<Key extends SentenceKey> = { readonly [Name in PlaceholderOf<Key>]: Value }

type PlainSentence = { readonly key: PlainKey; readonly values?: undefined }
type ValuedSentences = { [Key in ValuedKey]: { readonly key: Key; readonly values: ValuesOf<Key> } }

/** A message, with a value for each of its placeholders. */
export type Sentence = PlainSentence | ValuedSentences[ValuedKey]

/** As text it reads as `numberText` writes it; the plural rules of a message use the number itself. */
type WrittenNumber = { readonly toString: () => string; readonly valueOf: () => number }

type Message = (values: Record<string, string | WrittenNumber>) => string

/** Every language has every message; the message compiler and this type ensure it. */
type Translated = { readonly [Key in SentenceKey]: unknown }
const makers: Record<Locale, () => Translated> = { 'pt-BR': ptBR, en, es }
const made = new Map<Locale, Translated>()

function catalogueOf(locale: Locale): Translated {
  const catalogue = made.get(locale) ?? makers[locale]()
  made.set(locale, catalogue)
  return catalogue
}

const numberFormats = new Map<Locale, Intl.NumberFormat>()

/** The values of a sentence, by placeholder. */
export const valuesOf = (sentence: Sentence): Readonly<Record<string, Value>> => sentence.values ?? {}

/** A number as that language writes it: `1.234.567` in Portuguese. */
export function numberText(value: number, locale: Locale): string {
  const format = numberFormats.get(locale) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  numberFormats.set(locale, format)
  return format.format(value)
}

/** A time of day as that language writes it, without seconds. */
export const timeText = (at: WallTime, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at)

/** The sentence as text in that language. */
export function say(sentence: Sentence, locale: Locale): string {
  const message = catalogueOf(locale)[sentence.key]
  if (typeof message === 'string') return message
  const values: Record<string, string | WrittenNumber> = {}
  for (const [name, value] of Object.entries(valuesOf(sentence))) {
    values[name] =
      typeof value === 'object'
        ? say(value, locale)
        : typeof value === 'number'
          ? { toString: () => numberText(value, locale), valueOf: () => value }
          : value
  }
  return (message as Message)(values)
}
