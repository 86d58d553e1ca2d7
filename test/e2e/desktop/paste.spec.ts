import { button, expect, logIn, test } from '../bar'
import { pressKeys } from '../harness/keys'

for (const wanted of ['document', 'field'] as const)
  test.describe(`under the profile ${wanted}`, () => {
    test.use({ profile: wanted })

    test('a call id pasted or typed into the call field takes that call over', async ({
      startShift,
      desktop,
      profile,
    }) => {
      const { window, launched, pabx, acted } = await startShift()
      const call = window.getByRole('status', { name: 'Call' })
      const field = window.getByRole('textbox', { name: 'Number' })
      const inbound = async () =>
        ((await pabx.do('inbound', { agent: 'DEV', number: '1133334444' })) as { call_id: string }).call_id
      await logIn(window)

      const first = await inbound()
      await launched.app.evaluate(({ clipboard }, text) => clipboard.writeText(text), first)
      await pressKeys(desktop, 'ctrl+shift+F6')
      await field.click()
      await expect
        .poll(() => launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null))
        .toBe(true)
      await pressKeys(desktop, 'ctrl+v')
      await expect(call).toContainText('Inbound')
      await button(window, 'Hang up').click()
      await expect(call).toBeHidden()

      await field.fill(await inbound())
      await window.keyboard.press('Enter')
      await button(window, 'Hold').click()
      await expect(button(window, 'Retrieve')).toBeEnabled()
      await button(window, 'Hang up').click()
      await expect(call).toBeHidden()

      // By the document a call that the PABX does not know says so at the first command; in the field it is ok.
      await field.fill('00000000-0000-4000-8000-000000000000')
      await window.keyboard.press('Enter')
      await button(window, 'Hold').click()
      if (profile === 'document') await expect(window.getByRole('alert')).toContainText('no longer exists')
      else await button(window, 'Hang up').click()
      await expect(call).toBeHidden()
      const last = profile === 'document' ? ['hold'] : ['hold', 'hangUp']
      expect(await acted()).toEqual(['login', 'hangUp', 'hold', 'hangUp', ...last])
    })
  })
