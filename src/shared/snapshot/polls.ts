import { branch, type Branch } from '../ids'
import type { AgentRow } from '../vocom/endpoints'
import type { Counters, Reported, Standing } from './state'

/*
 * Finds the agent in the lists of the queues ("APIv2, Agentes cadastrados"), and infers from two polls what happened
 * between them. Pure.
 */

export type QueueLists = { readonly loggedIn: readonly AgentRow[]; readonly loggedOut: readonly AgentRow[] }

/** The statuses look like those of FreeSWITCH's mod_callcenter. An unknown one is shown as text. */
export function standingOf(status: string): Standing {
  const word = status.trim().toLowerCase()
  if (word.startsWith('available')) return 'available'
  if (word.startsWith('on break')) return 'onBreak'
  if (word.startsWith('logged out')) return 'loggedOut'
  return 'other'
}

export type Sighting = {
  readonly standing: Standing
  readonly status: string
  readonly branch: Branch
  /** False for an agent who is in no list, which is how a real server shows a logged-out agent. */
  readonly isListed: boolean
  readonly counters: Counters
}

const unknownCounters: Counters = {
  answered: null,
  answeredSeconds: null,
  missed: null,
  outbound: null,
  outboundSeconds: null,
}

/** An agent who is in none of the queues' lists. */
export const notListed: Sighting = {
  standing: 'loggedOut',
  status: '',
  branch: branch(''),
  isListed: false,
  counters: unknownCounters,
}

/** When the queues differ, the heaviest standing wins: an agent who is logged in anywhere is logged in. */
const weight: Record<Standing, number> = { loggedOut: 0, other: 1, available: 2, onBreak: 3 }

/** The agent as the queues list them, or null when none does. */
export function findAgent(name: string, queues: readonly QueueLists[]): Sighting | null {
  const wanted = fold(name)
  const sightings = queues.flatMap(({ loggedIn, loggedOut }) => [
    ...loggedIn
      .filter((row) => fold(row.name) === wanted)
      .map((row) => sighting(row, standingOf(row.status))),
    ...loggedOut.filter((row) => fold(row.name) === wanted).map((row) => sighting(row, 'loggedOut')),
  ])
  const [first, ...rest] = sightings
  if (first === undefined) return null
  const strongest = rest.reduce(
    (best, next) => (weight[next.standing] > weight[best.standing] ? next : best),
    first,
  )
  return { ...strongest, counters: sightings.map((seen) => seen.counters).reduce(largest) }
}

const fold = (name: string): string => name.trim().toLocaleLowerCase('pt-BR')

const sighting = (row: AgentRow, standing: Standing): Sighting => ({
  standing,
  status: row.status,
  branch: row.branch,
  isListed: true,
  counters: {
    answered: row.answered_count,
    answeredSeconds: row.answered_duration,
    missed: row.not_answered_count,
    outbound: row.outbound_count,
    outboundSeconds: row.outbound_duration,
  },
})

/** The PABX counts by extension, so every queue shows the same figures, and the largest are the latest. */
function largest(a: Counters, b: Counters): Counters {
  const max = (x: number | null, y: number | null) => (x === null ? y : y === null ? x : Math.max(x, y))
  return {
    answered: max(a.answered, b.answered),
    answeredSeconds: max(a.answeredSeconds, b.answeredSeconds),
    missed: max(a.missed, b.missed),
    outbound: max(a.outbound, b.outbound),
    outboundSeconds: max(a.outboundSeconds, b.outboundSeconds),
  }
}

/** What two successive polls show. Changes of standing are judged elsewhere, together with what the agent asked for. */
export type RemoteEvent =
  | { readonly kind: 'branchChanged'; readonly from: Branch; readonly to: Branch }
  | { readonly kind: 'inboundAnswered' }
  | { readonly kind: 'callMissed' }
  | { readonly kind: 'outboundFinished' }
  | { readonly kind: 'inboundFinished' }

export function comparePolls(before: Reported, now: Sighting): RemoteEvent[] {
  const events: RemoteEvent[] = []
  const rose = (counter: keyof Counters): boolean => riseOf(counter, before, now) > 0
  if (before.branch !== now.branch && before.branch !== '' && now.branch !== '') {
    events.push({ kind: 'branchChanged', from: before.branch, to: now.branch })
  }
  if (rose('answered')) events.push({ kind: 'inboundAnswered' })
  if (rose('missed')) events.push({ kind: 'callMissed' })
  // The number of calls may rise when a call is placed, but talking time is added only after it has ended.
  if (rose('outboundSeconds')) events.push({ kind: 'outboundFinished' })
  if (rose('answeredSeconds')) events.push({ kind: 'inboundFinished' })
  return events
}

type Counted = { readonly counters: Counters }

/** By how much a counter has risen; 0 when either poll lacked it. */
export function riseOf(counter: keyof Counters, before: Counted, now: Counted): number {
  const [was, is] = [before.counters[counter], now.counters[counter]]
  return was !== null && is !== null ? Math.max(0, is - was) : 0
}
