import { globalShortcut } from 'electron'
import type { Keyboard } from '../../core/hotkeys/hotkey-board'

export const globalKeyboard: Keyboard = {
  /** Electron throws on keys that it cannot parse, and answers false for keys that another program holds. */
  take: (keys, press) => {
    try {
      return globalShortcut.register(keys, press)
    } catch {
      return false
    }
  },
  giveBack: (keys) => globalShortcut.unregister(keys),
}
