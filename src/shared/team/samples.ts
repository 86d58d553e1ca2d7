import { steadyTime, type SteadyTime } from '../time'
import type { TeamMember } from './team'
import type { Break, Standing } from '../snapshot/state'

/*
 * What the bar has seen of the queues: a short series for each queue from the bar's own polls, and since when each
 * colleague has had their standing, as far as the bar saw. Kept in memory for a day at most.
 */

/** The number of members in each standing at one moment (milliseconds of main's steady clock). */
export type Sample = { readonly at: SteadyTime } & Readonly<Record<Standing, number>>

export type Trend = { readonly queue: string; readonly samples: readonly Sample[] }
/** `at`: when the PABX last reported it. */
type Seen = { readonly standing: Standing; readonly since: SteadyTime; readonly at: SteadyTime }
export type Samples = {
  readonly trends: readonly Trend[]
  readonly seen: Readonly<Record<string, Seen>>
  /** When the last poll was. */
  readonly at: SteadyTime
}

export const noSamples: Samples = { trends: [], seen: {}, at: steadyTime(0) }

const EVERY_MS = 60_000
const KEPT_MS = 86_400_000
/** Between samples further apart than this there is a gap: the bar did not poll. Milliseconds. */
const GAP_MS = 3 * EVERY_MS

/**
 * Adds one poll to the series; `counts` are the numbers of that poll. A queue that a poll leaves out keeps its series
 * and its colleagues' times for as long as a gap may last.
 */
export function withPoll(
  samples: Samples,
  team: readonly TeamMember[],
  counts: readonly ({ readonly queue: string } & Readonly<Record<Standing, number>>)[],
  at: SteadyTime,
): Samples {
  const recent = (trend: Trend): Trend => ({
    ...trend,
    samples: trend.samples.filter((sample) => at - sample.at < KEPT_MS),
  })
  const leftOut = samples.trends
    .filter(({ queue }) => !counts.some((count) => count.queue === queue))
    .map(recent)
    .filter((trend) => trend.samples.length > 0)
  const trends = counts.map(({ queue, ...count }): Trend => {
    const before = samples.trends.find((trend) => trend.queue === queue)?.samples ?? []
    const last = before.at(-1)
    if (last !== undefined && at - last.at < EVERY_MS) return { queue, samples: before }
    const kept = before.filter((sample) => at - sample.at < KEPT_MS)
    return { queue, samples: [...kept, { at, ...count }] }
  })
  const unseen = Object.entries(samples.seen).filter(([, before]) => at - before.at <= GAP_MS)
  const isKnown = (before: Seen): boolean => before.at === samples.at || at - before.at <= GAP_MS
  const seen = team.map(({ name, standing }): [string, Seen] => {
    const before = Object.hasOwn(samples.seen, name) ? samples.seen[name] : undefined
    const same = before?.standing === standing && isKnown(before)
    return [name, { standing, since: same ? before.since : at, at }]
  })
  return { trends: [...trends, ...leftOut], seen: Object.fromEntries([...unseen, ...seen]), at }
}

/** Splits the series at its gaps, so that no line is drawn across them. */
export function unbroken(samples: readonly Sample[]): readonly (readonly Sample[])[] {
  const parts: Sample[][] = []
  for (const sample of samples) {
    const part = parts.at(-1)
    const last = part?.at(-1)
    if (part === undefined || last === undefined || sample.at - last.at > GAP_MS) parts.push([sample])
    else part.push(sample)
  }
  return parts
}

export type OnBreak = { readonly name: string; readonly since: SteadyTime }

/** The colleagues on break, the longest first, as far as the bar saw the break begin. */
export const onBreakOf = ({ seen, at: last }: Samples): readonly OnBreak[] =>
  Object.entries(seen)
    .filter(([, { standing, at }]) => standing === 'onBreak' && at === last)
    .map(([name, { since }]) => ({ name, since }))
    .sort((a, b) => a.since - b.since)

/**
 * Colleagues whose break is longer than every limit. The API does not say which break a colleague is on, so a shorter
 * one may be within its limit.
 */
export function overEveryLimit(
  onBreak: readonly OnBreak[],
  breaks: readonly Break[],
  now: SteadyTime,
): readonly OnBreak[] {
  const limits = breaks.map(({ limitMinutes }) => limitMinutes)
  if (limits.length === 0 || limits.includes(null)) return []
  const longest = Math.max(...limits.map((limit) => limit ?? 0)) * 60_000
  return onBreak.filter(({ since }) => now - since > longest)
}
