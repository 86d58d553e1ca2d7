import { later, type PabxTime } from '../../../shared/time'
import type { Sentence } from '../../../shared/i18n/say'
import { failed, ok, type Result } from '../../../shared/result'
import {
  filterNames,
  kindOf,
  noFilters,
  type Filters,
  type FilterName,
  type ReportKind,
} from '../../../shared/reports/kinds'
import { readPabxTime, pabxTimeText } from '../../../shared/reports/pabx-time'
import type { RequestOf } from '../../../shared/vocom/endpoints'
import { floorTo, type Window } from './pages'

export type ReportRequest = {
  readonly kind: ReportKind
  /** The period that the PABX is asked for: whole minutes for the dialer. */
  readonly period: Window
  /** The period that was wanted, from its first second to its last. Other rows are not part of the report. */
  readonly seconds: Window
  readonly filters: Filters
}

/** As typed: dates as `2020-09-02`, `2020-09-02 18:03`, `2020-09-02 18:03:12`, or `02/09/2020` with or without time. */
export type TypedRequest = {
  readonly from: string
  readonly to: string
  readonly filters: Readonly<Partial<Record<FilterName, string | undefined>>>
}

type Mistake =
  | 'report_date_invalid'
  | 'report_in_future'
  | 'report_filter_unknown'
  | 'report_mailing_invalid'
  | 'number_invalid'
  | 'report_cause_invalid'

/** A mailing's UUID. The vendor's own examples are shorter. */
const mailingId = /^[0-9a-f]+(-[0-9a-f]+)*$/i

/**
 * Reads what was typed into a request, or answers the sentence that says what is wrong. A date without a time means the
 * whole day, a time without seconds the whole minute. `pabxNow` is the time on the PABX's clock.
 */
export function readRequest(
  kind: ReportKind,
  typed: TypedRequest,
  pabxNow: PabxTime,
): Result<ReportRequest, Sentence> {
  const { grain, filters: known } = kindOf(kind)
  const mistake = (key: Mistake, text: string): Result<ReportRequest, Sentence> =>
    failed({ key, values: { text: text.slice(0, 60) } })
  const from = moment(typed.from)
  const to = moment(typed.to)
  if (from === null) return mistake('report_date_invalid', typed.from)
  if (to === null) return mistake('report_date_invalid', typed.to)
  const first = floorTo(grain, from.first)
  const last = floorTo(grain, to.last)
  if (to.last < from.first) return failed({ key: 'report_end_before_begin' })
  if (from.first > pabxNow) return mistake('report_in_future', pabxTimeText(from.first))
  const filters = { ...noFilters }
  for (const name of filterNames) {
    const value = typed.filters[name]?.trim() ?? ''
    if (value === '') continue
    if (!known.includes(name)) return mistake('report_filter_unknown', name)
    if (name === 'mailing' && !mailingId.test(value)) return mistake('report_mailing_invalid', value)
    if (name === 'destination' && !/^\+?[\d\s().-]{2,32}$/.test(value))
      return mistake('number_invalid', value)
    if (name === 'hangup_cause' && !/^[\w-]{2,60}$/.test(value)) return mistake('report_cause_invalid', value)
    filters[name] =
      name === 'destination'
        ? value.replace(/[^\d+]/g, '')
        : name === 'hangup_cause'
          ? value.toUpperCase()
          : value
  }
  const seconds = { first: from.first, last: to.last }
  return ok({ kind, period: { first, last }, seconds, filters })
}

/** The first and the last second that a typed date may mean. */
function moment(text: string): { readonly first: PabxTime; readonly last: PabxTime } | null {
  const local = /^(\d{2})\/(\d{2})\/(\d{4})(.*)$/.exec(text.trim())
  const iso =
    local === null ? text.trim() : `${local[3] ?? ''}-${local[2] ?? ''}-${local[1] ?? ''}${local[4] ?? ''}`
  const first = readPabxTime(iso)
  if (first === null) return null
  const length = iso.length <= 10 ? 86_400 : iso.length <= 16 ? 60 : 1
  return { first, last: later(first, length - 1) }
}

/** One window in the API's format: minutes for the dialer, seconds for the tabulations. */
export function apiRequest(
  kind: ReportKind,
  { first, last }: Window,
  filters: Filters,
  companyId: string,
): RequestOf<'listTabulations'> | RequestOf<'listDialer'> {
  const length = kindOf(kind).grain === 60 ? 16 : 19
  const dates = {
    date_begin: pabxTimeText(first).slice(0, length),
    date_end: pabxTimeText(last).slice(0, length),
  }
  return kind === 'dialer'
    ? { ...dates, ...filters, company_id: companyId }
    : { ...dates, company_id: companyId }
}
