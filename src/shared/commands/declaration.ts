import type { PlainKey } from '../i18n/say'
import type { ArgumentKind } from './arguments'

/** `settings` is that window's page; `bar` stands for the other pages too. */
export type Surface = 'bar' | 'settings' | 'hotkey' | 'tray' | 'cli' | 'link' | 'main'

export type Family = 'session' | 'break' | 'dial' | 'hold' | 'transfer' | 'hangUp' | 'consult' | 'swap'

export type Declaration = {
  readonly argument: ArgumentKind
  readonly label: PlainKey
  /** The name of a lucide icon. */
  readonly icon: string
  /** Where it may be pressed; the bus refuses it from anywhere else. */
  readonly surfaces: readonly Surface[]
  /** Electron accelerator of the default global hotkey. */
  readonly hotkey: string | null
  /** Presses of one family within a moment are one press (hold by click and by hotkey, say). */
  readonly family: Family | null
  /** About one call: the one that is named beside it, or the one that the agent speaks to. */
  readonly meansCall?: true
}
