import type { Locale } from '../../../shared/i18n/locale'
import { causeText } from '../../../shared/reports/causes'
import { kindOf, type ReportKind } from '../../../shared/reports/kinds'
import { momentText } from '../../../shared/reports/written'

/** How the cells of one column are written in that language. `--:--:--` is the PABX's word for none. */
export function cellWriter(kind: ReportKind, name: string, locale: Locale): (value?: string) => string {
  const type = kindOf(kind).columns.find((column) => column.name === name)?.type
  const write =
    name === 'hangup_cause'
      ? (value: string) => causeText(value, locale)
      : type === 'moment'
        ? (value: string) => momentText(value, locale)
        : (value: string) => value
  return (value = '') => (/^[-:]+$/.test(value) ? '–' : value === '' ? '' : write(value))
}
