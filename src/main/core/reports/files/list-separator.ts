import { separators, type Separator } from '../../../../shared/reports/separator'

type System = {
  /** As the system says it outright, where it does. */
  readonly list: string | null
  /** How the system writes numbers and dates, as a language tag; null where it does not say. */
  readonly locale: string | null
}

/** The sign that the system puts between the items of a list; null where it does not say, or says one that no CSV has. */
export function listSeparatorOf({ list, locale }: System): Separator | null {
  const said = separators.find((known) => known === list)
  if (said !== undefined) return said
  if (locale === null) return null
  try {
    const decimal = new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')
    return decimal?.value === ',' ? ';' : ','
  } catch {
    // No language that anybody knows.
    return null
  }
}

/** `pt_BR.UTF-8` as a language tag; null for none, `C` and `POSIX`, which are nobody's. */
export function localeOfEnvironment(variables: Readonly<Record<string, string | undefined>>): string | null {
  const named = [variables['LC_ALL'], variables['LC_NUMERIC'], variables['LANG']].find(
    (value) => value !== undefined && value !== '',
  )
  const bare = (named ?? '').split(/[.@]/)[0] ?? ''
  return ['', 'C', 'POSIX'].includes(bare) ? null : bare.replaceAll('_', '-')
}
