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

export const [LIGHT_ACCENT, DARK_ACCENT] = ['20 80 122', '127 189 234'] as const

/** The colour of most of what the first chart shows. */
export const mainColour = (page: Page): Promise<string> =>
  page
    .locator('canvas')
    .first()
    .evaluate((node) => {
      const canvas = node as HTMLCanvasElement
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
      const counts = new Map<string, number>()
      for (let at = 0; at < pixels.length; at += 4) {
        if (pixels[at + 3] !== 255) continue
        const colour = [pixels[at], pixels[at + 1], pixels[at + 2]].join(' ')
        counts.set(colour, (counts.get(colour) ?? 0) + 1)
      }
      return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? ''
    })
