import type { Profile, Snapshot } from '../snapshot/state'
import type { SteadyTime } from '../time'
import type { CallKey } from '../ids'
import type { ArgumentTyped } from '../commands/arguments'
import type { CommandId, commands } from '../commands/table'
import type { Availabilities } from '../commands/rules'
import type { Outcome } from '../outcome'
import type { ReportView } from '../reports/session'
import type { HotkeyState, Queries, QueryName } from './queries'

/** What a window is pushed after each change: the snapshot, the availabilities, and main's steady clock. */
export type Pushed = {
  readonly snapshot: Snapshot
  readonly may: Availabilities
  /** The global hotkeys in force, as Electron accelerators; null where a command has none. */
  readonly keys: Readonly<Partial<Record<CommandId, string | null>>>
  /** Main's steady time when this was sent, milliseconds since 1970; the window counts on from there. */
  readonly now: SteadyTime
  /** For the reports window: the state of its report. */
  readonly report: ReportView | null
  /** For the settings window: which hotkeys were refused, and which arrived during the test. */
  readonly hotkeys: HotkeyState | null
}

/** The answer to a page that asks while the program behind it is still being read. */
export type Beginning = { readonly profile: Profile }

/** The argument of a command, as a page gives it. */
export type Given<Id extends CommandId> = ArgumentTyped<(typeof commands)[Id]['argument']>

/** `window.bar`: everything that a window can do. */
export type Bridge = {
  /** `call`: the key of the call, if it is not the one that the agent speaks to. */
  readonly dispatch: <Id extends CommandId>(
    id: Id,
    ...given: undefined extends Given<Id>
      ? [argument?: Given<Id>, call?: CallKey]
      : [argument: Given<Id>, call?: CallKey]
  ) => Promise<Outcome>
  /** A page that is told the beginning asks again, and is answered once there is a snapshot. */
  readonly snapshot: () => Promise<Pushed | Beginning>
  /** The returned function removes the listener. */
  readonly onSnapshot: (listener: (pushed: Pushed) => void) => () => void
  readonly query: <Name extends QueryName>(
    name: Name,
    ...argument: Queries[Name]['argument'] extends undefined ? [] : [Queries[Name]['argument']]
  ) => Promise<Queries[Name]['answer']>
}
