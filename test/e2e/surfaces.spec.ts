import { button, expect, test } from './bar'
import { focusedWindow, holdKeys, pressKeys } from './harness/keys'

const HOLD = 'ctrl+shift+F9'
const HANG_UP = 'ctrl+shift+F11'

test('hold and hang-up by global hotkey while another program keeps the focus', async ({
  startShift,
  otherProgram,
  desktop,
}) => {
  const { window, acted } = await startShift()
  await button(window, 'Log in').click()
  await window.getByRole('textbox', { name: 'Number' }).fill('1199999999')
  await button(window, 'Dial').click()
  await expect(button(window, 'Hold')).toBeEnabled()

  const crm = await otherProgram()
  await pressKeys(desktop, HOLD)
  await expect.poll(acted).toEqual(['login', 'dial', 'hold'])
  await expect(button(window, 'Retrieve')).toBeEnabled()
  await pressKeys(desktop, HOLD)
  await expect.poll(acted).toEqual(['login', 'dial', 'hold', 'retrieve'])
  await pressKeys(desktop, HANG_UP)
  await expect.poll(acted).toEqual(['login', 'dial', 'hold', 'retrieve', 'hangUp'])
  expect(await focusedWindow(desktop)).toBe(crm.window)
  expect(crm.focusLosses()).toBe(0)
})

test('a hotkey that is held down is one press', async ({ startShift, otherProgram, desktop }) => {
  const { window, acted } = await startShift()
  await button(window, 'Log in').click()
  await window.getByRole('textbox', { name: 'Number' }).fill('1199999999')
  await button(window, 'Dial').click()
  await expect(button(window, 'Hold')).toBeEnabled()
  await otherProgram()
  await holdKeys(desktop, HOLD, 3_000)
  await expect(button(window, 'Retrieve')).toBeEnabled()
  expect(await acted()).toEqual(['login', 'dial', 'hold'])
})

test('the transfer hotkey opens the field, ready to type, and Escape gives the focus back', async ({
  startShift,
  otherProgram,
  desktop,
}) => {
  const { window, acted } = await startShift()
  await button(window, 'Log in').click()
  await window.getByRole('textbox', { name: 'Number' }).fill('1199999999')
  await button(window, 'Dial').click()
  await expect(button(window, 'Hold')).toBeEnabled()
  const crm = await otherProgram()
  await pressKeys(desktop, 'ctrl+shift+F10')
  await expect(window.getByRole('textbox', { name: 'Transfer to' })).toBeFocused()
  await expect.poll(() => focusedWindow(desktop)).not.toBe(crm.window)
  await pressKeys(desktop, '2', '0', '0', '1', 'Escape')
  await expect(window.getByRole('textbox', { name: 'Transfer to' })).toBeHidden()
  await expect.poll(() => focusedWindow(desktop)).toBe(crm.window)
  expect(await acted()).toEqual(['login', 'dial'])
})

test('the break hotkey opens the list and leaves the focus; what is chosen there gives it back', async ({
  startShift,
  otherProgram,
  desktop,
}) => {
  const { window, acted } = await startShift()
  await button(window, 'Log in').click()
  await expect(button(window, 'Break')).toBeEnabled()
  const crm = await otherProgram()
  await pressKeys(desktop, 'ctrl+shift+F7')
  await expect(window.getByRole('option').first()).toBeVisible()
  expect(await focusedWindow(desktop)).toBe(crm.window)
  expect(crm.focusLosses()).toBe(0)
  await pressKeys(desktop, 'ctrl+shift+F6')
  await expect.poll(() => focusedWindow(desktop)).not.toBe(crm.window)
  await pressKeys(desktop, 'Down', 'Return')
  await expect(window.getByRole('status', { name: 'Agent state' })).toContainText('Almoço')
  await expect.poll(() => focusedWindow(desktop)).toBe(crm.window)
  await pressKeys(desktop, 'ctrl+shift+F7')
  await expect.poll(acted).toEqual(['login', 'setBreak', 'returnBreak'])
})

