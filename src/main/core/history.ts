import * as z from 'zod'
import type { Call, Snapshot } from '../../shared/agent/state'
import { viewOf } from '../../shared/agent/view'
import {
  emptyHistory,
  pruned,
  withBreak,
  withCall,
  withFavourite,
  withTransfer,
  type History,
} from '../../shared/history'
import type { Clock, TextFile } from './ports'
import { createKeeper } from './keeper'
import type { Store } from './store'

const stored = z.object({
  calls: z
    .array(z.object({ number: z.string(), direction: z.enum(['outbound', 'inbound']), at: z.number() }))
    .catch([]),
  breaks: z
    .array(z.object({ day: z.string(), name: z.string(), count: z.number(), milliseconds: z.number() }))
    .catch([]),
  transfers: z.array(z.string()).catch([]),
  favourites: z.array(z.string()).catch([]),
})

type Ports = {
  readonly store: Store
  readonly clock: Clock
  readonly file: TextFile
  readonly keepDays: () => number
  readonly onFailure: (error: unknown) => void
}

export type HistoryKeeper = {
  readonly read: () => History
  readonly load: () => Promise<void>
  /** Forgets calls and transfers; the day's tally of breaks stays. */
  readonly clear: () => Promise<void>
  /** Gives a colleague a star, or takes it away. */
  readonly star: (name: string, isFavourite: boolean) => Promise<void>
  /** Resolves when the last change is on disk, or the disk takes too long. */
  readonly written: () => Promise<void>
}

/** Notes calls, transfers and breaks as the snapshot tells of them; no handler has to remember to. */
export function createHistory({ store, clock, file, keepDays, onFailure }: Ports): HistoryKeeper {
  let history: History = emptyHistory
  let writing: Promise<void> = Promise.resolve()
  const keeper = createKeeper(file, clock, onFailure)

  const change = (next: History): Promise<void> => {
    history = pruned(next, keepDays(), clock.now())
    const { transfers } = history
    if (transfers.join('\n') !== store.get().recentTransfers.join('\n'))
      store.apply({ type: 'transfersRemembered', transfers })
    writing = keeper.keep(JSON.stringify(history))
    return writing
  }

  store.subscribe((now, before) => {
    let next = history
    const { call } = now
    if (call !== null && call.number !== '' && isAnother(call, before.call) && !isRestored(before))
      next = withCall(next, { number: call.number, direction: call.direction, at: call.startedAt })
    for (const to of newTransfers(now, before)) next = withTransfer(next, to)
    const ended = endedBreak(now, before)
    if (ended !== null) next = withBreak(next, ended.name, ended.since, clock.now())
    if (next !== history) void change(next)
  })

  return {
    read: () => history,
    load: async () => {
      const text = await file.read().catch(() => null)
      const read = stored.safeParse(parseJson(text))
      if (read.success) await change(read.data)
    },
    clear: () => change({ ...history, calls: [], transfers: [] }),
    star: (name, isFavourite) => change(withFavourite(history, name, isFavourite)),
    written: () => writing,
  }
}

/** A call that was not there before: placed, perhaps placed, or taken over. One that the PABX refused was none. */
function isAnother(call: Call, before: Call | null): boolean {
  if (call.phase === 'dialling') return false
  if (before === null) return true
  // An older one is back, because the one that was to follow it was refused.
  if (call.startedAt < before.startedAt) return false
  return before.phase === 'dialling' || call.id !== before.id
}

/** Before the first poll and the first press, a call that shows up was restored: it is in the history already. */
const isRestored = (before: Snapshot): boolean => before.key === 'unread' && before.sync.phase === 'idle'

function newTransfers(now: Snapshot, before: Snapshot): readonly string[] {
  if (now.intents === before.intents) return []
  const wasSent = new Set(before.intents.filter(({ state }) => state === 'sent').map(({ id }) => id))
  return now.intents.flatMap(({ id, command, state, subject }) =>
    command === 'call.transfer' && state === 'accepted' && wasSent.has(id) && subject !== null
      ? [subject]
      : [],
  )
}

function endedBreak(now: Snapshot, before: Snapshot): { name: string; since: number } | null {
  if (now.asked === before.asked && now.reported === before.reported) return null
  const was = viewOf(before)
  const is = viewOf(now)
  if (was.standing !== 'onBreak' || was.since === null) return null
  if (is.standing === 'onBreak' && (is.since === was.since || is.break?.id === was.break?.id)) return null
  return { name: was.break?.name ?? was.status, since: was.since }
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
