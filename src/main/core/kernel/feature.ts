import type { Busy } from '../../../shared/snapshot/busy'
import type { Snapshot } from '../../../shared/snapshot/state'
import type { Settings } from '../../../shared/settings/settings'
import type { QueuePoll } from '../polling/sync'
import type { Handlers } from './handlers'
import type { Logger } from './ports'
import type { Answerers } from './queries'

/**
 * A part of the bar that can be left out without touching another: it names its commands, what it answers the windows,
 * and what it wants to hear of.
 */
export type Feature = {
  readonly handlers?: Partial<Handlers>
  readonly queries?: Partial<Answerers>
  /** Reads what the last run left. Nothing is written anywhere before all have read. */
  readonly load?: () => Promise<void> | void
  /** Begins to work: all that the last run left has been taken up. */
  readonly live?: () => Promise<void> | void
  readonly onSnapshot?: (now: Snapshot, before: Snapshot) => void
  readonly onSettings?: (now: Settings, before: Settings) => void
  /** The bar works for another agent, company or PABX: what was seen of the one before says nothing of this one. */
  readonly onIdentity?: () => void
  /** Each poll that was answered, queue by queue. */
  readonly onPoll?: (polls: readonly QueuePoll[]) => void
  /** Back from sleep, or the wall clock was set: timers stood still, and times of day are others. */
  readonly onWake?: () => void
  readonly onScreenLock?: (locked: boolean) => void
  /** What would be lost if the bar ended now. */
  readonly busy?: () => readonly Busy[]
  readonly stop?: () => Promise<void> | void
}

/** Does one thing with each of them in turn; one that throws is logged, and keeps none of the others from it. */
export async function withEach(
  features: readonly Feature[],
  log: Logger,
  what: (feature: Feature) => Promise<void> | void,
): Promise<void> {
  for (const feature of features) await alone(log, () => what(feature))
}

/** The same at once. */
export async function withAll(
  features: readonly Feature[],
  log: Logger,
  what: (feature: Feature) => Promise<void> | void,
): Promise<void> {
  await Promise.all(features.map((feature) => alone(log, () => what(feature))))
}

async function alone(log: Logger, what: () => Promise<void> | void): Promise<void> {
  try {
    await what()
  } catch (bug) {
    log.error('bug in a feature', bug)
  }
}
