/*
 * Keys in Electron's notation ("accelerators"), made from a keyboard event.
 */

/** The part of a `KeyboardEvent` that matters here. */
export type PressedKeys = {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

const named: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Enter: 'Return',
  Insert: 'Insert',
  Delete: 'Delete',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  Pause: 'Pause',
  PrintScreen: 'PrintScreen',
  MediaPlayPause: 'MediaPlayPause',
}

const modifierKeys = new Set(['Control', 'Alt', 'AltGraph', 'Shift', 'Meta'])

/** `CommandOrControl+Shift+F9`; null while only modifiers are down, or for keys that cannot be global. */
export function acceleratorOf(pressed: PressedKeys): string | null {
  if (modifierKeys.has(pressed.key)) return null
  const key = keyOf(pressed)
  if (key === null) return null
  const modifiers = [
    pressed.ctrlKey ? 'CommandOrControl' : '',
    pressed.metaKey ? 'Super' : '',
    pressed.altKey ? 'Alt' : '',
    pressed.shiftKey ? 'Shift' : '',
  ].filter((modifier) => modifier !== '')
  const isFunctionKey = /^F\d{1,2}$/.test(key)
  // A bare letter as a global hotkey could no longer be typed into the CRM.
  if (!isFunctionKey && !modifiers.some((modifier) => modifier !== 'Shift')) return null
  return [...modifiers, key].join('+')
}

function keyOf({ key, code }: PressedKeys): string | null {
  if (/^F([1-9]|1\d|2[0-4])$/.test(key)) return key
  // The letter printed on the key, because Electron finds keys by it, also on AZERTY, QWERTZ and Dvorak.
  if (/^[a-z]$/i.test(key)) return key.toUpperCase()
  // By the key's position if the modifiers produce another sign.
  const letter = /^Key([A-Z])$/.exec(code)?.[1] ?? /^Digit(\d)$/.exec(code)?.[1]
  if (letter !== undefined) return letter
  const pad = /^Numpad(\d)$/.exec(code)?.[1]
  if (pad !== undefined) return `num${pad}`
  return named[key] ?? null
}

/** A canonical form, so that different spellings of the same keys compare equal. */
export const normalised = (accelerator: string): string =>
  accelerator
    .toLowerCase()
    .split('+')
    .map((part) => (['commandorcontrol', 'cmdorctrl', 'control', 'ctrl'].includes(part) ? 'ctrl' : part))
    .sort()
    .join('+')

/** Ctrl+Alt is AltGr on ABNT2 and other keyboards, where it types a sign with a letter or digit. */
export function isAltGr(accelerator: string): boolean {
  const parts = normalised(accelerator).split('+')
  return parts.includes('ctrl') && parts.includes('alt') && parts.some((part) => /^[a-z0-9]$/.test(part))
}

const keyNames: Readonly<Record<string, readonly [other: string, mac: string]>> = {
  commandorcontrol: ['Ctrl', '⌘'],
  cmdorctrl: ['Ctrl', '⌘'],
  command: ['Ctrl', '⌘'],
  cmd: ['Ctrl', '⌘'],
  control: ['Ctrl', '⌃'],
  ctrl: ['Ctrl', '⌃'],
  alt: ['Alt', '⌥'],
  option: ['Alt', '⌥'],
  shift: ['Shift', '⇧'],
  super: ['Win', '⌘'],
  meta: ['Win', '⌘'],
}

/** An accelerator as it is printed on the keys: `Ctrl+Shift+F9`, `⌘⇧F9`. */
export const shownKeys = (accelerator: string, mac: boolean): string =>
  accelerator
    .split('+')
    .map((part) => keyNames[part.toLowerCase()]?.[mac ? 1 : 0] ?? part)
    .join(mac ? '' : '+')
