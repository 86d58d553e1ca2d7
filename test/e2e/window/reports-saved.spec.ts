import type { Page } from '@playwright/test'
import { violations } from '../axe'
import { button, expect, test } from '../bar'
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
