import type { Locale } from '../../shared/i18n/say'
import type { ColumnType } from '../../shared/reports/kinds'

/*
 * Pieces of SQL. The names of columns come from the PABX and are nobody's identifiers: in the table the columns are
 * called c0, c1 and so on, in the order of their names.
 */

export const columnId = (index: number): string => `c${String(index)}`

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** As a name in a file for other programs: what the database could not say is left out. */
export function aliases(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name, index) => {
    const bare = name.replaceAll('\u0000', '')
    const first = bare === '' ? `column_${String(index + 1)}` : bare
    let free = first
    // The database tells no capitals from small letters.
    for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${first} (${String(count)})`
    taken.add(free.toLowerCase())
    return `"${free.replaceAll('"', '""')}"`
  })
}

/** Seconds of `00:00:19`; null of anything else, of what no telephone ever did too. */
export const seconds = (value: string): string =>
  `case when regexp_full_match(${value}, '\\d{1,6}:\\d\\d:\\d\\d') then
    try_cast(split_part(${value}, ':', 1) as bigint) * 3600 + try_cast(split_part(${value}, ':', 2) as bigint) * 60 +
    try_cast(split_part(${value}, ':', 3) as bigint) end`

/** Without accents or capitals, as the search in the list of transfers. */
export const folded = (value: string): string => `strip_accents(lower(${value}))`

/** Also `--:--:--`, the PABX's word for none. */
const isNone = (value: string): string => `regexp_full_match(${value}, '[-:\\s]*')`

const number = (value: string): string =>
  `case when regexp_full_match(${value}, '[-+]?\\d{1,15}(\\.\\d{1,9})?') then try_cast(${value} as double) end`

/** Words as a dictionary of that language has them, the numbers within them as numbers. */
const word = (value: string, locale: Locale): string =>
  `icu_sort_key(${value}, ${literal(`${locale.slice(0, 2)}-u-kn`)})`

/** What to order by: numbers as numbers, then words as the language has them; none last either way. */
export function ordering(
  value: string,
  { type, locale, descending }: { type: ColumnType; locale: Locale; descending: boolean },
): string {
  const way = descending ? 'desc' : 'asc'
  const keys = {
    text: [`(${number(value)}) is null`, number(value), word(value, locale)],
    duration: [seconds(value)],
    moment: [],
  }[type]
  return [`${isNone(value)} asc`, ...[...keys, value].map((key) => `${key} ${way} nulls last`)].join(', ')
}
