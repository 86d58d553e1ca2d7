import { expect, it } from 'vitest'
import { acceleratorOf, shownKeys, isAltGr, normalised } from '../../../../src/shared/settings/accelerator'

const pressed = (key: string, code: string, ...down: ('ctrl' | 'alt' | 'shift' | 'meta')[]) => ({
  key,
  code,
  ctrlKey: down.includes('ctrl'),
  altKey: down.includes('alt'),
  shiftKey: down.includes('shift'),
  metaKey: down.includes('meta'),
})

it.each([
  [pressed('F9', 'F9', 'ctrl', 'shift'), 'CommandOrControl+Shift+F9'],
  [pressed('F9', 'F9'), 'F9'],
  [pressed('˝', 'KeyH', 'alt', 'shift'), 'Alt+Shift+H'],
  // AZERTY, QWERTZ and Dvorak have other letters in these places.
  [pressed('a', 'KeyQ', 'ctrl', 'alt'), 'CommandOrControl+Alt+A'],
  [pressed('Z', 'KeyY', 'ctrl', 'shift'), 'CommandOrControl+Shift+Z'],
  [pressed('s', 'Semicolon', 'ctrl'), 'CommandOrControl+S'],
  [pressed('&', 'Digit1', 'ctrl'), 'CommandOrControl+1'],
  [pressed('1', 'Digit1', 'ctrl'), 'CommandOrControl+1'],
  [pressed('7', 'Numpad7', 'ctrl'), 'CommandOrControl+num7'],
  [pressed(' ', 'Space', 'ctrl', 'alt'), 'CommandOrControl+Alt+Space'],
  [pressed('Control', 'ControlLeft', 'ctrl'), null],
  [pressed('h', 'KeyH'), null],
  [pressed('H', 'KeyH', 'shift'), null],
])('%o is %s', (keys, accelerator) => {
  expect(acceleratorOf(keys)).toBe(accelerator)
})

it('is shown as it stands on the keys', () => {
  expect(shownKeys('CommandOrControl+Shift+F9', false)).toBe('Ctrl+Shift+F9')
  expect(shownKeys('CommandOrControl+Shift+F9', true)).toBe('⌘⇧F9')
  expect(shownKeys('F8', false)).toBe('F8')
})

it('knows the same keys in another spelling, and AltGr', () => {
  expect(normalised('Ctrl+Shift+F9')).toBe(normalised('Shift+CommandOrControl+f9'))
  expect(isAltGr('CommandOrControl+Alt+Q')).toBe(true)
  expect(isAltGr('CommandOrControl+Alt+F9')).toBe(false)
})
