import { button, expect, tabTo, test } from '../bar'
import { pressKeys } from '../harness/keys'

test('a shift by keyboard alone', async ({ startShift, desktop }) => {
  const { window, launched, acted } = await startShift()
  await pressKeys(desktop, 'ctrl+shift+F6')
  const isFocused = () =>
    launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null)
  await expect.poll(isFocused).toBe(true)
  await tabTo(window, 'Log in')
  await window.keyboard.press('Enter')
  await expect(button(window, 'Break')).toBeEnabled()
  await tabTo(window, 'Break')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('option').first()).toBeFocused()
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('status', { name: 'Agent state' })).toContainText('Almoço')
  await tabTo(window, 'Return')
  await window.keyboard.press('Enter')
  await tabTo(window, 'Number')
  await window.keyboard.type('1199999999')
  await window.keyboard.press('Enter')
  await expect(button(window, 'Hold')).toBeEnabled()
  await tabTo(window, 'Hang up')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('status', { name: 'Call' })).toBeHidden()
  expect(await acted()).toEqual(['login', 'setBreak', 'returnBreak', 'dial', 'hangUp'])
})
