import type { Locale } from '../i18n/locale'
import { readPabxTime } from './pabx-time'

/*
 * Cells as the agent's language writes them. Moments are the PABX's wall clock, formatted as if they were in UTC.
 */

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(locale: Locale, withTime: boolean): Intl.DateTimeFormat {
  const known = formats.get(`${locale} ${String(withTime)}`)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(withTime ? { hour: '2-digit', minute: '2-digit', second: '2-digit' } : {}),
  })
  formats.set(`${locale} ${String(withTime)}`, made)
  return made
}

/** `02/09/2020, 18:03:12` in Portuguese; a text that is no moment stays as it is. */
export function momentText(text: string, locale: Locale): string {
  const at = readPabxTime(text)
  return at === null ? text : formatOf(locale, text.length > 10).format(at * 1_000)
}

/** A period in few words: `1–7 Nov`, with times of day where it is not of whole days, and years where it spans two. */
export function periodText(from: string, to: string, locale: Locale): string {
  const [first, last] = [readPabxTime(from), readPabxTime(to)]
  if (first === null || last === null) return `${from} – ${to}`
  const isWholeDays = from.endsWith(' 00:00:00') && to.endsWith(' 23:59:59')
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    ...(isWholeDays ? {} : { hour: 'numeric', minute: '2-digit' }),
  }).formatRange(first * 1_000, last * 1_000)
}

/** The texts that a search may mean: the typed one, and the same with its date in the format of the records. */
export function searchForms(typed: string, locale: Locale): readonly string[] {
  const text = typed.trim()
  if (text === '') return []
  const isDayFirst = locale !== 'en'
  const written = text.replace(
    /(\d{1,2})\/(\d{1,2})\/(\d{4}),?/,
    (_all, first: string, second: string, year: string) => {
      const [day, month] = isDayFirst ? [first, second] : [second, first]
      return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    },
  )
  return written === text ? [text] : [text, written]
}
