import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { violations } from '../axe'
import { button, expect, openSettings, test } from '../bar'

test('language and theme change at once, in both windows', async ({ startShift }) => {
  const shift = await startShift()
  const page = await openSettings(shift)
  await page.getByLabel('Theme').selectOption('dark')
  await expect(shift.window.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByLabel('Language').selectOption('es')
  await expect(
    button(shift.window, 'Iniciar sesión')
      .or(button(shift.window, 'Conectar'))
      .or(button(shift.window, 'Entrar')),
  ).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Configuración')
})

test('search, validation as one types, managed settings, reset, and axe', async ({ startShift, desktop }) => {
  const policy = join(desktop.folder, 'policy-locked.json')
  writeFileSync(policy, JSON.stringify({ 'history.keepDays': 30 }))
  const shift = await startShift({ bar: { edge: 'free' } }, { env: { VOCOM_BAR_POLICY: policy } })
  const page = await openSettings(shift)
  expect(await violations(page)).toEqual([])
  await page.screenshot({ path: 'out/e2e/settings.png' })
  await expect(page.getByLabel('Keep the history for (days)')).toBeDisabled()
  const sections = page.getByRole('navigation', { name: 'Sections' })
  await sections.getByRole('button', { name: 'Breaks' }).click()
  await expect(page.getByRole('heading', { name: 'Breaks' })).toBeInViewport()
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeInViewport()
  await expect(sections.getByRole('button', { name: 'Breaks' })).toHaveAttribute('aria-current', 'true')
  // A short section at the end never gets to the top.
  await page.locator('form#settings').evaluate((node) => (node.scrollTop = node.scrollHeight))
  await expect(sections.getByRole('button', { name: 'Your company' })).toHaveAttribute('aria-current', 'true')
  const minutes = page.getByLabel('Warn before the limit (minutes)')
  await minutes.press('ArrowUp')
  await expect(minutes).toHaveValue('2')
  // Two commands with the same keys: said in the row of each.
  await page.getByRole('button', { name: 'Hold: None' }).press('Enter')
  await page.keyboard.press('Control+Shift+F9')
  for (const command of ['Hold', 'Hold or retrieve'])
    await expect(page.getByRole('row', { name: new RegExp(`^${command} ${command}: Ctrl`) })).toContainText(
      'the same keys',
    )
  await page.getByLabel('Ask the PABX every (seconds)').fill('0')
  await expect(page.getByText('Use a number from 1 to 300.')).toBeVisible()
  await page.getByLabel('Ask the PABX every (seconds)').fill('3')
  await expect(page.getByText('Use a number from 1 to 300.')).toBeHidden()
  const address = page.getByLabel('PABX address')
  const before = await address.inputValue()
  await address.fill('http://192.0.2.1')
  await expect(page.getByText(/plain http/).last()).toBeVisible()
  await expect(address).toHaveAttribute('aria-invalid', 'true')
  await expect(
    page.getByText('Only https: your company’s administrator alone can allow plain http.'),
  ).toBeVisible()
  await button(page, 'Save').click()
  await expect(page.getByText('Not saved: see the marked fields.')).toBeVisible()
  await address.fill(before)
  await page.getByLabel('Address of the updates').fill('http://updates.example')
  await expect(page.getByText('their address must begin with https')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search the settings' }).fill('theme')
  await expect(page.getByLabel('Theme')).toBeVisible()
  await expect(page.getByLabel('PABX address')).toBeHidden()
  await expect(sections.getByRole('button')).toHaveText(['Bar'])
  const moveTo = (y: number | null) =>
    shift.launched.app.evaluate(({ BrowserWindow }, wanted) => {
      const bar = BrowserWindow.getAllWindows().find(({ webContents }) =>
        webContents.getURL().includes('//bar/bar/'),
      )
      if (wanted !== null) bar?.setPosition(40, wanted)
      return bar?.getPosition()[1]
    }, y)
  await moveTo(400)
  await expect.poll(() => moveTo(null)).toBe(400)
  await button(page, 'Reset position').click()
  await expect.poll(() => moveTo(null)).toBe(0)
})

test('settings that the disk does not take are in force until the bar quits, and that is said', async ({
  startShift,
  userData,
}) => {
  const shift = await startShift()
  const page = await openSettings(shift)
  // Where the file was, there is now a folder with something in it.
  rmSync(join(userData, 'settings.json'))
  mkdirSync(join(userData, 'settings.json', 'in-the-way'), { recursive: true })
  await page.getByLabel('Agent', { exact: true }).fill('OTHER')
  await button(page, 'Save').click()
  await expect(page.getByRole('alert')).toHaveText('The settings could not be written to disk.')
  await expect(page.getByLabel('PABX address')).toHaveAttribute('aria-invalid', 'false')
  await expect(shift.window.getByText('OTHER', { exact: true })).toBeVisible()
  await expect(button(shift.window, 'Dial')).toBeEnabled()
})

test('settings go to a file without the key, and a bad file changes nothing', async ({
  startShift,
  desktop,
}) => {
  const shift = await startShift()
  const page = await openSettings(shift)
  const file = join(desktop.folder, 'settings-export.json')
  const choose = (path: string) =>
    shift.launched.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
      dialog.showMessageBox = (options: unknown) => {
        Object.assign(globalThis, { asked: options })
        return Promise.resolve({ response: 0, checkboxChecked: false })
      }
    }, path)
  const asked = () =>
    shift.launched.app.evaluate(() => (globalThis as { asked?: { detail?: string } }).asked?.detail)
  await choose(file)
  await button(page, 'Export…').click()
  await expect(page.getByText(`File written to ${file}.`)).toBeVisible()
  const text = readFileSync(file, 'utf8')
  expect(JSON.parse(text)).toMatchObject({ 'agent.name': 'DEV', 'sync.intervalSeconds': 1 })
  expect(text).not.toContain(shift.pabx.key)

  writeFileSync(file, '{"sync.intervalSeconds": "often"}')
  await button(page, 'Import…').click()
  await expect(page.getByRole('alert')).toContainText('sync.intervalSeconds is invalid. Nothing was changed.')
  writeFileSync(file, '{"history": {"keepDays": 3}}')
  await button(page, 'Import…').click()
  await expect(page.getByText('1 setting imported.')).toBeVisible()
  expect(await asked()).toBe('history.keepDays: 7 → 3')
  await expect(page.getByLabel('Keep the history for (days)')).toHaveValue('3')
})
