import type { Settings } from '../../../shared/settings/settings'
import type { Memory } from '../persistence/memory'
import type { Clock, Desktop, Logger, Pabx } from './ports'
import type { Store } from './store'

/** What every handler works with. */
export type Core = Memory & {
  readonly store: Store
  readonly settings: () => Settings
  readonly pabx: Pabx
  readonly clock: Clock
  readonly log: Logger
  readonly desktop: Desktop
  readonly newId: () => string
  /** Asks for a poll soon: something has changed. `carriedOut`: the PABX did it, so that it can be reached. */
  readonly poke: (carriedOut: boolean) => void
  /** Whether the key of that version is the one in use: an answer to another says nothing of it. */
  readonly isKeyInUse: (version: number | undefined) => boolean
}
