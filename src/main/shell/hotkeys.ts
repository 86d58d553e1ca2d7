import { globalShortcut } from 'electron'
import { commandIds, commandOf, type CommandId } from '../../shared/commands'
import type { Settings } from '../../shared/settings'
import type { Clock, Logger } from '../core/ports'
import { createRepeatFilter } from '../core/repeat-filter'

export type RefusedHotkey = { readonly command: CommandId; readonly keys: string }

/** Registers the global hotkeys of the settings anew; answers those that the system refused. */
export function registerHotkeys(
  settings: Settings,
  press: (command: CommandId) => void,
  clock: Clock,
  log: Logger,
): readonly RefusedHotkey[] {
  globalShortcut.unregisterAll()
  const refused: RefusedHotkey[] = []
  for (const command of commandIds) {
    const keys = settings[`hotkeys.${command}`]
    if (keys === null || !commandOf(command).surfaces.includes('hotkey')) continue
    if (
      !register(
        keys,
        createRepeatFilter(clock, () => press(command)),
      )
    )
      refused.push({ command, keys })
  }
  if (refused.length > 0) log.warn('hotkeys refused', refused)
  return refused
}

/** Electron throws on keys that it cannot read, and answers false on those that another program holds. */
function register(keys: string, press: () => void): boolean {
  try {
    return globalShortcut.register(keys, press)
  } catch {
    return false
  }
}
