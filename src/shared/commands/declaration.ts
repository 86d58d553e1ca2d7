import type { PlainKey } from '../i18n/say'
import type { ArgumentKind } from './arguments'

/**
 * `bar`, `settings` and `reports` are the pages of those windows; `http` is another program; `companion` is the browser
 * extension; `main` is the main process itself.
 */
export type Surface =
  'bar' | 'settings' | 'reports' | 'hotkey' | 'tray' | 'cli' | 'http' | 'link' | 'companion' | 'main'

export type Family = 'session' | 'break' | 'dial' | 'hold' | 'transfer' | 'hangUp' | 'consult' | 'swap'

export type Declaration = {
  readonly argument: ArgumentKind
  readonly label: PlainKey
  /** The name of a lucide icon; null when the bar has no button for the command. */
  readonly icon: string | null
  /** The surfaces on which it may be pressed; the bus refuses it from any other. */
  readonly surfaces: readonly Surface[]
  /** Electron accelerator of the default global hotkey. */
  readonly hotkey: string | null
  /** Presses of the same family in quick succession count as one press, such as a hold by click and by hotkey. */
  readonly family: Family | null
  /** The command is about one call: the one named with it, or the one that the agent speaks to. */
  readonly meansCall?: true
}
