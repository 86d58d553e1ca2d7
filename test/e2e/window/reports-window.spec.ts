import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { violations } from '../axe'
import { button, expect, logIn, openSettings, test } from '../bar'
import { fullDisk } from '../harness/full-disk'
import { answerDialog, DARK_ACCENT, LIGHT_ACCENT, mainColour, openReports, run, september } from '../reports'

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
  // A part of a chart is chosen: the table shows its records.
  const cause = page.getByRole('table', { name: 'Hang-up cause' }).locator('tbody tr').first()
  const count = await cause.locator('.count').first().textContent()
  await cause.getByRole('button').click()
  await expect(page.getByRole('searchbox', { name: 'Search the records' })).not.toHaveValue('user_busy')
  await expect(status).toContainText(new RegExp(`of ${count}$`))
  await page.getByRole('searchbox', { name: 'Search the records' }).fill('user_busy')
  await page.getByRole('tab', { name: 'Summary' }).click()

  // What was found and sorted stays so in the other view, and is what is exported unless all is asked for.
  const busy = join(desktop.folder, 'busy.csv')
  await answerDialog(shift, busy)
  await button(page, 'Export these as CSV').click()
  await expect(page.getByText(`File written to ${busy}.`)).toBeVisible()
  const found = readFileSync(busy, 'utf8').trimEnd().split('\r\n').slice(1)
  expect(found.length).toBeGreaterThan(100)
  expect(found.every((line) => line.endsWith('USER_BUSY'))).toBe(true)
  await page.getByRole('combobox', { name: 'What to export' }).selectOption('all')
  for (const format of ['csv', 'xlsx', 'parquet']) {
    const path = join(desktop.folder, `export.${format}`)
    await answerDialog(shift, path)
    await button(page, `Export all as ${format.toUpperCase()}`).click()
    await expect(page.getByText(`File written to ${path}.`)).toBeVisible()
    expect(readdirSync(desktop.folder).filter((name) => name.endsWith('.part'))).toEqual([])
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
  const disk = fullDisk(desktop.folder)
  test.skip(disk === null, 'only root may make a disk that is full')
  if (disk === null) return
  for (const format of ['csv', 'xlsx', 'parquet']) {
    const path = join(disk.folder, `full.${format}`)
    await answerDialog(shift, path)
    await button(page, `Export ${format.toUpperCase()}`).click()
    await expect(page.getByRole('alert')).toHaveText(
      `The disk is full: the file ${path} could not be written.`,
    )
    expect(readdirSync(disk.folder)).toEqual(['filler'])
    const elsewhere = join(desktop.folder, `room.${format}`)
    await answerDialog(shift, elsewhere)
    await button(page, `Export ${format.toUpperCase()}`).click()
    await expect(page.getByText(`File written to ${elsewhere}.`)).toBeVisible()
  }
  disk.end()
  await logIn(shift.window)
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
        from: 'De',
        to: 'Até',
        whole: 'Completo: 12.345 registros.',
        summary: 'Resumo',
        rate: 'Taxa de atendimento',
      },
      en: {
        open: 'Reports',
        from: 'From',
        to: 'To',
        whole: 'Complete: 12,345 records.',
        summary: 'Summary',
        rate: 'Answer rate',
      },
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
    // Field by field, as the date field of the system has them, whose order is the system's.
    for (const [label, date] of [
      [words.from, september.from],
      [words.to, september.to],
    ] as const) {
      await page.getByLabel(label, { exact: true }).focus()
      const [year = '', month = '', day = ''] = date.split('-')
      await page.keyboard.type(`${month}${day}${year}`)
      await expect(page.getByLabel(label, { exact: true })).toHaveValue(date)
    }
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

  // The period before is read only when it is asked for.
  const asked = async () =>
    (await shift.requests()).filter(({ endpoint }) => endpoint === 'listTabulations').length
  const requests = await asked()
  await expect(page.getByText('more than')).toHaveCount(0)
  expect(await asked()).toBe(requests)
  await button(page, 'Compare with the period before').click()
  await expect(page.getByText('3,000 more than Aug 2 – 31, which had none')).toBeVisible({ timeout: 20_000 })
  expect(await asked()).toBeGreaterThan(requests)
  expect(await violations(page)).toEqual([])

  // The charts are drawn in the colours of the theme, also when it changes while they are shown.
  const isDrawnIn = (colour: string) => expect.poll(() => mainColour(page)).toBe(colour)
  await page.emulateMedia({ colorScheme: 'dark' })
  await isDrawnIn(DARK_ACCENT)
  await page.emulateMedia({ colorScheme: 'light' })
  await isDrawnIn(LIGHT_ACCENT)
  const form = await openSettings(shift)
  const choose = (theme: string) =>
    form.evaluate(`window.bar.dispatch('settings.save', { values: { 'bar.theme': '${theme}' }, key: null })`)
  // Each window's ground, which it shows where it grows before its page is painted there.
  const grounds = () =>
    shift.launched.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((shown) => shown.getBackgroundColor().toLowerCase()),
    )
  await choose('dark')
  await isDrawnIn(DARK_ACCENT)
  expect(await grounds()).toEqual(['#1a2029', '#1a2029', '#1a2029'])
  await choose('light')
  await isDrawnIn(LIGHT_ACCENT)
  expect(await grounds()).toEqual(['#f6f7f9', '#f6f7f9', '#f6f7f9'])
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
