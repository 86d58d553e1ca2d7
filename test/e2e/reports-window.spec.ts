import type { Page } from '@playwright/test'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { violations } from './axe'
import { button, expect, test, type Shift } from './bar'

const september = { from: '2020-09-01', to: '2020-09-30' }

async function openReports({ launched, window }: Shift): Promise<Page> {
  await expect(button(window, 'Reports')).toBeEnabled()
  const opened = launched.app.waitForEvent('window')
  await button(window, 'Reports').click()
  const page = await opened
  await expect(button(page, 'Run')).toBeVisible()
  return page
}

async function run(page: Page): Promise<void> {
  await page.getByLabel('From').fill(september.from)
  await page.getByLabel('To', { exact: true }).fill(september.to)
  await button(page, 'Run').click()
}

/** The file dialog of the system answers with that path. */
const answerDialog = (shift: Shift, path: string) =>
  shift.launched.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)

test('a report past the limit: table, search, sort, summary, export, print-ready, and axe', async ({
  startShift,
  desktop,
}) => {
  const shift = await startShift()
  await shift.pabx.do('records', { ...september, dialer: 12_345 })
  const page = await openReports(shift)
  expect(await violations(page)).toEqual([])
  await run(page)
  await expect(page.getByText('Complete: 12,345 records.')).toBeVisible({ timeout: 20_000 })
  const status = page.getByRole('status', { name: 'Records' })
  await expect(status).toContainText('of 12,345')
  expect(await page.locator('tbody tr').count()).toBeLessThanOrEqual(150)
  expect(await violations(page)).toEqual([])
  await page.screenshot({ path: 'out/e2e/reports-table.png' })

  // To the end, and back sorted by another column.
  await page.getByRole('region', { name: 'Records' }).evaluate((node) => {
    node.scrollTop = node.scrollHeight
  })
  await expect(status).toContainText('12,345 of 12,345')
  await expect(page.locator('tbody tr[aria-rowindex="12345"]')).toBeVisible()
  await button(page, 'Hang-up cause').click()
  await page.getByRole('region', { name: 'Records' }).evaluate((node) => {
    node.scrollTop = 0
  })
  await expect(page.locator('tbody tr[aria-rowindex="1"]')).toContainText('CALL_REJECTED')
  await page.getByRole('searchbox', { name: 'Search the records' }).fill('user_busy')
  await expect(page.locator('tbody tr[aria-rowindex="1"]')).toContainText('USER_BUSY')

  await page.getByRole('tab', { name: 'Summary' }).click()
  await expect(page.getByText('Answer rate').first()).toBeVisible()
  await expect(page.locator('canvas').first()).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.screenshot({ path: 'out/e2e/reports-summary.png' })

  for (const format of ['csv', 'xlsx', 'parquet']) {
    const path = join(desktop.folder, `export.${format}`)
    await answerDialog(shift, path)
    await button(page, `Export ${format.toUpperCase()}`).click()
    await expect(page.getByText(`File written to ${path}.`)).toBeVisible()
    expect(existsSync(`${path}.part`)).toBe(false)
    const bytes = readFileSync(path)
    expect(bytes.subarray(0, 4).toString('latin1')).toMatch(/^(ï»¿d|PK\u0003\u0004|PAR1)$/)
    if (format === 'csv') expect(bytes.toString('utf8').trimEnd().split('\r\n')).toHaveLength(12_346)
  }
  const picture = join(desktop.folder, 'hours.png')
  await answerDialog(shift, picture)
  await button(page, 'Save as picture').first().click()
  await expect(page.getByText(`File written to ${picture}.`)).toBeVisible()
  expect(readFileSync(picture).subarray(1, 4).toString()).toBe('PNG')
})

test('a report waits for a PABX that is gone, goes on where it stood, and ends with its window', async ({
  startShift,
}) => {
  const shift = await startShift()
  await shift.pabx.do('records', { ...september, dialer: 9_000 })
  const page = await openReports(shift)
  await shift.pabx.do('fault', { endpoint: 'listDialer', fault: 'paramsFailed', times: 1 })
  await run(page)
  await expect(page.getByText(/^Stopped:/)).toBeVisible({ timeout: 20_000 })
  await button(page, 'Go on').click()
  await expect(page.getByText('Complete: 9,000 records.')).toBeVisible({ timeout: 20_000 })
  await page.close()
  await expect
    .poll(() =>
      shift.launched.app.evaluate(
        ({ app }) => app.getAppMetrics().filter(({ name }) => name === 'Vocom Bar reports').length,
      ),
    )
    .toBe(0)
})

test('what was typed wrong is told in one sentence', async ({ startShift }) => {
  const shift = await startShift()
  const page = await openReports(shift)
  await page.getByLabel('From').fill('2020-09-30')
  await page.getByLabel('To', { exact: true }).fill('2020-09-01')
  await button(page, 'Run').click()
  await expect(page.getByRole('alert')).toHaveText('The end of the period is before its beginning.')
})

