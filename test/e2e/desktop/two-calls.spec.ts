import { aboutToConsult, button, expect, inACall, test } from '../bar'
import { focusedWindow, pressKeys } from '../harness/keys'

/** Keys of their own for the steps of a consultation. */
const hotkeys = {
  'call.consult': 'Control+Shift+F2',
  'call.handOver': 'Control+Shift+F3',
  'call.swap': 'Control+Shift+F4',
}

test('a colleague is asked and the caller handed over, by key from another program', async ({
  startShift,
  otherProgram,
  desktop,
}) => {
  const { window, acted, requests } = await startShift({ hotkeys })
  await inACall(window)

  const crm = await otherProgram()
  await pressKeys(desktop, 'ctrl+shift+F2')
  await expect(window.getByRole('textbox', { name: 'Transfer to' })).toBeFocused()
  await expect.poll(() => focusedWindow(desktop)).not.toBe(crm.window)
  await pressKeys(desktop, '2', '0', '0', '8', 'shift+Return')
  await expect(window.getByRole('group', { name: '2008' })).toBeVisible()
  await expect(button(window, 'Hand over')).toBeEnabled()
  await expect(window.getByRole('group', { name: '1199999999' })).toContainText('On hold')
  await pressKeys(desktop, 'ctrl+shift+F3')
  await expect.poll(acted).toEqual(['login', 'dial', 'hold', 'dial', 'hangUp', 'transfer'])
  const sent = (await requests()).filter(({ endpoint }) => !/^(get|login)/.test(endpoint))
  const [first, hold, second, hangUp, transfer] = sent.map(({ fields }) => fields)
  expect([first?.['to'], second?.['to'], transfer?.['to']]).toEqual(['1199999999', '2008', '2008'])
  expect(hold?.['call_id']).toBe(transfer?.['call_id'])
  expect(hangUp?.['call_id']).not.toBe(hold?.['call_id'])
  await expect(window.getByRole('status', { name: 'Call' })).toBeHidden()
})

test('the tray has both calls, and hands the caller over', async ({ startShift, tray }) => {
  const { window, acted } = await startShift()
  await aboutToConsult(window)
  await button(window, 'Consult first').click()
  await expect(button(window, 'Hand over')).toBeEnabled()
  await expect(() => tray.click('Speak to this call')).toPass({ timeout: 10_000 })
  await expect(button(window, 'Hang up')).toHaveAccessibleDescription('1199999999')
  await expect(() => tray.click('Hand over')).toPass({ timeout: 10_000 })
  await expect.poll(acted).toEqual(['login', 'dial', 'hold', 'dial', 'hangUp', 'transfer'])
})
