import { chownSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { button, expect, openSettings, settingsFor, test } from '../bar'
import { launch } from '../harness/launch'
import { barParts, startOrdinaryDesktop } from '../harness/ordinary-user'
import { root } from '../harness/place'

test('an ordinary user works with the sandbox of Chromium on', async ({ startPabx }) => {
  const pabx = await startPabx('--clock', 'manual')
  const { desktop, executable, installApp, folder } = await startOrdinaryDesktop()
  try {
    const appDir = installApp(root, barParts)
    const userData = join(folder, 'user-data')
    const settings = join(userData, 'settings.json')
    mkdirSync(userData)
    writeFileSync(settings, JSON.stringify(settingsFor(pabx)))
    const { uid, gid } = statSync(folder)
    for (const path of [userData, settings]) chownSync(path, uid, gid)
    const bar = await launch(desktop, {
      appDir,
      executable,
      sandbox: true,
      userData,
    })
    try {
      // Into the keyring of that user, by the bar itself: nobody else is let onto their bus.
      const draft = JSON.stringify({ values: {}, key: pabx.key })
      const page = await openSettings({ launched: bar, window: bar.window })
      expect(await page.evaluate(`window.bar.dispatch('settings.save', ${draft})`)).toEqual({ ok: true })
      await button(bar.window, 'Log in').click()
      await expect(bar.window.getByRole('status', { name: 'Agent state' })).toContainText('Available')
      const renderer = await bar.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
      )
      expect(readFileSync(`/proc/${renderer}/status`, 'utf8')).toMatch(/^Seccomp:\t2$/m)
    } finally {
      await bar.close()
    }
  } finally {
    await desktop.stop()
  }
})
