import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { button, expect, openSettings, settingsFor, test } from './bar'
import { startDesktop } from '../../scripts/lib/desktop.mjs'
import { keyringOf } from './harness/keyring'
import { linesOfLog } from './harness/log'
import { crashPage } from './harness/crash-page'
import { pressKeys } from './harness/keys'
import { launch } from './harness/launch'
import { isAlive } from './harness/process-tree'
import { runProgram } from './harness/program'

test('a renderer that dies comes back with the same state, and the hotkeys never stop', async ({
  startShift,
  desktop,
}) => {
  const { window, launched, acted } = await startShift()
  await button(window, 'Log in').click()
  await window.getByRole('textbox', { name: 'Number' }).fill('1199999999')
  await button(window, 'Dial').click()
  await expect(button(window, 'Hold')).toBeEnabled()
  await crashPage(launched.app, 'bar')
  // Asked of main: the debugger's own view of the page died with it.
  const shown = () =>
    launched.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      if (contents === undefined || contents.isCrashed() || contents.isLoading()) return ''
      const text = `document.querySelector('[aria-label="Call"]')?.textContent ?? ''`
      // A page that is replaced meanwhile never answers.
      const patience = new Promise<string>((resolve) => setTimeout(resolve, 500, ''))
      return Promise.race([contents.executeJavaScript(text) as Promise<string>, patience])
    })
  await expect.poll(shown).toContain('1199999999')
  await pressKeys(desktop, 'ctrl+shift+F11')
  await expect.poll(acted).toEqual(['login', 'dial', 'hangUp'])
})

test('closing the bar puts it away, and a second start brings it back', async ({ startShift, cli }) => {
  const { launched } = await startShift()
  const visible = () =>
    launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
  await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(visible).toBe(false)
  expect(await cli([])).toMatchObject({ code: 0 })
  await expect.poll(visible).toBe(true)
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
  const save = (session: boolean) =>
    settings.evaluate<{ ok: boolean }>(
      `window.bar.query('settings.save', ${JSON.stringify({ values: {}, key: pabx.key, session })})`,
    )
  expect(await save(false)).toMatchObject({ ok: false })
  expect(await save(true)).toEqual({ ok: true })
  await button(window, 'Log in').click()
  await expect(window.getByRole('status', { name: 'Agent state' })).toContainText('Available')
  expect(existsSync(join(userData, 'settings.json'))).toBe(true)
})

test('the end of the session ends the bar', async ({ startShift }) => {
  const { launched } = await startShift()
  process.kill(launched.pid, 'SIGTERM')
  await expect.poll(() => isAlive(launched.pid)).toBe(false)
})

test('a disk that takes nothing is told, and calls go on', async ({ startShift, userData, desktop }) => {
  // Where the bar would write there is a folder with something in it.
  mkdirSync(join(userData, 'state.json.new', 'in-the-way'), { recursive: true })
  const { window, acted } = await startShift()
  await button(window, 'Log in').click()
  await window.getByRole('textbox', { name: 'Number' }).fill('1199999999')
  await button(window, 'Dial').click()
  await expect(button(window, 'Hold')).toBeEnabled()
  await expect(window.getByRole('alert').first()).toContainText('Nothing could be written to disk')
  await pressKeys(desktop, 'ctrl+shift+F11')
  await expect.poll(acted).toEqual(['login', 'dial', 'hangUp'])
  // One line for the whole outage, however often the disk was tried.
  expect(linesOfLog(userData, 'memory not kept')).toHaveLength(1)
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

test('a locked keychain is told within seconds, and the bar can be used', async ({ startPabx, userData }) => {
  const own = await startDesktop()
  try {
    const pabx = await startPabx()
    await keyringOf(own).set(pabx.companyId, pabx.key)
    const lock = ['/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock']
    const login = 'array:objpath:/org/freedesktop/secrets/collection/login'
    const to = ['--session', '--print-reply', '--dest=org.freedesktop.secrets']
    expect(await runProgram('dbus-send', [...to, ...lock, login], { env: own.env })).toMatchObject({
      code: 0,
    })
    const bar = await launch(own, { userData, settings: settingsFor(pabx) })
    await expect(bar.window.getByRole('alert').first()).toContainText('keychain is locked', {
      timeout: 5_000,
    })
    await expect(button(bar.window, 'Settings')).toBeEnabled()
    await bar.close()
  } finally {
    await own.stop()
  }
})

test('a PABX that cannot be reached is said, and what is pressed meanwhile fails now', async ({
  startShift,
}) => {
  const { window, pabx } = await startShift()
  await button(window, 'Log in').click()
  await expect(button(window, 'Break')).toBeEnabled()
  await pabx.close()
  await expect(window.getByRole('status', { name: 'Agent state' })).toContainText(/offline/)
  await window.getByRole('textbox', { name: 'Number' }).fill('1199999999')
  await button(window, 'Dial').click()
  await expect(window.getByRole('alert').first()).toContainText('cannot be reached')
})
