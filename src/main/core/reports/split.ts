import { pabxTime } from '../../../shared/time'
import { kindOf, type FilterName, type Filters, type ReportKind } from '../../../shared/reports/kinds'
import { dated, isWithin, type Dated, type Page, type Probe, type Window } from './pages'

/** Records that may be missing from a report. */
export type Incomplete = {
  readonly window: Window
  readonly filters: Filters
  /**
   * `cut`: the API did not give all of them, and no filter separates them. `unproven`: every known value was asked for
   * by itself, but records with a value that no answer showed would be missing.
   */
  readonly why: 'cut' | 'unproven'
}

/** Records are certainly missing: the report ends with its own exit status, and its file says so. */
export const isCut = ({ why }: Incomplete): boolean => why === 'cut'

/** A smallest window that was split by hang-up cause, and the causes asked for. */
export type Crowd = { readonly window: Window; readonly asked: readonly string[] }

export type Parts = { readonly rows: readonly Dated[]; readonly incomplete: readonly Incomplete[] }

/** The column with the values to try for each filter. */
const columnOf: Record<FilterName, string> = {
  hangup_cause: 'hangup_cause',
  // Documented as a UUID that no row carries. Some PABXs accept the key instead, others refuse it.
  mailing: 'mailing_key',
  destination: 'destination',
}

const order: readonly FilterName[] = ['hangup_cause', 'mailing', 'destination']

/** Asking for more values one by one would take more requests than anybody would wait for. */
const MOST_VALUES = 60

/** Causes that a dialer meets (FreeSWITCH's names), asked for even if no row showed them. */
const usualCauses = [
  'NORMAL_CLEARING NO_ANSWER USER_BUSY NO_USER_RESPONSE SUBSCRIBER_ABSENT CALL_REJECTED UNALLOCATED_NUMBER',
  'ORIGINATOR_CANCEL NORMAL_UNSPECIFIED NORMAL_TEMPORARY_FAILURE NORMAL_CIRCUIT_CONGESTION ALLOTTED_TIMEOUT',
  'INVALID_NUMBER_FORMAT NO_ROUTE_DESTINATION DESTINATION_OUT_OF_ORDER RECOVERY_ON_TIMER_EXPIRE',
]
  .join(' ')
  .split(' ')

export type Known = { readonly crowds: readonly Crowd[]; readonly causes: readonly string[] }

export type Splitter = {
  /** Splits one smallest window; `rows` were read from it, and `total` is how many the PABX says there are. */
  readonly split: (window: Window, rows: readonly Dated[], total: number | null) => Promise<Parts>
  /** Notes the hang-up causes of these rows, from any window. */
  readonly note: (rows: readonly Dated[]) => void
  /** At the end, asks each crowd for the causes that became known only later. */
  readonly rest: () => AsyncGenerator<Parts, void>
  readonly known: () => Known
}

/**
 * Splits smallest windows by the other filters of the report ("APIv2, Relatório do discador": hangup_cause, mailing,
 * destination). The API cannot ask for "all others", so unless the PABX gives a total, a split window cannot be proven
 * complete, and the report says so.
 */
