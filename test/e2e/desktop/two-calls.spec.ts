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
  const names = async () =>
    (await tray.menu()).map(({ label }) => label).filter((label) => /^(1199999999|2008) · /.test(label))
  await expect.poll(names).toEqual(['2008 · In a call', '1199999999 · On hold'])
  const waiting = (await tray.menu()).find(({ label }) => label.startsWith('1199999999'))
  expect(waiting?.items.map(({ label, enabled }) => [label, enabled])).toEqual([
    ['Speak to this call', true],
    ['Retrieve', true],
    ['Hang up', true],
  ])
  await expect(() => tray.click('Speak to this call')).toPass({ timeout: 10_000 })
  await expect.poll(names).toEqual(['1199999999 · On hold', '2008 · In a call'])
  await expect(button(window, 'Hang up')).toHaveAccessibleDescription('1199999999')
  await expect(() => tray.click('Hand over')).toPass({ timeout: 10_000 })
  await expect.poll(acted).toEqual(['login', 'dial', 'hold', 'dial', 'hangUp', 'transfer'])
})

test('from the tray each of two calls is hung up by its own item', async ({ startShift, tray }) => {
  const { window, acted, requests } = await startShift()
  await aboutToConsult(window)
  await button(window, 'Consult first').click()
  await expect(button(window, 'Hand over')).toBeEnabled()
  // Both items have the same words: the one within the submenu is the waiting caller's.
  await expect(() => tray.click('Hang up', '1199999999 · On hold')).toPass({ timeout: 10_000 })
  await expect(window.getByRole('group', { name: '1199999999' })).toBeHidden()
  await expect(() => tray.click('Hang up')).toPass({ timeout: 10_000 })
  await expect.poll(acted).toEqual(['login', 'dial', 'hold', 'dial', 'hangUp', 'hangUp'])
  const sent = await requests()
  const ids = (of: string) =>
    sent.filter(({ endpoint }) => endpoint === of).map(({ fields }) => fields['call_id'])
  expect(ids('hangUp')[0]).toBe(ids('hold')[0])
  expect(ids('hangUp')[1]).not.toBe(ids('hold')[0])
  await expect(window.getByRole('group')).toHaveCount(0)
})
