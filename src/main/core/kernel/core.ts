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
  /**
   * Asks for a poll soon, because something changed. `carriedOut`: the PABX carried a command out, so it can be
   * reached.
   */
  readonly poke: (carriedOut: boolean) => void
  /**
   * Whether that version of the key is still in use. A refusal of a replaced key says nothing about the current one.
   */
  readonly isKeyInUse: (version: number | undefined) => boolean
}