export function createSplitter(
  kind: ReportKind,
  base: Filters,
  probe: Probe,
  isFull: (page: Page) => boolean,
  before: Known = { crowds: [], causes: [] },
): Splitter {
  const { grain, time, filters: available } = kindOf(kind)
  const causes = new Set(before.causes)
  let crowds: readonly Crowd[] = before.crowds
  /** Filters that the PABX refuses or ignores. */
  const noHelp = new Set<FilterName>()

  const read = (window: Window, page: Page): readonly Dated[] =>
    dated(page.rows, time).filter((row) => isWithin(window, grain, row))

  /** The rows with one value of a filter; null when the filter does not help. */
  async function only(window: Window, filters: Filters, name: FilterName, value: string) {
    const page = await probe(window, { ...filters, [name]: value })
    if (page === null) return null
    const rows = read(window, page)
    return rows.every(({ row }) => row[columnOf[name]] === value) ? { rows, full: isFull(page) } : null
  }

  async function apart(
    window: Window,
    rows: readonly Dated[],
    filters: Filters,
    names: readonly FilterName[],
  ): Promise<Parts> {
    const [name, ...others] = names
    if (name === undefined) return { rows, incomplete: [{ window, filters, why: 'cut' }] }
    const column = columnOf[name]
    const values = new Set(rows.map(({ row }) => row[column] ?? ''))
    // An empty filter means "all". Rows without a value cannot be asked for, and stay as they were read.
    values.delete('')
    if (values.size === 0 || values.size > MOST_VALUES || noHelp.has(name))
      return apart(window, rows, filters, others)

    const asRead = (value: string): readonly Dated[] =>
      rows.filter(({ row }) => (row[column] ?? '') === value)
    const parts: Dated[] = [...asRead('')]
    const incomplete: Incomplete[] = []
    let helped = false
    for (const value of values) {
      const narrowed = { ...filters, [name]: value }
      const found = await only(window, filters, name, value)
      if (found === null || found.rows.length === 0) {
        if (!helped) {
          if (found === null) noHelp.add(name)
          return apart(window, rows, filters, others)
        }
        parts.push(...asRead(value))
        incomplete.push({ window, filters: narrowed, why: 'cut' })
        continue
      }
      helped = true
      const smaller = found.full ? await apart(window, found.rows, narrowed, others) : null
      parts.push(...(smaller ?? found).rows)
      incomplete.push(...(smaller?.incomplete ?? []))
    }
    if (name === 'hangup_cause') crowds = [...crowds, { window, asked: [...values] }]
    if (incomplete.length === 0) incomplete.push({ window, filters, why: 'unproven' })
    return { rows: parts, incomplete }
  }

  async function split(window: Window, found: readonly Dated[], total: number | null): Promise<Parts> {
    const rows = found.filter((row) => isWithin(window, grain, row))
    const names = order.filter((name) => available.includes(name) && base[name] === '')
    const parts = await apart(window, rows, base, names)
    if (total === null || parts.rows.length !== total) return parts
    crowds = crowds.filter((crowd) => crowd.window !== window)
    return { rows: parts.rows, incomplete: [] }
  }

  /** Asks for a rare cause once over all crowds, and crowd by crowd if that is too much for one answer. */
  async function ofCause(cause: string, lacking: readonly Crowd[]): Promise<Parts> {
    const hull = {
      first: pabxTime(Math.min(...lacking.map(({ window }) => window.first))),
      last: pabxTime(Math.max(...lacking.map(({ window }) => window.last))),
    }
    const all = await only(hull, base, 'hangup_cause', cause)
    if (all === null) return { rows: [], incomplete: [] }
    if (!all.full)
      return {
        rows: all.rows.filter((row) => lacking.some(({ window }) => isWithin(window, grain, row))),
        incomplete: [],
      }
    const rows: Dated[] = []
    const incomplete: Incomplete[] = []
    for (const { window } of lacking) {
      const found = await only(window, base, 'hangup_cause', cause)
      rows.push(...(found?.rows ?? []))
      if (found?.full === true)
        incomplete.push({ window, filters: { ...base, hangup_cause: cause }, why: 'cut' })
    }
    return { rows, incomplete }
  }

  async function* rest(): AsyncGenerator<Parts, void> {
    for (const cause of new Set([...causes, ...usualCauses])) {
      const lacking = crowds.filter(({ asked }) => !asked.includes(cause))
      if (lacking.length === 0) continue
      const parts = await ofCause(cause, lacking)
      crowds = crowds.map(({ window, asked }) => ({ window, asked: [...new Set([...asked, cause])] }))
      if (parts.rows.length > 0) yield parts
    }
    crowds = []
  }

  return {
    split,
    note: (rows) => {
      if (available.length === 0 || causes.size > MOST_VALUES) return
      for (const { row } of rows) causes.add(row['hangup_cause'] ?? '')
      causes.delete('')
    },
    rest,
    known: () => ({ crowds, causes: [...causes] }),
  }
}
