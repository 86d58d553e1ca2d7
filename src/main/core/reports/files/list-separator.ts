import { separators, type Separator } from '../../../../shared/reports/separator'

type System = {
  /** The separator that the system names, if any. */
  readonly list: string | null
  /** The language of the system's numbers and dates, as a language tag; null when it does not say. */
  readonly locale: string | null
}

/** The sign that the system puts between list items; null when it names none, or one that no CSV uses. */
export function listSeparatorOf({ list, locale }: System): Separator | null {
  const said = separators.find((known) => known === list)
  if (said !== undefined) return said
  if (locale === null) return null
  try {
    const decimal = new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')
    return decimal?.value === ',' ? ';' : ','
  } catch {
    // An unknown language tag.
    return null
  }
}

/** `pt_BR.UTF-8` as a language tag; null for none, and for `C` and `POSIX`, which are no languages. */
export function localeOfEnvironment(variables: Readonly<Record<string, string | undefined>>): string | null {
  const named = [variables['LC_ALL'], variables['LC_NUMERIC'], variables['LANG']].find(
    (value) => value !== undefined && value !== '',
  )
  const bare = (named ?? '').split(/[.@]/)[0] ?? ''
  return ['', 'C', 'POSIX'].includes(bare) ? null : bare.replaceAll('_', '-')
}
