import { globalShortcut } from 'electron'
import { commandIds, commandOf, type CommandId } from '../../shared/commands'
import type { Settings } from '../../shared/settings'
import type { Clock, HotkeyDesk, Logger } from '../core/ports'
import { createRepeatFilter } from '../core/repeat-filter'

export type Hotkeys = HotkeyDesk & {
  /** Registers the hotkeys of the settings anew. */
  readonly apply: (settings: Settings) => void
}

type Ports = {
  readonly press: (command: CommandId) => void
  /** Told of keys that the system refused. */
  readonly onRefused: (command: CommandId, keys: string) => void
  readonly clock: Clock
  readonly log: Logger
}

/** The global hotkeys: registered with the system, suspended while keys are typed in a form, tried by the doctor. */
export function createHotkeys({ press, onRefused, clock, log }: Ports): Hotkeys {
  let settings: Settings | null = null
  let suspended = false
  let refused: readonly CommandId[] = []
  let arrived: ReadonlySet<CommandId> | null = null

  function register(): void {
    globalShortcut.unregisterAll()
    if (settings === null || suspended) return
    const now = settings
    refused = commandIds.filter((command) => {
      const keys = now[`hotkeys.${command}`]
      if (keys === null || !commandOf(command).surfaces.includes('hotkey')) return false
      return !take(
        keys,
        createRepeatFilter(clock, () => fire(command)),
      )
    })
    if (refused.length > 0) log.warn('hotkeys refused', refused)
  }

  /** While the doctor looks, a key that arrives is only noted. */
  function fire(command: CommandId): void {
    if (arrived === null) press(command)
    else arrived = new Set([...arrived, command])
  }

  return {
    apply: (next) => {
      settings = next
      register()
      for (const command of refused) onRefused(command, next[`hotkeys.${command}`] ?? '')
    },
    suspend: (on) => {
      if (on === suspended) return
      suspended = on
      register()
    },
    examine: (on) => {
      arrived = on ? new Set() : null
    },
    state: () => ({ refused, arrived: [...(arrived ?? [])] }),
  }
}

/** Electron throws on keys that it cannot read, and answers false on those that another program holds. */
function take(keys: string, press: () => void): boolean {
  try {
    return globalShortcut.register(keys, press)
  } catch {
    return false
  }
}
