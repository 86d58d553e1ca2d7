import { button, expect, inACall, openSettings, test } from '../bar'

test('another PABX or agent has to wait while a call is up: the hang-up goes where the call is', async ({
  startShift,
  startPabx,
}) => {
  const shift = await startShift()
  const other = await startPabx('--clock', 'manual')
  const page = await openSettings(shift)
  await inACall(shift.window)

  await page.getByLabel('PABX address').fill(other.url)
  await page.getByLabel('Agent', { exact: true }).fill('SUPORTE.EDUARDO')
  await button(page, 'Save').click()
  await expect(page.getByText('There is a call in the bar', { exact: false })).toHaveCount(2)
  await expect(page.getByLabel('Agent', { exact: true })).toHaveValue('SUPORTE.EDUARDO')
  await button(shift.window, 'Hang up').click()
  await expect.poll(shift.acted).toEqual(['login', 'dial', 'hangUp'])
  await expect(button(shift.window, 'Hold')).toBeHidden()
  expect(await other.journal()).toEqual([])
})

test('an agent who is logged in is asked about before the bar works for another one', async ({
  startShift,
}) => {
  const shift = await startShift()
  const page = await openSettings(shift)
  const loggedIn = shift.window.getByRole('status', { name: 'Agent state' })
  await button(shift.window, 'Log in').click()
  await expect(loggedIn).toContainText('Available')

  await page.getByLabel('Agent', { exact: true }).fill('SUPORTE.EDUARDO')
  await button(page, 'Save').click()
  await expect(page.getByRole('alert')).toHaveText('DEV is logged in at the PABX. Log out before saving?')
  await page.screenshot({ path: 'out/e2e/settings-still-logged-in.png' })
  await button(page, 'Log out and save').click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await expect(button(page, 'Log out and save')).toBeHidden()
  await expect(shift.window.getByText('SUPORTE.EDUARDO', { exact: true })).toBeVisible()
  expect(await shift.acted()).toEqual(['login', 'logout'])

  await button(shift.window, 'Log in').click()
  await expect(loggedIn).toContainText('Available')
  await page.getByLabel('Agent', { exact: true }).fill('DEV')
  await button(page, 'Save').click()
  await button(page, 'Save without logging out').click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await expect(shift.window.getByRole('alert')).toContainText(
    'SUPORTE.EDUARDO may still be logged in at the PABX.',
  )
  expect(await shift.acted()).toEqual(['login', 'logout', 'login'])
})
