import { steadyTime, type SteadyTime } from '../time'
import type { TeamMember } from './team'

/*
 * The agent's own shift in quarters of an hour, from the day's counters in the polls: what was added between two polls
 * belongs to the quarter of the later one. Limited to a day. While the bar did not poll there is a gap, and what was
 * added then belongs to no quarter.
 */

export type Counts = { readonly answered: number; readonly missed: number; readonly outbound: number }

/** A quarter of an hour from `begin` (milliseconds of main's steady clock). */
export type Quarter = { readonly begin: SteadyTime } & Counts

export type Shift = {
  readonly quarters: readonly Quarter[]
  readonly last: (Counts & { readonly at: SteadyTime }) | null
}

export const noShift: Shift = { quarters: [], last: null }

export const QUARTER_MS = 900_000
const QUARTERS_KEPT = 96
/** Between polls further apart than this there is a gap. Milliseconds. */
const GAP_MS = 180_000

export function withOwnPoll(shift: Shift, member: TeamMember | undefined, at: SteadyTime): Shift {
  if (member === undefined) return shift
  const { answered, missed, outbound } = member
  if (answered === null && missed === null && outbound === null) return shift
  const now = { answered: answered ?? 0, missed: missed ?? 0, outbound: outbound ?? 0 }
  const { last } = shift
  const isGap = last === null || at - last.at > GAP_MS
  // At midnight the PABX starts counting from zero.
  const added = (name: keyof Counts): number => (isGap ? 0 : Math.max(0, now[name] - last[name]))
  const begin = steadyTime(Math.floor(at / QUARTER_MS) * QUARTER_MS)
  const current = shift.quarters.at(-1)
  const before = current?.begin === begin ? current : { begin, answered: 0, missed: 0, outbound: 0 }
  const quarter: Quarter = {
    begin,
    answered: before.answered + added('answered'),
    missed: before.missed + added('missed'),
    outbound: before.outbound + added('outbound'),
  }
  const others = current?.begin === begin ? shift.quarters.slice(0, -1) : shift.quarters
  return { quarters: [...others, quarter].slice(-QUARTERS_KEPT), last: { at, ...now } }
}

/** From the first quarter to the last, with null for each gap. */
export function withGaps(quarters: readonly Quarter[]): readonly (Quarter | null)[] {
  const [first, last] = [quarters[0]?.begin ?? 0, quarters.at(-1)?.begin ?? -1]
  const length = quarters.length === 0 ? 0 : Math.min(QUARTERS_KEPT, (last - first) / QUARTER_MS + 1)
  return Array.from({ length }, (_unused, index) => {
    const begin = last - (length - 1 - index) * QUARTER_MS
    return quarters.find((quarter) => quarter.begin === begin) ?? null
  })
}

export const totalsOf = (quarters: readonly Quarter[]): Counts => ({
  answered: quarters.reduce((sum, { answered }) => sum + answered, 0),
  missed: quarters.reduce((sum, { missed }) => sum + missed, 0),
  outbound: quarters.reduce((sum, { outbound }) => sum + outbound, 0),
})