test('the bar shows itself without taking the focus', async ({ startShift, otherProgram, desktop }) => {
  const crm = await otherProgram()
  await startShift()
  expect(await focusedWindow(desktop)).toBe(crm.window)
  expect(crm.focusLosses()).toBe(0)
})

test('the tray menu tells the state, and its items act', async ({ tray, startShift }) => {
  const { window, acted } = await startShift()
  // The menu follows the bar: what was just pressed may still be under way, and an item of a menu that was
  // exchanged between look and click answers with an error, and does nothing.
  const choose = (label: string): Promise<void> => expect(() => tray.click(label)).toPass({ timeout: 10_000 })
  await choose('Log in')
  await expect(window.getByRole('status', { name: 'Agent state' })).toContainText('Available')
  await window.getByRole('textbox', { name: 'Number' }).fill('1199999999')
  await button(window, 'Dial').click()
  await expect(button(window, 'Hold')).toBeEnabled()
  await choose('Hold')
  await expect(button(window, 'Retrieve')).toBeEnabled()
  await choose('Hang up')
  await expect(window.getByRole('status', { name: 'Call' })).toBeHidden()
  await choose('Almoço (90 min)')
  await expect(window.getByRole('status', { name: 'Agent state' })).toContainText('Almoço')
  expect(await acted()).toEqual(['login', 'dial', 'hold', 'hangUp', 'setBreak'])
})

test('a second process asks and commands the running bar', async ({ startShift, cli }) => {
  const { window, acted } = await startShift()
  expect(await cli(['--run', 'agent.login'])).toMatchObject({ code: 0 })
  await expect(button(window, 'Break')).toBeEnabled()
  const status = await cli(['--status', '--json'])
  expect(JSON.parse(status.stdout)).toMatchObject({
    agent: 'DEV',
    branch: '2000',
    state: 'available',
    call: null,
  })
  expect(await cli(['--run', 'call.hold'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no call'),
  })
  expect(await cli(['--run', 'call.explode'])).toMatchObject({ code: 2 })
  expect(await cli(['--dial', 'abc'])).toMatchObject({ code: 2 })
  expect(await cli(['--dial', '(11) 99999-9999'])).toMatchObject({ code: 0 })
  await expect(window.getByRole('status', { name: 'Call' })).toContainText('11 99999-9999')
  expect(await acted()).toEqual(['login', 'dial'])
})

test('a link proposes, adopts, and does no harm', async ({ startShift, cli }) => {
  const { window, acted, pabx } = await startShift()
  await button(window, 'Log in').click()
  await expect(button(window, 'Break')).toBeEnabled()
  await cli(['tel:+551140028922'])
  await expect(window.getByText('A link asks to dial +55 11 4002-8922')).toBeVisible()
  await window.keyboard.press('Escape')
  const { call_id: id } = (await pabx.do('inbound', { agent: 'DEV', number: '1133334444' })) as {
    call_id: string
  }
  await cli([`vocom-bar://call/${id}?number=1133334444&direction=inbound`])
  await expect(window.getByRole('status', { name: 'Call' })).toContainText('11 3333-4444')
  const harm = await cli(['vocom-bar://hangUp'])
  expect(harm).toMatchObject({ code: 2, stderr: expect.stringContaining('not a link') })
  await expect(window.getByRole('alert')).toContainText('not a link')
  expect(await cli([`tel:${'1'.repeat(5_000)}`])).toMatchObject({ code: 2 })
  expect(await cli(['--dial', '1'.repeat(5_000)])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('too long'),
  })
  await button(window, 'Hang up').click()
  await expect(window.getByRole('status', { name: 'Call' })).toBeHidden()
  expect(await acted()).toEqual(['login', 'hangUp'])
})

test('without a bar, a status says so', async ({ cli }) => {
  const { code, stderr } = await cli(['--status'])
  expect(code).toBe(1)
  expect(stderr).toMatch(/Vocom Bar/)
  expect((await cli(['--version'])).stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/)
})
