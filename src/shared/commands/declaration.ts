import type { PlainKey } from '../i18n/say'
import type { ArgumentKind } from './arguments'

/** `bar`, `settings` and `reports` are the pages of those windows; `main` is the program itself. */
export type Surface = 'bar' | 'settings' | 'reports' | 'hotkey' | 'tray' | 'cli' | 'link' | 'main'

export type Family = 'session' | 'break' | 'dial' | 'hold' | 'transfer' | 'hangUp' | 'consult' | 'swap'

export type Declaration = {
  readonly argument: ArgumentKind
  readonly label: PlainKey
  /** The name of a lucide icon; null where no button of the bar shows it. */
  readonly icon: string | null
  /** Where it may be pressed; the bus refuses it from anywhere else. */
  readonly surfaces: readonly Surface[]
  /** Electron accelerator of the default global hotkey. */
  readonly hotkey: string | null
  /** Presses of one family within a moment are one press (hold by click and by hotkey, say). */
  readonly family: Family | null
  /** About one call: the one that is named beside it, or the one that the agent speaks to. */
  readonly meansCall?: true
}
