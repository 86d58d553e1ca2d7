import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { violations } from '../axe'
import { button, expect, logIn, test, type Shift } from '../bar'
import { answerDialog, LIGHT_ACCENT, mainColour, openReports, run, september } from '../reports'

/** Pages of the window as it is printed. */
const pagesOnPaper = ({ launched }: Shift): Promise<number> =>
  launched.app.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('reports'),
    )
    const paper = await window?.webContents.printToPDF({ printBackground: false })
    const pdf = paper?.toString('latin1') ?? ''
    return pdf.startsWith('%PDF') ? (pdf.match(/\/Type \/Page\b/g) ?? []).length : 0
  })

test('on paper: what was asked, tiles, charts and table, and nothing to press', async ({ startShift }) => {
  const shift = await startShift({ bar: { theme: 'dark' } })
  await shift.pabx.do('records', { ...september, dialer: 12_345 })
  const page = await openReports(shift)
  await run(page)
  await expect(page.getByText('Complete: 12,345 records.')).toBeVisible({ timeout: 20_000 })
  const pressable = page.locator(
    ':is(.button, input, select, summary, progress, [role="tab"]):visible, button.primary:visible',
  )
  await expect(page.locator('tbody tr').nth(99)).toBeAttached()
  await page.emulateMedia({ media: 'print' })
  const title = await page.getByRole('heading', { name: 'Reports', level: 1 }).boundingBox()
  expect(title?.height).toBeGreaterThan(15)
  const asked = page.locator('dl').first()
  await expect(asked).toBeVisible()
  await expect(asked).toHaveText(/Dialer.*09\/01\/2020, 12:00:00\sAM.*09\/30\/2020, 11:59:59\sPM/s)
  await expect(page.getByText('1–100 of 12,345')).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Hang-up cause' })).toBeVisible()
  await expect(pressable).toHaveCount(0)
  await page.screenshot({ path: 'out/e2e/reports-table-paper.png', fullPage: true })
  // A hundred rows, and not the room that twelve thousand would take.
  const ofTable = await pagesOnPaper(shift)
  expect(ofTable).toBeGreaterThanOrEqual(1)
  expect(ofTable).toBeLessThanOrEqual(8)

  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('tab', { name: 'Summary' }).click()
  await expect(page.locator('canvas')).toHaveCount(3)
  await page.emulateMedia({ media: 'print' })
  await expect(asked).toBeVisible()
  for (const tile of ['Answered', 'Answer rate'])
    await expect(page.getByRole('term').filter({ hasText: new RegExp(`^${tile}$`) })).toBeVisible()
  for (const canvas of await page.locator('canvas').all()) await expect(canvas).toBeVisible()
  // Paper is light, whatever the theme.
  await expect.poll(() => mainColour(page)).toBe(LIGHT_ACCENT)
  for (const chart of ['By hang-up cause', 'By agent'])
    await expect(page.getByRole('table', { name: chart }).getByRole('row').nth(1)).toBeVisible()
  await expect(pressable).toHaveCount(0)
  await page.screenshot({ path: 'out/e2e/reports-summary-paper.png', fullPage: true })
  expect(await pagesOnPaper(shift)).toBeGreaterThanOrEqual(2)
})

test('a number in the table is dialled with Enter and copied with Ctrl+C; a file is not replaced unasked', async ({
  startShift,
  desktop,
}) => {
  const shift = await startShift()
  await shift.pabx.do('records', { ...september, dialer: 300 })
  await logIn(shift.window)
  const page = await openReports(shift)
  await page.getByRole('combobox', { name: 'Hang-up cause' }).selectOption('Number busy · USER_BUSY')
  await run(page)
  await expect(page.getByText(/^Complete: \d+ records\.$/)).toBeVisible({ timeout: 20_000 })
  const row = page.locator('tbody tr[aria-rowindex="2"]')
  await expect(row).toContainText('USER_BUSY')
  const region = page.getByRole('region', { name: 'Records' })
  await region.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(row).toHaveAttribute('aria-current', 'true')
  await expect(row).toContainText('Number busy · USER_BUSY')
  const number = ((await row.locator('td').nth(3).textContent()) ?? '').trim()
  expect(number).toMatch(/^0119\d{8}$/)
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Control+C')
  await expect(page.getByText(`${number} copied.`)).toBeVisible()
  expect(await shift.launched.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(number)
  await page.keyboard.press('Enter')
  await expect
    .poll(async () =>
      ((await shift.pabx.journal()) as { endpoint: string; fields: { to?: string } }[])
        .filter(({ endpoint }) => endpoint === 'dial')
        .map(({ fields }) => fields.to),
    )
    .toEqual([number])

  // A name without an ending gets one; an existing file of that name is replaced only when the agent agrees.
  const path = join(desktop.folder, 'março')
  writeFileSync(`${path}.csv`, 'mine')
  await answerDialog(shift, path)
  const answer = (response: number) =>
    shift.launched.app.evaluate(({ dialog }, chosen) => {
      dialog.showMessageBox = () => Promise.resolve({ response: chosen, checkboxChecked: false })
    }, response)
  await answer(1)
  await button(page, 'Export CSV').click()
  await expect(button(page, 'Export CSV')).toBeEnabled()
  expect(readFileSync(`${path}.csv`, 'utf8')).toBe('mine')
  await answer(0)
  await button(page, 'Export CSV').click()
  await expect(page.getByText(`File written to ${path}.csv.`)).toBeVisible()
  expect(readFileSync(`${path}.csv`, 'utf8')).not.toBe('mine')
})
