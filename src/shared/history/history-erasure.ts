import type { History } from './history'
import { mentions } from '../phone/same-number'

/** How many entries of each kind contained an erased number. */
export type ErasedEntries = {
  readonly calls: number
  readonly transfers: number
  readonly favourites: number
  readonly reports: number
}

/** The history without a customer's number. Breaks contain none. */
export function withoutNumber(
  history: History,
  number: string,
): { readonly history: History; readonly found: ErasedEntries } {
  const calls = history.calls.filter((call) => !mentions(call.number, number))
  const transfers = history.transfers.filter(({ to }) => !mentions(to, number))
  const favourites = history.favourites.filter((name) => !mentions(name, number))
  const reports = history.reports.filter(
    ({ name, filters }) => !mentions(name, number) && !mentions(filters.destination ?? '', number),
  )
  const found = {
    calls: history.calls.length - calls.length,
    transfers: history.transfers.length - transfers.length,
    favourites: history.favourites.length - favourites.length,
    reports: history.reports.length - reports.length,
  }
  return { history: { ...history, calls, transfers, favourites, reports }, found }
}

export const sumOf = (all: readonly ErasedEntries[]): ErasedEntries =>
  all.reduce(
    (sum, { calls, transfers, favourites, reports }) => ({
      calls: sum.calls + calls,
      transfers: sum.transfers + transfers,
      favourites: sum.favourites + favourites,
      reports: sum.reports + reports,
    }),
    { calls: 0, transfers: 0, favourites: 0, reports: 0 },
  )
