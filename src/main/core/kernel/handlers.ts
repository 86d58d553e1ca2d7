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
  /** Of the call that was meant at the press; null where none was. */
  callKey: string | null,
) => Outcome | Promise<Outcome>

/** One handler for each command: the compiler misses none. */
export type Handlers = { readonly [Id in CommandId]: Handler<Id> }
