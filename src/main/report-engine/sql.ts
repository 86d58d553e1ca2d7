import type { Locale } from '../../shared/i18n/locale'
import type { ColumnType } from '../../shared/reports/kinds'

/*
 * Pieces of SQL. Column names come from the PABX and are never used as identifiers: the table calls its columns c0, c1
 * and so on, in the order of their names.
 */

export const columnId = (index: number): string => `c${String(index)}`

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Names for the columns of an exported file, without what the database cannot express. */
export function aliases(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name, index) => {
    const bare = name.replaceAll('\u0000', '')
    const first = bare === '' ? `column_${String(index + 1)}` : bare
    let free = first
    // The database ignores letter case in names.
    for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${first} (${String(count)})`
    taken.add(free.toLowerCase())
    return `"${free.replaceAll('"', '""')}"`
  })
}

/** Seconds of `00:00:19`; null for anything else, including durations that no call can have. */
export const seconds = (value: string): string =>
  `case when regexp_full_match(${value}, '\\d{1,6}:\\d\\d:\\d\\d') then
    try_cast(split_part(${value}, ':', 1) as bigint) * 3600 + try_cast(split_part(${value}, ':', 2) as bigint) * 60 +
    try_cast(split_part(${value}, ':', 3) as bigint) end`

/** Without accents and capitals, as in the search of the transfer list. */
export const folded = (value: string): string => `strip_accents(lower(${value}))`

/** Whether there is no value; the PABX also writes `--:--:--` for none. */
const isNone = (value: string): string => `regexp_full_match(${value}, '[-:\\s]*')`

const number = (value: string): string =>
  `case when regexp_full_match(${value}, '[-+]?\\d{1,15}(\\.\\d{1,9})?') then try_cast(${value} as double) end`

/** A text for sorting: words as that language sorts them, numbers within them as numbers. */
const word = (value: string, locale: Locale): string =>
  `icu_sort_key(${value}, ${literal(`${locale.slice(0, 2)}-u-kn`)})`

/**
 * The order of a sort: numbers first, then words as the language sorts them. Rows without a value come last in both
 * directions.
 */
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
