import { button, expect, logIn, test } from '../bar'
import { focusedWindow, pressKeys } from '../harness/keys'

const DIAL = 'ctrl+shift+F8'

test('a link shows its number and leaves the focus: an Enter meant for the CRM dials nothing', async ({
  startShift,
  otherProgram,
  desktop,
  cli,
}) => {
  const { window, acted, requests } = await startShift()
  await logIn(window)
  const crm = await otherProgram()
  expect(await cli(['tel:+551140028922'])).toMatchObject({ code: 0 })
  await pressKeys(desktop, 'Return')
  await expect(window.getByText('A link asks to dial +55 11 4002-8922')).toBeVisible()
  await pressKeys(desktop, 'Return')
  expect(await focusedWindow(desktop)).toBe(crm.window)
  expect(crm.focusLosses()).toBe(0)

  expect(await cli(['tel:1155556666'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('asked to dial 1155556666'),
  })
  await expect(window.getByText('A link asks to dial +55 11 4002-8922')).toBeVisible()
  expect(await cli(['tel:*72551140028922'])).toMatchObject({ code: 2 })
  expect(await acted()).toEqual(['login'])

  await expect(button(window, 'Dial this number')).toBeEnabled()
  await pressKeys(desktop, DIAL)
  await expect.poll(acted).toEqual(['login', 'dial'])
  expect((await requests()).find(({ endpoint }) => endpoint === 'dial')?.fields['to']).toBe('+551140028922')
  expect(crm.focusLosses()).toBe(0)
})

test('an Enter in the bar dials no number that came a moment ago', async ({ startShift, desktop, cli }) => {
  const { window, acted } = await startShift()
  await logIn(window)
  await pressKeys(desktop, 'ctrl+shift+F6')
  await cli(['tel:1140028922'])
  // As an Enter would, the moment the number is there.
  const dials = button(window, 'Dial this number')
  await window.evaluate(`document.querySelector('form button[type=submit]').closest('form').requestSubmit()`)
  await expect(dials).toBeEnabled()
  expect(await acted()).toEqual(['login'])
  await dials.click()
  await expect.poll(acted).toEqual(['login', 'dial'])
})

test('what the agent has changed is what is shown: the hotkey does not dial the number of the link', async ({
  startShift,
  desktop,
  cli,
}) => {
  const { window, acted } = await startShift()
  await logIn(window)
  await cli(['tel:1140028922'])
  const field = window.locator('#proposed')
  await expect(button(window, 'Dial this number')).toBeEnabled()
  await field.fill('1155556666')
  await expect(window.getByText('A link asks to dial')).toBeHidden()
  await pressKeys(desktop, DIAL)
  await expect(field).toHaveValue('')
  expect(await acted()).toEqual(['login'])
})

test('a made-up screen-pop gives way to the real one, and blocks nothing', async ({
  startShift,
  desktop,
  cli,
}) => {
  const { window, acted, pabx, requests } = await startShift()
  await logIn(window)
  const card = window.getByRole('status', { name: 'Call' })
  await cli(['vocom-bar://call/deadbeef?number=1133334444&direction=inbound'])
  await expect(card).toContainText('Named by a link')
  const { call_id: id } = (await pabx.do('inbound', { agent: 'DEV', number: '1155556666' })) as {
    call_id: string
  }
  expect(await cli([`vocom-bar://call/${id}?number=1155556666&direction=inbound`])).toMatchObject({ code: 0 })
  await expect(card).toContainText('11 5555-6666')
  await pressKeys(desktop, 'ctrl+shift+F9')
  await expect(button(window, 'Retrieve')).toBeEnabled()
  // The call that the PABX has held is not taken out of the agent's hands: a made-up one only stands beside it.
  await cli(['vocom-bar://call/deadbeef?number=1133334444&direction=inbound'])
  await expect(window.getByRole('group')).toHaveCount(2)
  await pressKeys(desktop, 'ctrl+shift+F11')
  await expect.poll(acted).toEqual(['login', 'hold', 'hangUp'])
  const ended = (await requests()).find(({ endpoint }) => endpoint === 'hangUp')
  expect(ended?.fields['call_id']).toBe(id)

  // The history knows the real one alone.
  await expect(card).toContainText('Named by a link')
  await expect(button(window, 'Hang up')).toHaveAccessibleDescription('')
  expect(await cli(['--run', 'call.hangUp', '--call', 'deadbeef'])).toMatchObject({ code: 0 })
  await expect(window.getByRole('alert')).toContainText('Is somebody still on the line?')
  const kept = await window.evaluate(`window.bar.query('history.read')`)
  expect(JSON.stringify(kept)).toContain('1155556666')
  expect(JSON.stringify(kept)).not.toContain('1133334444')
})

test('no call is taken over from a link where that is switched off', async ({ startShift, cli }) => {
  const { window } = await startShift({ links: { adopt: 'off' } })
  await logIn(window)
  expect(await cli(['vocom-bar://call/deadbeef?number=1133334444'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('switched off'),
  })
  await expect(window.getByRole('status', { name: 'Call' })).toBeHidden()
})
