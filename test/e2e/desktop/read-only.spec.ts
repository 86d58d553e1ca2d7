import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { button, dialNumber, expect, openSettings, settingsFor, test } from '../bar'
import { launch } from '../harness/launch'
import { linesOfLog } from '../harness/log'
import { barParts, startOrdinaryDesktop } from '../harness/ordinary-user'
import { root } from '../harness/place'
import { runProgram } from '../harness/program'

test('a user-data folder that cannot be written: the bar starts, says so, and the shift goes on', async ({
  startPabx,
}) => {
  const pabx = await startPabx('--clock', 'manual')
  const { desktop, executable, installApp, folder } = await startOrdinaryDesktop()
  try {
    const appDir = installApp(root, barParts)
    const userData = join(folder, 'user-data')
    mkdirSync(userData)
    writeFileSync(join(userData, 'settings.json'), JSON.stringify(settingsFor(pabx)))
    // As root it is root's, and the bar's user is another one.
    chmodSync(userData, 0o555)
    const bar = await launch(desktop, { appDir, executable, sandbox: true, userData })
    try {
      // The key is missing as well: which of the two stands first depends on which came last.
      await bar.window.evaluate(`window.bar.dispatch('panel.open', 'notices')`)
      await expect(bar.window.getByText(/Nothing could be written to disk/).last()).toBeVisible()
      await bar.window.evaluate(`window.bar.dispatch('panel.close')`)
      const draft = JSON.stringify({ values: {}, key: pabx.key })
      const settings = await openSettings({ launched: bar, window: bar.window })
      await settings.evaluate(`window.bar.dispatch('settings.save', ${draft})`)
      await button(bar.window, 'Log in').click()
      await expect(bar.window.getByRole('status', { name: 'Agent state' })).toContainText('Available')
      await dialNumber(bar.window, '1199999999')
      await expect(button(bar.window, 'Hold')).toBeEnabled()
      // A second process finds this one all the same.
      const words = ['--user-data-dir=' + userData, '--disable-gpu', appDir, '--status']
      const status = await runProgram(executable, words, {
        env: { ...desktop.env, ...desktop.unmanaged },
        limitMs: 30_000,
      })
      expect(status).toMatchObject({ code: 0 })
      expect(status.stdout).toContain('In a call')
      await bar.window.screenshot({ path: 'out/e2e/read-only.png' })
      await button(bar.window, 'Hang up').click()
      await expect(button(bar.window, 'Hold')).toBeHidden()
      // Told once, and tried again at growing intervals: no line for each change.
      const scratch = await bar.app.evaluate(({ app }) => app.getPath('userData'))
      expect(scratch).not.toBe(userData)
      expect(linesOfLog(scratch, 'memory not kept')).toHaveLength(1)
    } finally {
      await bar.close()
    }
  } finally {
    await desktop.stop()
  }
})
