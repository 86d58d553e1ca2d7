import type { Page } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { violations } from '../axe'
import { button, expect, test, type Shift } from '../bar'
import { openReports, september } from '../reports'

test('a report is saved under a name, run again by it after a restart, renamed and removed, by keyboard', async ({
  startShift,
  launchBar,
}) => {
  const shift = await startShift()
  await shift.pabx.do('records', { ...september, dialer: 600, tabulations: 40 })
  const page = await openReports(shift)
  const menu = (of: Page) => of.locator('summary', { hasText: 'Saved reports' })
  await page.getByLabel('From').fill(september.from)
  await page.getByLabel('To', { exact: true }).fill(september.to)
  await page.getByRole('combobox', { name: 'Hang-up cause' }).selectOption('Number busy · USER_BUSY')
  await menu(page).press('Enter')
  await expect(page.getByText('None yet.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Name of the report' }).fill('Busy')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Saved as “Busy”.')).toBeVisible()
  // Saving asks the PABX for nothing.
  expect((await shift.requests()).filter(({ endpoint }) => endpoint === 'listDialer')).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Report' }).selectOption('tabs')
  await button(page, 'Yesterday').click()
  await menu(page).press('Enter')
  await page.getByRole('textbox', { name: 'Name of the report' }).fill('What was said')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Tabulations · Yesterday')).toBeVisible()
  expect(await violations(page)).toEqual([])

  // Another name, which is taken first.
  await button(page, 'Rename What was said').press('Enter')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Busy')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toHaveText('There is already a report named “Busy”.')
  await page.keyboard.type(' days')
  await page.keyboard.press('Enter')
  await expect(button(page, 'Remove Busy days')).toBeVisible()
  await shift.launched.close()

  const { userData } = shift.launched
  const launched = await launchBar({ settings: shift.settings, userData })
  const later = { ...shift, launched, window: launched.window }
  const again = await openReports(later)
  await menu(again).press('Enter')
  await again.getByRole('button', { name: /^Busy Dialer/ }).press('Enter')
  await expect(again.getByText(/^Complete: \d+ records\.$/)).toBeVisible({ timeout: 20_000 })
  await expect(again.getByLabel('From')).toHaveValue(september.from)
  await expect(again.getByText('Hang-up cause: Number busy')).toBeVisible()
  await expect(again.locator('tbody tr').first()).toContainText('USER_BUSY')
  await menu(again).press('Enter')
  await button(again, 'Remove Busy days').press('Enter')
  await expect(again.getByText('“Busy days” removed.')).toBeVisible()
  await expect(menu(again)).toContainText('(1)')
})

test('a saved report that names a customer is gone from the open window once the customer’s number is erased', async ({
  startShift,
  cli,
}) => {
  const page = await openReports(await startShift())
  const menu = page.locator('summary', { hasText: 'Saved reports' })
  await page.getByLabel('Number', { exact: true }).fill('11987654321')
  await menu.press('Enter')
  await page.getByRole('textbox', { name: 'Name of the report' }).fill('One customer')
  await page.keyboard.press('Enter')
  await expect(button(page, 'Remove One customer')).toBeVisible()
  await menu.press('Enter')
  expect((await cli(['--run', 'data.erase', '11987654321'])).stdout).toContain('saved reports: 1')
  await menu.press('Enter')
  await expect(page.getByText('None yet.')).toBeVisible()
})

type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Where the reports window is; with `next`, after it was told to go there. Null where there is none. */
const bounds = ({ launched }: Shift, next: Bounds | 'close' | null = null): Promise<Bounds | null> =>
  launched.app.evaluate(({ BrowserWindow }, wanted) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('/reports/'),
    )
    if (window === undefined) return null
    if (wanted === 'close') window.close()
    else if (wanted !== null) window.setBounds(wanted)
    return window.isDestroyed() ? null : window.getBounds()
  }, next)

test('the reports window is where it was left, and never outside of the screen', async ({
  startShift,
  launchBar,
}) => {
  const shift = await startShift()
  const { userData } = shift.launched
  const left = { x: 120, y: 130, width: 910, height: 520 }
  await openReports(shift)
  await bounds(shift, left)
  await expect.poll(() => bounds(shift)).toEqual(left)
  await shift.launched.close()

  const launched = await launchBar({ settings: shift.settings, userData })
  const later = { ...shift, launched, window: launched.window }
  await openReports(later)
  await expect.poll(() => bounds(later)).toEqual(left)
  const closed = async () => {
    await bounds(later, 'close')
    await expect.poll(() => bounds(later)).toBeNull()
  }
  const file = join(userData, 'reports-window.json')
  const screen = await launched.app.evaluate(({ screen: all }) => all.getPrimaryDisplay().workArea)
  for (const text of [JSON.stringify({ ...left, x: 9_000, y: -700, width: 5_000 }), '{"x":"far', '{"x":1}']) {
    await closed()
    writeFileSync(file, text)
    await openReports(later)
    const now = await bounds(later)
    if (now === null) throw new Error('no reports window')
    expect(now.x).toBeGreaterThanOrEqual(screen.x)
    expect(now.y).toBeGreaterThanOrEqual(screen.y)
    expect(now.x + now.width).toBeLessThanOrEqual(screen.x + screen.width)
    expect(now.y + now.height).toBeLessThanOrEqual(screen.y + screen.height)
  }
})
