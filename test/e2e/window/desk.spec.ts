import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { button, dialNumber, expect, logIn, openSettings, settingsFor, test } from '../bar'
import { unpainted } from '../harness/graphics'
import { isAlive } from '../harness/process-tree'

test('closing the bar puts it away, and a second start brings it back', async ({ startShift, cli }) => {
  const { launched } = await startShift()
  const visible = () =>
    launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
  await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(visible).toBe(false)
  expect(await cli([])).toMatchObject({ code: 0 })
  await expect.poll(visible).toBe(true)
})

test('a window that is not painted while it is hidden is shown all the same', async ({ startShift }) => {
  const { launched, window } = await startShift({ bar: { theme: 'dark' } })
  await expect(button(window, 'Reports')).toBeEnabled()
  /** The colour of the reports window, once it is visible. */
  const shownGround = () =>
    launched.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((shown) => shown.isVisible() && shown.webContents.getURL().includes('/reports/'))
        ?.getBackgroundColor()
        .toLowerCase(),
    )
  const opened = launched.app.waitForEvent('window')
  await unpainted(launched, async () => {
    await window.evaluate(`window.bar.dispatch('reports.open')`)
    // Until it is painted it has the ground of the dark theme.
    await expect.poll(shownGround).toBe('#1a2029')
  })
  const page = await opened
  await button(page, 'Yesterday').click()
  await expect(button(page, 'Yesterday')).toHaveAttribute('aria-pressed', 'true')
})

test('a key that a test presses before a window is painted reaches its page', async ({ startShift }) => {
  const { launched, window } = await startShift()
  await expect(button(window, 'Reports')).toBeEnabled()
  await unpainted(launched, async () => {
    const opened = launched.app.waitForEvent('window')
    await window.evaluate(`window.bar.dispatch('reports.open')`)
    const page = await opened
    await page.locator('summary', { hasText: 'Saved reports' }).press('Enter')
    await expect(page.getByText('None yet.')).toBeVisible()
  })
})

test('a damaged settings file is set aside with a copy, and told', async ({ launchBar, userData }) => {
  mkdirSync(userData, { recursive: true })
  writeFileSync(join(userData, 'settings.json'), '{"language":"en","pabx":')
  const { window } = await launchBar()
  await expect(window.getByRole('alert')).toContainText(
    /settings file was damaged|configurações estava danificado/,
  )
  expect(readdirSync(userData).some((name) => name.startsWith('settings.json.damaged-'))).toBe(true)
})

test('without a session bus the bar starts, says so, and keeps a key for the session only by choice', async ({
  startPabx,
  launchBar,
}) => {
  const pabx = await startPabx('--clock', 'manual')
  const launched = await launchBar({
    settings: settingsFor(pabx),
    env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' },
  })
  const { window, userData } = launched
  await expect(window.getByRole('alert')).toContainText(/session bus|keychain/)
  const settings = await openSettings({ launched, window })
  await expect(settings.getByLabel('API key', { exact: true })).toHaveAccessibleDescription(/no session bus/)
  const save = (session: boolean) =>
    settings.evaluate<{ ok: boolean }>(
      `window.bar.dispatch('settings.save', ${JSON.stringify({ values: {}, key: pabx.key, session })})`,
    )
  expect(await save(false)).toMatchObject({ ok: false })
  expect(await save(true)).toEqual({ ok: true })
  await expect(settings.getByLabel('API key', { exact: true })).toHaveAccessibleDescription(
    'In use until the bar quits; it is not stored.',
  )
  await button(window, 'Log in').click()
  await expect(window.getByRole('status', { name: 'Agent state' })).toContainText('Available')
  expect(existsSync(join(userData, 'settings.json'))).toBe(true)
})

test('the end of the session ends the bar', async ({ startShift }) => {
  const { launched } = await startShift()
  process.kill(launched.pid, 'SIGTERM')
  await expect.poll(() => isAlive(launched.pid)).toBe(false)
})

test('a disk that takes something again is no longer complained of', async ({ startShift, userData }) => {
  const inTheWay = join(userData, 'state.json.new')
  mkdirSync(join(inTheWay, 'folder'), { recursive: true })
  const { window } = await startShift()
  const told = window.getByRole('alert').filter({ hasText: 'Nothing could be written to disk' })
  await expect(told).toBeVisible()
  rmSync(inTheWay, { recursive: true })
  await expect(told).toBeHidden({ timeout: 15_000 })
  expect(existsSync(join(userData, 'state.json'))).toBe(true)
})

test('a PABX that cannot be reached is said, and what is pressed meanwhile fails now', async ({
  startShift,
}) => {
  const { window, pabx } = await startShift()
  await logIn(window)
  await pabx.close()
  await expect(window.getByRole('status', { name: 'Agent state' })).toContainText(/offline/)
  await dialNumber(window, '1199999999')
  await expect(window.getByRole('alert').first()).toContainText('cannot be reached')
})
