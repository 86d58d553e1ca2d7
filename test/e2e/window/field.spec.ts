import { button, confirmed, expect, test } from '../bar'

/** Long enough for a dial that takes its twelve seconds. Milliseconds. */
const patience = { timeout: 20_000 }

test('a dial of twelve seconds is told in stages, and its hang-up goes out with the answer', async ({
  startShift,
}) => {
  const { window, pabx, acted } = await startShift()
  await pabx.do('manners', { dialRingsMs: 3_000, dialAnswersMs: 12_000 })
  const call = window.getByRole('status', { name: 'Call' })
  await button(window, 'Log in').click()
  await window.getByRole('textbox', { name: 'Number' }).fill('1199999999')
  const began = Date.now()
  await button(window, 'Dial').click()
  await expect(call).toContainText('Asking the PABX to dial')
  await expect(call).toContainText('Your phone', patience)
  await expect.poll(async () => ((await pabx.state()) as { calls: unknown[] }).calls.length, patience).toBe(1)
  await button(window, 'Hang up').click()
  await expect(call).toContainText('Hangs up once the PABX answers')
  expect(await acted()).toEqual(['login', 'dial'])
  await expect(call).toBeHidden(patience)
  expect(Date.now() - began).toBeGreaterThan(11_900)
  expect(await acted()).toEqual(['login', 'dial', 'hangUp'])
  expect(((await pabx.state()) as { calls: unknown[] }).calls).toEqual([])
})

test('a phone that the PABX did not see in a call is said, and the next dial is possible', async ({
  startShift,
}) => {
  const { window, pabx, acted } = await startShift()
  await pabx.do('manners', { phone: 'notSeen' })
  await button(window, 'Log in').click()
  const number = window.getByRole('textbox', { name: 'Number' })
  await number.fill('1199999999')
  await button(window, 'Dial').click()
  await expect(window.getByRole('alert').first()).toContainText('did not see your phone in a call to')
  await pabx.do('manners', { phone: 'answers' })
  await number.fill('1188887777')
  await button(window, 'Dial').click()
  await expect(window.getByRole('status', { name: 'Call' })).toContainText('In a call')
  expect(await acted()).toEqual(['login', 'dial', 'dial'])
})

test('one press logs out from a break', async ({ startShift }) => {
  const { window, acted } = await startShift()
  const state = window.getByRole('status', { name: 'Agent state' })
  await button(window, 'Log in').click()
  await button(window, 'Break').click()
  await window.getByRole('option', { name: 'Almoço, 90 min' }).click()
  await expect(state).toContainText('Almoço')
  await window.evaluate(`window.bar.dispatch('agent.logout')`)
  await expect(state).toContainText('Logged out')
  expect(await acted()).toEqual(['login', 'setBreak', 'returnBreak', 'logout'])
})

test('two queues that list each break twice, and a notice before each answer: one break, another, and a forced logout', async ({
  startShift,
}) => {
  const queues = ['FILA_SUPORTE', 'FILA_VENDAS']
  const { window, pabx, acted } = await startShift({ agent: { name: 'DEV', branch: '2000', queues } })
  await pabx.do('queues', { agent: 'DEV', queues })
  await pabx.do('manners', { notices: 'before' })
  const state = window.getByRole('status', { name: 'Agent state' })
  const options = window.getByRole('option')
  await button(window, 'Log in').click()
  await button(window, 'Break').click()
  await expect(options).toHaveCount(4)
  await options.filter({ hasText: 'Almoço' }).click()
  await expect(state).toContainText('Almoço')
  await button(window, 'More').click()
  await window.getByRole('menuitem', { name: 'Another break' }).click()
  await options.filter({ hasText: 'Lanche' }).click()
  await expect(state).toContainText('Lanche')
  expect(await acted()).toEqual(['login', 'setBreak', 'returnBreak', 'setBreak'])
  await confirmed(window)
  await pabx.do('force-logout', { agent: 'DEV' })
  await expect(state).toContainText('Logged out')
  await expect(window.getByRole('alert').first()).toContainText('PABX: logged out')
  await expect(button(window, 'Log in')).toBeEnabled()
})
