import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { button, dialNumber, expect, inACall, test } from '../bar'

/** Every name that a screen reader says in a shift, in the languages of which no other test goes through one. */
const words = {
  'pt-BR': {
    state: 'Estado do agente',
    call: 'Chamada',
    logIn: 'Entrar',
    logOut: 'Sair',
    break: 'Pausa',
    breaks: 'Pausas',
    lunch: 'Almoço, 90 min',
    return: 'Retornar',
    number: 'Número',
    dial: 'Discar',
    hold: 'Espera',
    retrieve: 'Retomar',
    transfer: 'Transferir',
    to: 'Transferir para',
    now: 'Transferir agora',
    hangUp: 'Desligar',
    available: 'Disponível',
    loggedOut: 'Deslogado',
    onHold: 'Em espera',
  },
  es: {
    state: 'Estado del agente',
    call: 'Llamada',
    logIn: 'Iniciar sesión',
    logOut: 'Cerrar sesión',
    break: 'Pausa',
    breaks: 'Pausas',
    lunch: 'Almoço, 90 min',
    return: 'Volver',
    number: 'Número',
    dial: 'Marcar',
    hold: 'Retener',
    retrieve: 'Retomar',
    transfer: 'Transferir',
    to: 'Transferir a',
    now: 'Transferir ahora',
    hangUp: 'Colgar',
    available: 'Disponible',
    loggedOut: 'Desconectado',
    onHold: 'En espera',
  },
} as const

// Once under each profile, and so once in each language that the other tests do not speak.
test('a whole shift by button', async ({ startShift, profile }) => {
  const language = profile === 'document' ? 'pt-BR' : 'es'
  const say = words[language]
  const { window, acted } = await startShift({ language })
  const state = window.getByRole('status', { name: say.state })
  const call = window.getByRole('status', { name: say.call })

  await expect(button(window, say.hangUp)).toBeDisabled()
  await button(window, say.logIn).click()
  await expect(state).toContainText(say.available)

  await button(window, say.break).click()
  await expect(window.getByRole('listbox', { name: say.breaks })).toBeVisible()
  await window.getByRole('option', { name: say.lunch }).click()
  await expect(state).toContainText('Almoço')
  await button(window, say.return).click()
  await expect(state).toContainText(say.available)

  await window.getByRole('textbox', { name: say.number, exact: true }).fill('(11) 99999-9999')
  await button(window, say.dial).click()
  await expect(call).toContainText('11 99999-9999')
  await button(window, say.hold).click()
  await expect(call).toContainText(say.onHold)
  await button(window, say.retrieve).click()
  await expect(button(window, say.hold)).toBeEnabled()

  await button(window, say.transfer).click()
  await window.getByRole('textbox', { name: say.to }).fill('2001')
  await button(window, say.now).click()
  await expect(call).toBeHidden()

  await window.getByRole('textbox', { name: say.number, exact: true }).fill('1188887777')
  await window.keyboard.press('Enter')
  await expect(call).toContainText('1188887777')
  await button(window, say.hangUp).click()
  await expect(call).toBeHidden()

  await button(window, say.logOut).click()
  await expect(state).toContainText(say.loggedOut)

  expect(await acted()).toEqual([
    'login',
    'setBreak',
    'returnBreak',
    'dial',
    'hold',
    'retrieve',
    'transfer',
    'dial',
    'hangUp',
    'logout',
  ])
})

test('a double click is one press', async ({ startShift }) => {
  const { window, acted } = await startShift()
  // There before there is a call: a screen reader tells of what comes into it.
  await expect(window.getByRole('status', { name: 'Call' })).toHaveCount(1)
  await button(window, 'Log in').dblclick()
  await expect(button(window, 'Break')).toBeEnabled()
  await window.getByRole('textbox', { name: 'Number' }).fill('1199999999')
  await button(window, 'Dial').dblclick()
  await button(window, 'Hold').dblclick()
  await expect(button(window, 'Retrieve')).toBeEnabled()
  expect(await acted()).toEqual(['login', 'dial', 'hold'])
})

