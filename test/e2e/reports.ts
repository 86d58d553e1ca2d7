import type { Page } from '@playwright/test'
import { button, expect, type Shift } from './bar'

export const september = { from: '2020-09-01', to: '2020-09-30' }

export async function openReports({ launched, window }: Shift): Promise<Page> {
  await expect(button(window, 'Reports')).toBeEnabled()
  const opened = launched.app.waitForEvent('window')
  await button(window, 'Reports').click()
  const page = await opened
  await expect(button(page, 'Run')).toBeVisible()
  return page
}

export async function run(page: Page): Promise<void> {
  await page.getByLabel('From').fill(september.from)
  await page.getByLabel('To', { exact: true }).fill(september.to)
  await button(page, 'Run').click()
}

/** The file dialog of the system answers with that path. */
export const answerDialog = (shift: Shift, path: string) =>
  shift.launched.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
