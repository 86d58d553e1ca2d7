import type { CommandId } from '../../../shared/commands/table'
import { hotkeysOf, type Settings } from '../../../shared/settings/settings'
import type { Keyboard } from './hotkey-board'

/** The commands whose keys the system refuses now. Takes each for a moment, and gives it back. */
export function refusedKeys(keyboard: Keyboard, settings: Settings): readonly CommandId[] {
  const wanted = Object.entries(hotkeysOf(settings)) as [CommandId, string | null][]
  return wanted.flatMap(([id, keys]) => {
    if (keys === null) return []
    if (!keyboard.take(keys, () => undefined)) return [id]
    keyboard.giveBack(keys)
    return []
  })
}
