import type { SteadyTime, WallTime } from '../../../shared/time'
import { isSaidByLink } from '../../../shared/calls/call-view'
import { identityOf } from '../../../shared/snapshot/identity'
import type { Call, Profile, Snapshot } from '../../../shared/snapshot/state'
import { timeOfDay, viewOf } from '../../../shared/snapshot/view'
import { callByKey } from '../../../shared/calls/calls'
import {
  emptyHistory,
  isEmpty,
  pruned,
  withBreak,
  withCall,
  withFavourite,
  withTransfer,
  type History,
} from '../../../shared/history/history'
import { sumOf, withoutNumber, type ErasedEntries } from '../../../shared/history/history-erasure'
import type { Gate } from '../kernel/gate'
import { NOBODY, readHistories, writeHistories, type Histories } from './history-file'
import { createDurableFile } from '../persistence/durable-file'
import type { Clock, TextFile } from '../kernel/ports'
import type { Store } from '../kernel/store'

/** How often old entries are dropped when nothing changes. */
const PRUNE_EVERY_MS = 3_600_000

type Ports = {
  readonly store: Store
  readonly clock: Clock
  readonly file: TextFile
  readonly keepDays: () => number
  readonly onUnread: (error: unknown) => null
  readonly onRefused: (error: unknown) => void
  /**
   * Opens once the file was read and the last run's call is in the snapshot. From then on changes are noted and
   * written.
   */
  readonly live: Gate
}

export type HistoryBook = {
  readonly onSnapshot: (now: Snapshot, before: Snapshot) => void
  /** The current agent's history. */
  readonly read: () => History
  readonly load: () => Promise<void>
  /** Forgets calls and transfers; the day's tally of breaks stays. */
  readonly clear: () => Promise<void>
  /**
   * Removes a customer's number from the histories of all agents here; `isSaved` is false while the disk has not taken
   * it.
   */
  readonly erase: (number: string) => Promise<{ readonly found: ErasedEntries; readonly isSaved: boolean }>
  /** Gives a colleague a star, or takes it away. */
  readonly star: (name: string, isFavourite: boolean) => Promise<void>
  /** Keeps the agent's list of named reports. */
  readonly keepReports: (reports: History['reports']) => Promise<void>
  /** Drops entries that are too old. Also runs by itself once an hour. */
  readonly prune: () => void
  readonly stop: () => Promise<void>
}

/** Notes calls, transfers and breaks from the changes of the snapshot, so that no handler has to. */
export function createHistory({
  store,
  clock,
  file,
  keepDays,
  onUnread,
  onRefused,
  live,
}: Ports): HistoryBook {
  let owners: Histories = {}
  const durable = createDurableFile(file, clock, { onRefused })
  const keyOf = (profile: Profile): string => (profile.complete ? identityOf(profile) : NOBODY)
  const mine = (): History => owners[keyOf(store.get().profile)] ?? emptyHistory
  const wallNow = (): WallTime => timeOfDay(store.get(), clock.now())

  function setAll(next: Histories): Promise<void> {
    const kept = Object.entries(next).map(
      ([key, history]) => [key, pruned(history, keepDays(), wallNow())] as const,
    )
    owners = Object.fromEntries(kept.filter(([, history]) => !isEmpty(history)))
    const transfers = mine().transfers.map(({ to }) => to)
    if (transfers.join('\n') !== store.get().recentTransfers.join('\n'))
      store.apply({ type: 'transfersRemembered', transfers })
    return durable.save(writeHistories(owners))
  }

  const change = (next: History, profile = store.get().profile): Promise<void> =>
    setAll({ ...owners, [keyOf(profile)]: next })

  /** Gives the entries without an owner to the agent who is set up. */
  function takeOver(): Promise<void> {
    const key = keyOf(store.get().profile)
    const { [NOBODY]: unowned, ...owned } = owners
    if (unowned === undefined || key === NOBODY) return setAll(owners)
    return setAll({ ...owned, [key]: owned[key] ?? unowned })
  }

  function note(now: Snapshot, before: Snapshot): void {
    if (!live.isOpen()) return
    // A call or break that ends because the agent changes belongs to the agent before.
    const known = owners[keyOf(before.profile)] ?? emptyHistory
    let next = known
    const wall = (at: SteadyTime): WallTime => timeOfDay(now, at)
    for (const call of now.calls)
      if (call.number !== '' && isNews(call, callByKey(before, call.key)))
        next = withCall(next, { number: call.number, direction: call.direction, at: wall(call.startedAt) })
    for (const to of newTransfers(now, before)) next = withTransfer(next, { to, at: wallNow() })
    const ended = endedBreak(now, before)
    if (ended !== null) next = withBreak(next, ended.name, wall(ended.since), wallNow())
    if (next !== known) void change(next, before.profile)
    if (keyOf(now.profile) !== keyOf(before.profile)) void takeOver()
  }

  const prune = (): void => {
    if (live.isOpen()) void setAll(owners)
  }
  let callOffPrune: () => void = () => undefined
  const pruneEachHour = (): void => {
    callOffPrune = clock.after(PRUNE_EVERY_MS, () => {
      prune()
      pruneEachHour()
    })
  }
  pruneEachHour()

  return {
    onSnapshot: note,
    read: mine,
    load: async () => {
      owners = readHistories(await file.read().catch(onUnread), wallNow())
      // A slow disk does not hold up the start.
      void takeOver()
    },
    clear: async () => {
      await live.whenOpen
      await change({ ...mine(), calls: [], transfers: [] })
    },
    erase: async (number) => {
      await live.whenOpen
      const erased = Object.entries(owners).map(
        ([key, history]) => [key, withoutNumber(history, number)] as const,
      )
      await setAll(Object.fromEntries(erased.map(([key, { history }]) => [key, history])))
      return { found: sumOf(erased.map(([, { found }]) => found)), isSaved: durable.isSaved() }
    },
    star: async (name, isFavourite) => {
      await live.whenOpen
      await change(withFavourite(mine(), name, isFavourite))
    },
    keepReports: async (reports) => {
      await live.whenOpen
      await change({ ...mine(), reports })
    },
    prune,
    stop: () => {
      callOffPrune()
      return durable.close()
    },
  }
}

/**
 * A call that was not there before: placed, perhaps placed, or taken over. A refused dial is no call. A call that only
 * a link has named, and a web page may have made up, is noted once something else confirms it.
 */
const isNews = (call: Call, before: Call | null): boolean =>
  isNoted(call) && (before === null || !isNoted(before))

const isNoted = (call: Call): boolean => call.phase !== 'dialling' && !isSaidByLink(call)

function newTransfers(now: Snapshot, before: Snapshot): readonly string[] {
  if (now.intents === before.intents) return []
  const wasSent = new Set(before.intents.filter(({ state }) => state === 'sent').map(({ id }) => id))
  return now.intents.flatMap(({ id, command, state, subject }) =>
    command === 'call.transfer' && state === 'accepted' && wasSent.has(id) && subject !== null
      ? [subject]
      : [],
  )
}

function endedBreak(now: Snapshot, before: Snapshot): { name: string; since: SteadyTime } | null {
  if (now.asked === before.asked && now.reported === before.reported) return null
  const was = viewOf(before)
  const is = viewOf(now)
  if (was.standing !== 'onBreak' || was.since === null) return null
  if (is.standing === 'onBreak' && (is.since === was.since || is.break?.id === was.break?.id)) return null
  return { name: was.break?.name ?? was.status, since: was.since }
}
