import * as z from 'zod'
import { wallTime, type WallTime } from '../../../shared/time'
import { savedReport } from '../../../shared/commands/arguments'
import type { History } from '../../../shared/history/history'
import { SAVED_MOST } from '../../../shared/reports/saved'

/** The histories by owner (`identityOf`). Entries from before an agent was set up are under `NOBODY`. */
export type Histories = Readonly<Record<string, History>>

/** The first agent to be set up takes over these entries. */
export const NOBODY = ''

const calls = z
  .array(
    z.object({
      number: z.string(),
      direction: z.enum(['outbound', 'inbound']),
      at: z.number().transform(wallTime),
    }),
  )
  .catch([])
const breaks = z
  .array(z.object({ day: z.string(), name: z.string(), count: z.number(), milliseconds: z.number() }))
  .catch([])
const favourites = z.array(z.string()).catch([])

/** One that is damaged is left out, and takes no other with it. */
const reports = z
  .array(savedReport.nullable().catch(null))
  .catch([])
  .transform((all) => all.filter((report) => report !== null).slice(0, SAVED_MOST))

const ofOwner = z.object({
  calls,
  breaks,
  transfers: z.array(z.object({ to: z.string(), at: z.number().transform(wallTime) })).catch([]),
  favourites,
  reports,
})
const byOwner = z.object({ version: z.literal(2), owners: z.record(z.string(), ofOwner) })

/** The format of versions that did not store an owner. */
const ofNobody = z.object({ calls, breaks, transfers: z.array(z.string()).catch([]), favourites })

/** Reads `history.json`; a damaged text reads as empty. */
export function readHistories(text: string | null, now: WallTime): Histories {
  const parsed = parseJson(text)
  const read = byOwner.safeParse(parsed)
  if (read.success) return read.data.owners
  const older = ofNobody.safeParse(parsed)
  if (!older.success) return {}
  const transfers = older.data.transfers.map((to) => ({ to, at: now }))
  return { [NOBODY]: { ...older.data, transfers, reports: [] } }
}

export const writeHistories = (owners: Histories): string => JSON.stringify({ version: 2, owners })

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
