import type { History } from '../../../shared/history/history'
import { say, type PlainKey } from '../../../shared/i18n/say'
import type { Locale } from '../../../shared/i18n/locale'
import type { Outcome } from '../../../shared/outcome'
import type { TextExchange } from '../kernel/ports'
import { separatorOf, type Separator } from '../../../shared/reports/separator'
import { BYTE_ORDER_MARK, csvLine } from '../reports/files/csv'

/** The tally of breaks as CSV, one line per day and break: how often, and how long as `h:mm:ss`. */
export function tallyCsv(
  { breaks }: History,
  locale: Locale,
  separator: Separator = separatorOf(locale),
): string {
  const head: readonly PlainKey[] = ['tally_day', 'command_break', 'tally_count', 'tally_time']
  const lines = [...breaks]
    .sort((a, b) => a.day.localeCompare(b.day) || a.name.localeCompare(b.name))
    .map(({ day, name, count, milliseconds }) => [day, name, String(count), clockText(milliseconds)])
  const rows = [head.map((key) => say({ key }, locale)), ...lines]
  return BYTE_ORDER_MARK + rows.map((cells) => csvLine(cells, separator)).join('')
}

/** Saves the tally to a file that the agent chooses. */
export const exportTally = (
  history: History,
  locale: Locale,
  files: TextExchange,
  separator?: Separator,
): Promise<Outcome> => files.save('vocom-breaks.csv', tallyCsv(history, locale, separator))

function clockText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${String(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
