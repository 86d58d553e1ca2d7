import { kindOf, type FilterName, type Filters, type ReportKind } from '../../../shared/reports/kinds'
import { dated, isFull, isWithin } from './pages'
import type { Ask, Dated, Window } from './pages'
import type { Incomplete } from './walk'

/** The column by whose values each filter can be tried. */
const columnOf: Record<FilterName, string> = {
  hangup_cause: 'hangup_cause',
  mailing: 'mailing_key',
  destination: 'destination',
}

const order: readonly FilterName[] = ['hangup_cause', 'mailing', 'destination']

/** Telling so many apart costs more requests than anybody would wait for. */
const MOST_VALUES = 60

/** Causes that a dialer meets (FreeSWITCH's names), beside those that the rows show. */
const usualCauses = [
  'NORMAL_CLEARING NORMAL_UNSPECIFIED NORMAL_TEMPORARY_FAILURE NORMAL_CIRCUIT_CONGESTION NO_ANSWER USER_BUSY',
  'NO_USER_RESPONSE SUBSCRIBER_ABSENT CALL_REJECTED UNALLOCATED_NUMBER INVALID_NUMBER_FORMAT ALLOTTED_TIMEOUT',
  'NO_ROUTE_DESTINATION NUMBER_CHANGED DESTINATION_OUT_OF_ORDER NETWORK_OUT_OF_ORDER ORIGINATOR_CANCEL LOSE_RACE',
  'RECOVERY_ON_TIMER_EXPIRE SWITCH_CONGESTION GATEWAY_DOWN PROGRESS_TIMEOUT MEDIA_TIMEOUT SERVICE_UNAVAILABLE',
  'INCOMPATIBLE_DESTINATION INTERWORKING EXCHANGE_ROUTING_ERROR OUTGOING_CALL_BARRED PICKED_OFF USER_NOT_REGISTERED',
]
  .join(' ')
  .split(' ')

type Parts = { readonly rows: readonly Dated[]; readonly incomplete: readonly Incomplete[] }

/**
 * Takes one smallest window apart by the other filters of the report ("APIv2, Relatório do discador":
 * hangup_cause, mailing, destination). What is full even so is given as far as it was read, and told.
 */
export function createSplitter(kind: ReportKind, period: Window, base: Filters, ask: Ask) {
  const { grain, time, filters: available } = kindOf(kind)
  let causes: Promise<readonly string[]> | null = null

  /** Which of the usual causes there are at all: one request each, once for the whole period. */
  const causesInUse = (): Promise<readonly string[]> =>
    (causes ??= (async () => {
      const used: string[] = []
      for (const cause of usualCauses) {
        const page = await ask(period, { ...base, hangup_cause: cause })
        if (page.received > 0) used.push(cause)
      }
      return used
    })())

  async function apart(
    window: Window,
    rows: readonly Dated[],
    filters: Filters,
    names: readonly FilterName[],
  ): Promise<Parts> {
    const [name, ...others] = names
    if (name === undefined) return { rows, incomplete: [{ window, filters }] }
    const column = columnOf[name]
    const seen = new Set(rows.map(({ row }) => row[column] ?? ''))
    const values = new Set([...seen, ...(name === 'hangup_cause' ? await causesInUse() : [])])
    // An empty filter means "all": rows without a value can't be asked for by it.
    if (seen.has('') || values.size > MOST_VALUES) return apart(window, rows, filters, others)

    const parts: Dated[] = []
    const incomplete: Incomplete[] = []
    for (const value of values) {
      const narrowed = { ...filters, [name]: value }
      const page = await ask(window, narrowed)
      const found = dated(page.rows, time).filter((row) => isWithin(window, grain, row))
      const isOf = found.every(({ row }) => row[column] === value)
      // The PABX does not know the filter by these values: it is no help.
      if (!isOf || (found.length === 0 && seen.has(value))) return apart(window, rows, filters, others)
      if (isFull(page)) {
        const smaller = await apart(window, found, narrowed, others)
        parts.push(...smaller.rows)
        incomplete.push(...smaller.incomplete)
      } else {
        parts.push(...found)
      }
    }
    return { rows: parts, incomplete }
  }

  return (window: Window, rows: readonly Dated[]): Promise<Parts> => {
    const names = order.filter((name) => available.includes(name) && base[name] === '')
    return apart(
      window,
      rows.filter((row) => isWithin(window, grain, row)),
      base,
      names,
    )
  }
}
