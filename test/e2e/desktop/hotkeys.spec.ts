import { button, dialNumber, expect, inACall, openSettings, test } from '../bar'
import { crashPage } from '../harness/crash-page'
import { pressKeys } from '../harness/keys'

test('a hotkey is changed by pressing it, and works; conflicts and AltGr are told', async ({
  startShift,
  desktop,
}) => {
  const shift = await startShift()
  const page = await openSettings(shift)
  const hold = page.getByRole('button', { name: /^Hold or retrieve: / })
  await hold.click()
  await expect(hold).toHaveText('Press the keys…')
  await pressKeys(desktop, 'ctrl+shift+F11')
  await expect(page.getByText('“Hang up” has the same keys.')).toBeVisible()
  await hold.click()
  await pressKeys(desktop, 'ctrl+alt+k')
  await expect(page.getByText(/AltGr/)).toBeVisible()
  await hold.click()
  await pressKeys(desktop, 'ctrl+shift+F3')
  await expect(hold).toHaveText('Ctrl+Shift+F3')
  await button(page, 'Save').click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.close()

  await inACall(shift.window)
  await pressKeys(desktop, 'ctrl+shift+F3')
  await expect.poll(shift.acted).toEqual(['login', 'dial', 'hold'])
})

test('the hotkey doctor shows what arrives, and runs nothing', async ({ startShift, desktop }) => {
  const shift = await startShift()
  const page = await openSettings(shift)
  await button(page, 'Test the hotkeys').click()
  await expect(page.getByText('Press each hotkey once')).toBeVisible()
  await pressKeys(desktop, 'ctrl+shift+F11')
  await expect(page.getByRole('listitem').filter({ hasText: 'Hang up' })).toContainText('Arrived')
  await expect(page.getByRole('listitem').filter({ hasText: 'Transfer' })).toContainText('Not arrived yet')
  await button(page, 'End the test').click()
  expect(await shift.acted()).toEqual([])
})

test('a settings page that dies leaves no hotkey switched off, and comes back', async ({
  startShift,
  desktop,
}) => {
  const shift = await startShift()
  await button(shift.window, 'Log in').click()
  const page = await openSettings(shift)
  await button(page, 'Test the hotkeys').click()
  await expect(page.getByText('Press each hotkey once')).toBeVisible()
  await crashPage(shift.launched.app, 'settings')
  const isBack = () =>
    shift.launched.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .map(({ webContents }) => webContents)
        .some(
          (other) => other.getURL().includes('app://settings/') && !other.isCrashed() && !other.isLoading(),
        ),
    )
  await expect.poll(isBack).toBe(true)
  await pressKeys(desktop, 'ctrl+shift+F7')
  await expect(shift.window.getByRole('listbox', { name: 'Breaks' })).toBeVisible()
})

test('Hang up works in a call while the hotkeys are tested or typed', async ({ startShift, desktop }) => {
  const shift = await startShift()
  await button(shift.window, 'Log in').click()
  const page = await openSettings(shift)
  const dial = async (): Promise<void> => {
    await dialNumber(shift.window, '1199999999')
    await expect(button(shift.window, 'Hold')).toBeEnabled()
  }
  await dial()
  await button(page, 'Test the hotkeys').click()
  await expect(page.getByText('Press each hotkey once')).toBeVisible()
  await pressKeys(desktop, 'ctrl+shift+F9')
  await expect(page.getByRole('listitem').filter({ hasText: 'Hold' })).toContainText('Arrived')
  await pressKeys(desktop, 'ctrl+shift+F11')
  await expect(page.getByRole('listitem').filter({ hasText: 'Hang up' })).toContainText('Arrived')
  await expect.poll(shift.acted).toEqual(['login', 'dial', 'hangUp'])
  await button(page, 'End the test').click()
  await page.getByLabel('API key').focus()
  await dial()
  await page.getByLabel('API key').focus()
  await pressKeys(desktop, 'ctrl+shift+F11')
  await expect.poll(shift.acted).toEqual(['login', 'dial', 'hangUp', 'dial', 'hangUp'])
})
