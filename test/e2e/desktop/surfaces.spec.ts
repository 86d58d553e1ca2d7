import { button, dialNumber, expect, inACall, logIn, test } from '../bar'
import { focusedWindow, holdKeys, pressKeys } from '../harness/keys'

const HOLD = 'ctrl+shift+F9'
const HANG_UP = 'ctrl+shift+F11'

test('hold and hang-up by global hotkey while another program keeps the focus', async ({
  startShift,
  otherProgram,
  desktop,
}) => {
  const { window, acted } = await startShift()
  await inACall(window)

  const crm = await otherProgram()
  await pressKeys(desktop, HOLD)
  await expect.poll(acted).toEqual(['login', 'dial', 'hold'])
  await expect(button(window, 'Retrieve')).toBeEnabled()
  await pressKeys(desktop, HOLD)
  await expect.poll(acted).toEqual(['login', 'dial', 'hold', 'retrieve'])
  await pressKeys(desktop, HANG_UP)
  await expect.poll(acted).toEqual(['login', 'dial', 'hold', 'retrieve', 'hangUp'])
  expect(await focusedWindow(desktop)).toBe(crm.window)
  expect(crm.focusLosses()).toBe(0)
})

test('a hotkey that is held down is one press', async ({ startShift, otherProgram, desktop }) => {
  const { window, acted } = await startShift()
  await inACall(window)
  await otherProgram()
  await holdKeys(desktop, HOLD, 3_000)
  await expect(button(window, 'Retrieve')).toBeEnabled()
  expect(await acted()).toEqual(['login', 'dial', 'hold'])
})

test('the transfer hotkey opens the field, ready to type, and Escape gives the focus back', async ({
  startShift,
  otherProgram,
  desktop,
}) => {
  const { window, acted } = await startShift()
  await inACall(window)
  const crm = await otherProgram()
  await pressKeys(desktop, 'ctrl+shift+F10')
  await expect(window.getByRole('textbox', { name: 'Transfer to' })).toBeFocused()
  await expect.poll(() => focusedWindow(desktop)).not.toBe(crm.window)
  await pressKeys(desktop, '2', '0', '0', '1', 'Escape')
  await expect(window.getByRole('textbox', { name: 'Transfer to' })).toBeHidden()
  await expect.poll(() => focusedWindow(desktop)).toBe(crm.window)
  expect(await acted()).toEqual(['login', 'dial'])
})

test('the break hotkey opens the list and leaves the focus; what is chosen there gives it back', async ({
  startShift,
  otherProgram,
  desktop,
}) => {
  const { window, acted } = await startShift()
  await logIn(window)
  const crm = await otherProgram()
  await pressKeys(desktop, 'ctrl+shift+F7')
  await expect(window.getByRole('option').first()).toBeVisible()
  expect(await focusedWindow(desktop)).toBe(crm.window)
  expect(crm.focusLosses()).toBe(0)
  await pressKeys(desktop, 'ctrl+shift+F6')
  await expect.poll(() => focusedWindow(desktop)).not.toBe(crm.window)
  await pressKeys(desktop, 'Down', 'Return')
  await expect(window.getByRole('status', { name: 'Agent state' })).toContainText('Almoço')
  await expect.poll(() => focusedWindow(desktop)).toBe(crm.window)
  await pressKeys(desktop, 'ctrl+shift+F7')
  await expect.poll(acted).toEqual(['login', 'setBreak', 'returnBreak'])
})

test('the bar shows itself without taking the focus', async ({ startShift, otherProgram, desktop }) => {
  const crm = await otherProgram()
  await startShift()
  expect(await focusedWindow(desktop)).toBe(crm.window)
  expect(crm.focusLosses()).toBe(0)
})

test('the tray menu tells the state, and its items act', async ({ tray, startShift }) => {
  const { window, acted } = await startShift()
  // The menu follows the bar: what was just pressed may still be under way, and an item of a menu that was
  // exchanged between look and click answers with an error, and does nothing.
  const choose = (label: string): Promise<void> => expect(() => tray.click(label)).toPass({ timeout: 10_000 })
  await choose('Log in')
  await expect(window.getByRole('status', { name: 'Agent state' })).toContainText('Available')
  await dialNumber(window, '1199999999')
  await expect(button(window, 'Hold')).toBeEnabled()
  await choose('Hold')
  await expect(button(window, 'Retrieve')).toBeEnabled()
  await choose('Hang up')
  await expect(window.getByRole('status', { name: 'Call' })).toBeHidden()
  await choose('Almoço (90 min)')
  await expect(window.getByRole('status', { name: 'Agent state' })).toContainText('Almoço')
  expect(await acted()).toEqual(['login', 'dial', 'hold', 'hangUp', 'setBreak'])
})
