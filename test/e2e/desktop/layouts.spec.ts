import { startDesktop } from '../../../scripts/lib/desktop.mjs'
import { button, expect, logIn, openSettings, settingsFor, test } from '../bar'
import { keyringOf } from '../harness/keyring'
import { pressKeys } from '../harness/keys'
import { launch } from '../harness/launch'
import { runProgram } from '../harness/program'

/*
 * Keyboards on which the letters stand elsewhere. A desktop of each test's own, as the layout is the whole server's.
 */

for (const { name, layout, letter } of [
  { name: 'AZERTY', layout: ['fr'], letter: 'A' },
  { name: 'QWERTZ', layout: ['de'], letter: 'Z' },
  { name: 'Dvorak', layout: ['us', 'dvorak'], letter: 'S' },
])
  test(`on ${name} the default hotkeys arrive, and a recorded one is the key that was pressed`, async ({
    startPabx,
    userData,
  }) => {
    const desktop = await startDesktop()
    try {
      const { code, stderr } = await runProgram('setxkbmap', layout, { env: desktop.env })
      expect(code, stderr).toBe(0)
      const pabx = await startPabx()
      await keyringOf(desktop).set(pabx.companyId, pabx.key)
      const launched = await launch(desktop, { userData, settings: settingsFor(pabx) })
      const { window } = launched
      await logIn(window)
      const breaks = window.getByRole('listbox', { name: 'Breaks' })
      await pressKeys(desktop, 'ctrl+shift+F7')
      await expect(breaks).toBeVisible()
      await window.keyboard.press('Escape')
      await expect(breaks).toBeHidden()

      const page = await openSettings({ launched, window })
      const recorder = page.getByRole('button', { name: /^Break or return: / })
      await recorder.click()
      await pressKeys(desktop, `ctrl+shift+${letter.toLowerCase()}`)
      await expect(recorder).toHaveText(`Ctrl+Shift+${letter}`)
      await button(page, 'Save').click()
      await expect(page.getByText('Saved.')).toBeVisible()
      await page.close()
      await pressKeys(desktop, `ctrl+shift+${letter.toLowerCase()}`)
      await expect(breaks).toBeVisible()
      await launched.close()
    } finally {
      await desktop.stop()
    }
  })
