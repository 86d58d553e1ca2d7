import type { CallKey } from '../../../shared/ids'
import type { Busy } from '../../../shared/snapshot/busy'
import { identityOf } from '../../../shared/snapshot/identity'
import type { Snapshot } from '../../../shared/snapshot/state'
import type { Settings } from '../../../shared/settings/settings'
import type { QueuePoll } from '../polling/sync'
import type { CommandId } from '../../../shared/commands/table'
import type { Surface } from '../../../shared/commands/declaration'
import type { Outcome } from '../../../shared/outcome'
import type { Handlers } from './handlers'
import type { Logger } from './ports'
import type { SettingsStore } from '../settings/settings-store'
import type { Answerers } from './queries'
import type { Store } from './store'

/** A press that the bus has read. */
export type Pressed = {
  readonly id: CommandId
  readonly source: Surface
  /** The key of the call that it was about; null when it was about none. */
  readonly callKey: CallKey | null
}

/**
 * A part of the bar that can be left out without touching another. It names its commands, its answers to the windows,
 * and the events that it listens to.
 */
export type Feature = {
  readonly handlers?: Partial<Handlers>
  readonly queries?: Partial<Answerers>
  /** Reads what the last run left. Nothing is written before every feature has read. */
  readonly load?: () => Promise<void> | void
  /** Starts working: everything that the last run left has been read. */
  readonly live?: () => Promise<void> | void
  readonly onSnapshot?: (now: Snapshot, before: Snapshot) => void
  readonly onSettings?: (now: Settings, before: Settings) => void
  /** The bar now works for another agent, company or PABX, so what was seen of the previous one no longer applies. */
  readonly onIdentity?: () => void
  /** Called for each poll that was answered, with its queues. */
  readonly onPoll?: (polls: readonly QueuePoll[]) => void
  /** The computer woke up or the wall clock was set: timers stood still, and times of day have changed. */
  readonly onWake?: () => void
  /** Called once for each press, and not for its repetitions. */
  readonly onOutcome?: (press: Pressed, outcome: Outcome) => void
  readonly onScreenLock?: (locked: boolean) => void
  /** What would be lost if the bar quit now. */
  readonly busy?: () => readonly Busy[]
  readonly stop?: () => Promise<void> | void
}

/** Runs one step for each feature in turn. An error in one is logged and does not stop the others. */
export async function withEach(
  features: readonly Feature[],
  log: Logger,
  what: (feature: Feature) => Promise<void> | void,
): Promise<void> {
  for (const feature of features) await alone(log, () => what(feature))
}

/** The same for all features at once. */
export async function withAll(
  features: readonly Feature[],
  log: Logger,
  what: (feature: Feature) => Promise<void> | void,
): Promise<void> {
  await Promise.all(features.map((feature) => alone(log, () => what(feature))))
}

/** Has each feature told of the snapshot and the settings; answers the way to stop. `onIdentity` runs for another agent. */
export function subscribeAll(
  features: readonly Feature[],
  store: Store,
  settings: SettingsStore,
  onIdentity: () => void,
): () => void {
  const subscriptions = [
    ...features.flatMap(({ onSnapshot }) => (onSnapshot === undefined ? [] : [store.subscribe(onSnapshot)])),
    ...features.flatMap(({ onSettings }) =>
      onSettings === undefined ? [] : [settings.subscribe(onSettings)],
    ),
    store.subscribe((now, before) => {
      if (identityOf(now.profile) !== identityOf(before.profile)) onIdentity()
    }),
  ]
  return () => subscriptions.forEach((unsubscribe) => unsubscribe())
}

async function alone(log: Logger, what: () => Promise<void> | void): Promise<void> {
  try {
    await what()
  } catch (bug) {
    log.error('bug in a feature', bug)
  }
}