test('a number whose call was refused is still there, to be mended', async ({ startShift }) => {
  const { window, pabx } = await startShift()
  const field = window.getByRole('textbox', { name: 'Number' })
  await button(window, 'Log in').click()
  await pabx.do('fault', { endpoint: 'dial', fault: 'executeFailed', times: 1 })
  await field.fill('1199999999')
  await button(window, 'Dial').click()
  await expect(window.getByRole('alert')).toContainText('Nothing was done')
  await expect(field).toHaveValue('1199999999')
  await button(window, 'Dial').click()
  await expect(window.getByRole('status', { name: 'Call' })).toContainText('1199999999')
  await button(window, 'Hang up').click()
  await expect(field).toHaveValue('')
})

test('a number that is none is told and never sent', async ({ startShift }) => {
  const { window, acted } = await startShift()
  await dialNumber(window, 'abc<b>1</b>')
  await expect(window.getByRole('alert')).toContainText('is not a phone number')
  expect(await acted()).toEqual([])
})

test('a restart in the middle of a call can still hang it up', async ({ startShift, launchBar }) => {
  const { window, launched, pabx, settings, acted } = await startShift()
  await inACall(window)
  await launched.kill()

  const again = await launchBar({ settings })
  await expect(again.window.getByRole('status', { name: 'Call' })).toContainText('1199999999')
  await button(again.window, 'Hang up').click()
  await expect(again.window.getByRole('status', { name: 'Call' })).toBeHidden()
  expect(await acted()).toEqual(['login', 'dial', 'hangUp'])
  expect(((await pabx.state()) as { calls: unknown[] }).calls).toEqual([])
})

test('a start that has something to tell at once still finds the call of the run before', async ({
  startShift,
  launchBar,
}) => {
  const { window, launched, settings, acted } = await startShift()
  await inACall(window)
  await launched.kill()

  const policy = join(launched.userData, 'damaged-policy.json')
  writeFileSync(policy, '{"language":')
  const again = await launchBar({ settings, env: { VOCOM_BAR_POLICY: policy } })
  await expect(again.window.getByRole('alert').first()).toContainText('policy')
  await expect(again.window.getByRole('status', { name: 'Call' })).toContainText('1199999999')
  await button(again.window, 'Hang up').click()
  await expect.poll(acted).toEqual(['login', 'dial', 'hangUp'])
})

test('what the PABX does not do, the bar does not show', async ({ startShift }) => {
  const { window, pabx } = await startShift()
  await inACall(window)
  await pabx.do('fault', { endpoint: 'hold', fault: 'error500Before', times: 1 })
  await button(window, 'Hold').click()
  await expect(window.getByRole('status', { name: 'Call' })).toContainText('Hold not confirmed')
  await pabx.do('fault', { endpoint: 'dial', fault: 'resetAfter', times: 1 })
  await button(window, 'Hang up').click()
  await dialNumber(window, '1188887777')
  await expect(window.getByRole('alert').first()).toContainText('not known whether the PABX dialled')
  // As from the command line, the next call is possible; what is in doubt is still told.
  const number = window.getByRole('textbox', { name: 'Number' })
  await expect(number).toHaveValue('')
  const placed = (await pabx.state()) as { calls: readonly { id: string }[] }
  for (const { id } of placed.calls) await pabx.do('remote-hangup', { call_id: id })
  await number.fill('1177776666')
  await button(window, 'Dial').click()
  await expect(window.getByRole('status', { name: 'Call' })).toContainText('11 7777-6666')
  await expect(window.getByRole('alert').first()).toContainText('1188887777')
})

test('the tally of breaks says where it was written, or that it was not', async ({ startShift, desktop }) => {
  const shift = await startShift()
  const { window } = shift
  await button(window, 'Log in').click()
  await button(window, 'Break').click()
  await window.getByRole('option').first().click()
  await button(window, 'Return').click()
  await button(window, 'Break').click()
  const choose = (path: string) =>
    shift.launched.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, path)
  const file = join(desktop.folder, 'tally.csv')
  await choose(file)
  await window.getByRole('button', { name: /^Export/ }).click()
  await expect(window.getByText(`File written to ${file}.`)).toBeVisible()
  expect(existsSync(file)).toBe(true)
  await choose('/nowhere/tally.csv')
  await window.getByRole('button', { name: /^Export/ }).click()
  await expect(window.getByText('The file /nowhere/tally.csv could not be written.')).toBeVisible()
})
