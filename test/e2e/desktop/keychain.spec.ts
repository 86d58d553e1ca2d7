import { spawn } from 'node:child_process'
import { startDesktop } from '../../../scripts/lib/desktop.mjs'
import { button, expect, settingsFor, test } from '../bar'
import { keyringOf, withKeyring } from '../harness/keyring'
import { launch } from '../harness/launch'

/*
 * A keychain that is not open yet when the bar starts, as with an automatic login.
 */

test('a key in a locked keychain is used as soon as somebody unlocks it, and asked for once', async ({
  startPabx,
  userData,
}) => {
  const desktop = await startDesktop()
  try {
    const pabx = await startPabx()
    await keyringOf(desktop).set(pabx.companyId, pabx.key)
    const prompts = watchPrompts(desktop.env)
    await withKeyring(desktop, async ({ lock, unlock }) => {
      await lock()
      const bar = await launch(desktop, { userData, settings: settingsFor(pabx) })
      const told = bar.window.getByRole('alert').filter({ hasText: 'keychain is locked' })
      // Within seconds; meanwhile the bar can be used.
      await expect(told).toBeVisible({ timeout: 5_000 })
      await expect(button(bar.window, 'Settings')).toBeEnabled()
      await unlock()
      await expect(told).toBeHidden()
      await expect(button(bar.window, 'Log in')).toBeEnabled()
      expect(prompts.count()).toBe(1)
      await bar.close()
    })
    prompts.end()
  } finally {
    await desktop.stop()
  }
})

test('a keychain that comes up after the bar is read without a restart', async ({ startPabx, userData }) => {
  const desktop = await startDesktop({ keyring: false })
  try {
    const pabx = await startPabx()
    const before = await desktop.startKeyring()
    await keyringOf(desktop).set(pabx.companyId, pabx.key)
    await before.stop()
    const bar = await launch(desktop, { userData, settings: settingsFor(pabx) })
    const told = bar.window.getByRole('alert').filter({ hasText: 'No keychain' })
    await expect(told).toBeVisible()
    await desktop.startKeyring()
    await expect(told).toBeHidden()
    await expect(button(bar.window, 'Log in')).toBeEnabled()
    await bar.close()
  } finally {
    await desktop.stop()
  }
})

/** Counts how often any program asks for a prompt of the keychain. */
function watchPrompts(env: Record<string, string>) {
  const rule = "type='method_call',interface='org.freedesktop.Secret.Prompt',member='Prompt'"
  const monitor = spawn('dbus-monitor', ['--session', rule], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  let seen = ''
  monitor.stdout.on('data', (chunk: Buffer) => (seen += chunk.toString()))
  return {
    count: () => seen.split('member=Prompt').length - 1,
    end: () => void monitor.kill(),
  }
}
