import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync, strFromU8 } from 'fflate'
import { button, expect, test, type Shift } from './bar'
import { pressKeys } from './harness/keys'
import { hostTray } from './harness/tray'

const HANG_UP = 'ctrl+shift+F11'

async function dialOut({ window }: Shift): Promise<void> {
  await button(window, 'Log in').click()
  await window.getByRole('textbox', { name: 'Number' }).fill('1199999999')
  await button(window, 'Dial').click()
  await expect(button(window, 'Hold')).toBeEnabled()
}

/** What the bar shows of the call, asked of main: the debugger's own view of a page dies with it. */
const callShown = ({ launched }: Shift): Promise<string> =>
  launched.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return ''
    const text = `document.querySelector('[aria-label="Call"]')?.textContent ?? ''`
    // A page that hangs or is replaced meanwhile never answers.
    const patience = new Promise<string>((resolve) => setTimeout(resolve, 500, ''))
    return Promise.race([contents.executeJavaScript(text) as Promise<string>, patience])
  })

test('a page that hangs is replaced, with the same state, and the hotkeys never stop', async ({
  startShift,
  desktop,
}) => {
  const shift = await startShift()
  await dialOut(shift)
  await shift.launched.app.evaluate(({ BrowserWindow }) => {
    void BrowserWindow.getAllWindows()[0]
      ?.webContents.executeJavaScript('for (;;);')
      .catch(() => undefined)
  })
  await expect.poll(() => callShown(shift)).toBe('')
  await expect.poll(() => callShown(shift), { timeout: 10_000 }).toContain('1199999999')
  await pressKeys(desktop, HANG_UP)
  await expect.poll(shift.acted).toEqual(['login', 'dial', 'hangUp'])
})

test('a GPU process that dies three times takes nothing with it', async ({ startShift, desktop }) => {
  const shift = await startShift()
  await dialOut(shift)
  const gpu = () =>
    shift.launched.app.evaluate(({ app }) => app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? 0)
  for (let time = 0; time < 3; time++) {
    await expect.poll(gpu).toBeGreaterThan(0)
    const pid = await gpu()
    process.kill(pid, 'SIGKILL')
    await expect.poll(gpu).not.toBe(pid)
  }
  await expect.poll(() => callShown(shift)).toContain('1199999999')
  await pressKeys(desktop, HANG_UP)
  await expect.poll(shift.acted).toEqual(['login', 'dial', 'hangUp'])
})

test('a tray host that goes and comes back shows the icon again', async ({ desktop, startShift }) => {
  const first = await hostTray(desktop)
  await startShift()
  await first.menu()
  await first.close()
  const second = await hostTray(desktop)
  try {
    expect((await second.menu()).length).toBeGreaterThan(5)
  } finally {
    await second.close()
  }
})

test('a second start touches neither the keychain nor the network', async ({ startShift, cli }) => {
  const { pabx, requests, launched } = await startShift({ sync: { intervalSeconds: 300 } })
  await expect(button(launched.window, 'Log in')).toBeEnabled()
  await expect.poll(async () => (await requests()).length).toBeGreaterThan(1)
  const before = (await requests()).length
  // With a keychain that is out of reach, it would have something to say.
  const told = await cli(['--status', '--json'], {
    env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' },
  })
  expect(told).toMatchObject({ code: 0 })
  expect(JSON.parse(told.stdout)).toMatchObject({ agent: 'DEV', key: 'present' })
  expect((await requests()).length).toBe(before)
  expect(pabx.key).not.toBe('')
})

test('the diagnostics hold log, settings, versions and requests, and neither key nor number', async ({
  startShift,
  cli,
  desktop,
}) => {
  const shift = await startShift()
  await dialOut(shift)
  const file = join(desktop.folder, 'diagnostics.zip')
  expect(await cli(['--run', 'diagnostics.export', file])).toMatchObject({ code: 0 })
  const files = unzipSync(readFileSync(file))
  expect(Object.keys(files).sort()).toEqual([
    'log.txt',
    'requests.txt',
    'settings.json',
    'state.json',
    'versions.json',
  ])
  const all = Object.values(files)
    .map((bytes) => strFromU8(bytes))
    .join('\n')
  expect(all).toContain('POST interact_cti/call/call_services/ ok')
  expect(all).not.toContain('1199999999')
  for (const form of [shift.pabx.key, Buffer.from(`api_key:${shift.pabx.key}`).toString('base64')])
    expect(all).not.toContain(form)
})
