import type { FilterName, ReportKind } from './kinds'

/*
 * Reports that the agent has given a name: what to ask for, and no rows.
 */

/** Quick periods, which move with the day. */
export const presetNames = ['today', 'yesterday', 'week', 'month', 'lastMonth'] as const
export type PresetName = (typeof presetNames)[number]

export const reportViews = ['table', 'charts'] as const
export type ReportViewName = (typeof reportViews)[number]

export type SavedReport = {
  readonly name: string
  readonly kind: ReportKind
  /** Null where the dates are meant as they are. */
  readonly preset: PresetName | null
  /** As typed. With a quick period, the dates that it had when it was saved. */
  readonly from: string
  readonly to: string
  readonly filters: Readonly<Partial<Record<FilterName, string | undefined>>>
  readonly shown: ReportViewName
}

export const SAVED_MOST = 20
export const SAVED_NAME_MOST = 60

/** The list with that report in it, in place of one of the same name; null where there is no room for another. */
export function withSaved(saved: readonly SavedReport[], report: SavedReport): readonly SavedReport[] | null {
  const isKnown = saved.some(({ name }) => name === report.name)
  if (isKnown) return saved.map((other) => (other.name === report.name ? report : other))
  return saved.length < SAVED_MOST ? [...saved, report] : null
}

/** The list with another name for a report; null where that name is another report's, or there is no such report. */
export function withRenamed(
  saved: readonly SavedReport[],
  name: string,
  next: string,
): readonly SavedReport[] | null {
  const others = saved.filter((other) => other.name !== name)
  if (others.length === saved.length || others.some((other) => other.name === next)) return null
  return saved.map((report) => (report.name === name ? { ...report, name: next } : report))
}