test('an export to a disk that is full says so, loses nothing, and the bar lives on', async ({
  startShift,
  desktop,
}) => {
  const shift = await startShift()
  await shift.pabx.do('records', { ...september, dialer: 5_000 })
  const page = await openReports(shift)
  await run(page)
  await expect(page.getByText('Complete: 5,000 records.')).toBeVisible({ timeout: 20_000 })
  for (const format of ['csv', 'xlsx']) {
    const path = join(desktop.folder, `full.${format}`)
    symlinkSync('/dev/full', `${path}.part`)
    await answerDialog(shift, path)
    await button(page, `Export ${format.toUpperCase()}`).click()
    await expect(page.getByRole('alert')).toHaveText(
      `The disk is full: the file ${path} could not be written.`,
    )
    expect(existsSync(path)).toBe(false)
    const elsewhere = join(desktop.folder, `room.${format}`)
    await answerDialog(shift, elsewhere)
    await button(page, `Export ${format.toUpperCase()}`).click()
    await expect(page.getByText(`File written to ${elsewhere}.`)).toBeVisible()
  }
  await button(shift.window, 'Log in').click()
  await expect(button(shift.window, 'Break')).toBeEnabled()
})

const sizes = [
  [1366, 768, 'pt-BR', 'dark'],
  [2560, 1400, 'en', 'light'],
] as const
for (const [width, height, language, theme] of sizes)
  test(`by keyboard alone, ${width} wide, ${language}, ${theme}`, async ({ startShift }) => {
    const shift = await startShift({ language, bar: { theme } })
    await shift.pabx.do('records', { ...september, dialer: 12_345, tabulations: 3_000 })
    const words = {
      'pt-BR': {
        open: 'Relatórios',
        whole: 'Completo: 12.345 registros.',
        summary: 'Resumo',
        rate: 'Taxa de atendimento',
      },
      en: { open: 'Reports', whole: 'Complete: 12,345 records.', summary: 'Summary', rate: 'Answer rate' },
    }[language]
    await expect(button(shift.window, words.open)).toBeEnabled()
    const opened = shift.launched.app.waitForEvent('window')
    await button(shift.window, words.open).press('Enter')
    const page = await opened
    // Wider than the virtual screen may be.
    await page.setViewportSize({ width, height })
    const first = page.getByRole('combobox').first()
    await expect(first).toBeVisible()
    await first.focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type(september.from)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Control+A')
    await page.keyboard.type(september.to)
    await page.keyboard.press('Enter')
    await expect(page.getByText(words.whole)).toBeVisible({ timeout: 20_000 })
    expect(await violations(page)).toEqual([])
    await page.screenshot({ path: `out/e2e/reports-table-${width}-${theme}.png` })
    // Nothing is wider than the window but the table, which scrolls by itself.
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
    await page.getByRole('tab').first().focus()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('tab', { name: words.summary })).toBeFocused()
    await expect(page.getByText(words.rate).first()).toBeVisible()
    await expect(page.locator('canvas').first()).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.screenshot({ path: `out/e2e/reports-summary-${width}-${theme}.png` })
    // Every chart is a table too.
    for (const details of await page.locator('details').all()) await details.locator('summary').press('Enter')
    const charts = await page.getByRole('heading', { level: 2 }).allTextContents()
    for (const chart of charts)
      await expect(page.getByRole('table', { name: chart }).getByRole('row').nth(1)).toBeAttached()
    expect(await violations(page)).toEqual([])
    await page.screenshot({ path: `out/e2e/reports-tables-${width}-${theme}.png` })
  })

test('tabulations: by name and by agent, and only the columns that were chosen', async ({ startShift }) => {
  const shift = await startShift()
  await shift.pabx.do('records', { ...september, tabulations: 3_000 })
  const page = await openReports(shift)
  await page.getByRole('combobox', { name: 'Report' }).selectOption('tabs')
  await run(page)
  await expect(page.getByText('Complete: 3,000 records.')).toBeVisible({ timeout: 20_000 })
  await page.getByText('Columns', { exact: true }).click()
  await page.getByRole('checkbox', { name: 'Direction' }).uncheck()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('checkbox', { name: 'Direction' })).toBeHidden()
  await expect(page.getByRole('columnheader', { name: 'Direction' })).toHaveCount(0)
  await page.getByRole('tab', { name: 'Summary' }).click()
  for (const chart of ['By tabulation', 'By agent'])
    await expect(page.getByRole('table', { name: chart }).getByRole('row').nth(2)).toBeVisible()
})

test('a chart with nothing to draw says so', async ({ startShift }) => {
  const shift = await startShift()
  const page = await openReports(shift)
  await run(page)
  await expect(page.getByText('Complete: 0 records.')).toBeVisible({ timeout: 20_000 })
  await page.getByRole('tab', { name: 'Summary' }).click()
  const charts = page.getByRole('heading', { level: 2 })
  await expect(charts).toHaveCount(5)
  await expect(page.getByText('No records to show here.')).toHaveCount(5)
  await expect(page.locator('canvas')).toHaveCount(0)
  await expect(button(page, 'Save as picture')).toHaveCount(0)
  expect(await violations(page)).toEqual([])
})

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
  await expect(asked).toHaveText(/Dialer.*2020-09-01 00:00:00.*2020-09-30 23:59:59/s)
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
  for (const chart of ['By hang-up cause', 'By agent'])
    await expect(page.getByRole('table', { name: chart }).getByRole('row').nth(1)).toBeVisible()
  await expect(pressable).toHaveCount(0)
  await page.screenshot({ path: 'out/e2e/reports-summary-paper.png', fullPage: true })
  expect(await pagesOnPaper(shift)).toBeGreaterThanOrEqual(2)
})
