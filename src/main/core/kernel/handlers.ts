import type { CallKey } from '../../../shared/ids'
import type { ArgumentOf } from '../../../shared/commands/arguments'
import type { CommandId, commands } from '../../../shared/commands/table'
import type { Surface } from '../../../shared/commands/declaration'
import type { Outcome } from '../../../shared/outcome'
import type { Core } from './core'

export type Argument<Id extends CommandId> = ArgumentOf<(typeof commands)[Id]['argument']>

export type Handler<Id extends CommandId> = (
  core: Core,
  argument: Argument<Id>,
  source: Surface,
  /** The key of the call that the press was about; null when there was none. */
  callKey: CallKey | null,
) => Outcome | Promise<Outcome>

/** One handler for each command; the compiler reports a missing one. */
export type Handlers = { readonly [Id in CommandId]: Handler<Id> }
