import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../harness/desktop'
import { focusedWindow, holdKeys, pressKeys } from '../harness/keys'
import { launch } from '../harness/launch'
import { startOrdinaryDesktop } from '../harness/ordinary-user'
import { fixtureApp } from '../harness/place'
import { isAlive, processTree } from '../harness/process-tree'

const fixture = { appDir: fixtureApp }

test('starts the app with its settings in place, and leaves no process behind', async ({
  launchBar,
  userData,
}) => {
  const bar = await launchBar({ ...fixture, settings: { agent: { name: 'DEV' } } })
  await expect(bar.window.getByRole('status', { name: 'Hotkey presses' })).toHaveText('0')
  expect(readFileSync(join(userData, 'settings.json'), 'utf8')).toContain('DEV')
  expect(
    await bar.app.evaluate(({ app }) => [app.getName(), app.getVersion(), app.getPath('userData')]),
  ).toEqual(['Harness Fixture', '1.2.3', userData])
  const tree = processTree(bar.pid)
  expect(tree.length).toBeGreaterThan(2)
  await bar.close()
  expect(tree.filter(isAlive)).toEqual([])
})

test('asks main and gets each answer, though main is busy making objects', async ({ launchBar }) => {
  const { app } = await launchBar(fixture)
  await app.evaluate(() => {
    const makeObjects = (): void => {
      const end = Date.now() + 200
      while (Date.now() < end) Array.from({ length: 100_000 }, (_, index) => ({ index }))
      setTimeout(makeObjects, 5)
    }
    setTimeout(makeObjects, 5)
  })
  for (let asked = 0; asked < 10; asked++)
    expect(await app.evaluate((_electron, answer) => answer, asked)).toBe(asked)
})

test('a hotkey pressed while another program has the focus reaches the app, and the focus stays', async ({
  desktop,
  launchBar,
  otherProgram,
}) => {
  const { window } = await launchBar(fixture)
  const crm = await otherProgram()
  await pressKeys(desktop, 'a')
  await pressKeys(desktop, 'ctrl+shift+F9')
  await pressKeys(desktop, 'b')
  await expect(window.getByRole('status', { name: 'Hotkey presses' })).toHaveText('1')
  await expect.poll(() => crm.typed()).toEqual(expect.arrayContaining(['a', 'b']))
  expect(crm.typed()).not.toContain('F9')
  expect(crm.focusLosses()).toBe(0)
  expect(await focusedWindow(desktop)).toBe(crm.window)
})

test('a hotkey held down repeats, as from a keyboard', async ({ desktop, launchBar }) => {
  const { window } = await launchBar(fixture)
  await holdKeys(desktop, 'ctrl+shift+F9', 1_000)
  const presses = async () =>
    Number(await window.getByRole('status', { name: 'Hotkey presses' }).textContent())
  await expect.poll(presses).toBeGreaterThan(5)
})

test('notices when the focus is taken', async ({ launchBar, otherProgram }) => {
  const { app } = await launchBar(fixture)
  const crm = await otherProgram()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus())
  await expect.poll(() => crm.focusLosses()).toBe(1)
})

test('reads the tray menu as the desktop sees it, and clicks in it', async ({ tray, launchBar }) => {
  const { window } = await launchBar(fixture)
  expect(await tray.face()).toMatchObject({ tooltip: 'Fixture tooltip', icon: { width: 16, height: 16 } })
  const menu = await tray.menu()
  expect(menu.map(({ label, enabled, separator }) => ({ label, enabled, separator }))).toEqual([
    { label: 'Count', enabled: true, separator: false },
    { label: 'Never', enabled: false, separator: false },
    { label: '', enabled: true, separator: true },
    { label: 'More', enabled: true, separator: false },
  ])
  expect(menu[3]?.items).toMatchObject([{ label: 'Checked', checked: true }])
  await tray.click('Count')
  await expect(window.getByRole('status', { name: 'Tray clicks' })).toHaveText('1')
  await expect(tray.click('Never')).rejects.toThrow('disabled')
})

test('keeps and forgets a secret in the real keyring', async ({ keyring }) => {
  expect(await keyring.get('harness')).toBeNull()
  await keyring.set('harness', 'açaí 123')
  expect(await keyring.get('harness')).toBe('açaí 123')
  await keyring.delete('harness')
  expect(await keyring.get('harness')).toBeNull()
})

test('runs the app as a second process to its end', async ({ cli }) => {
  const { code, stdout, stderr } = await cli(['--version'], fixture)
  expect(code).toBe(3)
  expect(stdout).toBe('1.2.3\n')
  expect(stderr).toContain('asked for the version')
})

test('runs as an ordinary user with the sandbox of Chromium on', async () => {
  const ordinary = await startOrdinaryDesktop()
  const { desktop, executable } = ordinary
  try {
    const appDir = ordinary.installApp(fixtureApp, ['package.json', 'main.js'])
    const app = await launch(desktop, {
      appDir,
      executable,
      sandbox: true,
      userData: join(desktop.home, 'user-data'),
    })
    try {
      const renderer = await app.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
      )
      const status = readFileSync(`/proc/${renderer}/status`, 'utf8')
      // A sandboxed renderer has a system-call filter, and lives in a user namespace of its own.
      expect(status).toMatch(/^Seccomp:\t2$/m)
      expect(status).not.toMatch(/^Uid:\t0\t/m)
    } finally {
      await app.close()
    }
  } finally {
    await desktop.stop()
  }
})
