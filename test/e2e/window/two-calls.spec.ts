import { aboutToConsult, button, expect, inACall, logIn, test } from '../bar'

test('two calls take turns, and the agent goes back to the caller', async ({ startShift, cli }) => {
  const { window, acted } = await startShift()
  await aboutToConsult(window)
  await button(window, 'Consult first').click()
  await expect(button(window, 'Swap')).toBeEnabled()
  await expect(button(window, 'Hang up')).toHaveAccessibleDescription('2008')
  await button(window, 'Swap').click()
  await expect(button(window, 'Hang up')).toHaveAccessibleDescription('1199999999')
  await expect(window.getByRole('group', { name: '2008' })).toContainText('On hold')
  const status = JSON.parse((await cli(['--status', '--json'])).stdout) as {
    readonly calls: readonly { readonly id: string; readonly number: string; readonly focused: boolean }[]
  }
  expect(status.calls.map(({ number, focused }) => ({ number, focused }))).toEqual([
    { number: '1199999999', focused: true },
    { number: '2008', focused: false },
  ])
  await button(window, 'Back to caller').click()
  await expect(window.getByRole('group', { name: '2008' })).toBeHidden()
  await expect(window.getByRole('status', { name: 'Call' })).toContainText('1199999999')
  expect(await acted()).toEqual(['login', 'dial', 'hold', 'dial', 'hold', 'retrieve', 'hangUp'])
})

test('a call is meant by its id on the command line, and one that is not here is refused', async ({
  startShift,
  cli,
}) => {
  const { window, acted, pabx, requests } = await startShift()
  await inACall(window)
  const { call_id: id } = (await pabx.do('inbound', { agent: 'DEV', number: '1155556666' })) as {
    call_id: string
  }
  await cli([`vocom-bar://call/${id}?number=1155556666&direction=inbound`])
  await expect(window.getByRole('group', { name: '11 5555-6666' })).toBeVisible()
  await expect(window.getByRole('status').filter({ hasText: 'A second call' })).toBeVisible()
  // The call that the bar placed keeps the focus.
  await expect(button(window, 'Hang up')).toHaveAccessibleDescription('1199999999')
  expect(await cli(['--run', 'call.hangUp', '--call', 'nobody'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no such call'),
  })
  expect(await cli(['--run', 'call.hangUp', '--call', id])).toMatchObject({ code: 0 })
  await expect(window.getByRole('group', { name: '11 5555-6666' })).toBeHidden()
  expect(await acted()).toEqual(['login', 'dial', 'hangUp'])
  expect((await requests()).find(({ endpoint }) => endpoint === 'hangUp')?.fields['call_id']).toBe(id)
})

test('a click means the command and the call that its button showed when the mouse went down', async ({
  startShift,
  cli,
}) => {
  const { window, acted } = await startShift()
  await aboutToConsult(window)
  await button(window, 'Consult first').click()
  await expect(button(window, 'Hang up')).toHaveAccessibleDescription('2008')
  await button(window, 'Hang up').hover()
  await window.mouse.down()
  expect(await cli(['--run', 'call.swap'])).toMatchObject({ code: 0 })
  await expect(button(window, 'Hang up')).toHaveAccessibleDescription('1199999999')
  await window.mouse.up()
  await expect(window.getByRole('group')).toHaveCount(1)
  await expect(window.getByRole('status', { name: 'Call' })).toContainText('1199999999')

  await button(window, 'Hold').hover()
  await window.mouse.down()
  expect(await cli(['--run', 'call.hold'])).toMatchObject({ code: 0 })
  await expect(button(window, 'Retrieve')).toBeEnabled()
  await window.mouse.up()
  const consulted = ['login', 'dial', 'hold', 'dial']
  const swapped = ['hold', 'retrieve']
  await expect.poll(acted).toEqual([...consulted, ...swapped, 'hangUp', 'hold', 'hold'])
})

test('a click on Hang up again does not hang up a call that begins meanwhile', async ({
  startShift,
  cli,
}) => {
  const { window, acted } = await startShift()
  await inACall(window)
  await button(window, 'Hang up').click()
  await button(window, 'Hang up again').hover()
  await window.mouse.down()
  expect(await cli(['--run', 'call.dial', '1133334444'])).toMatchObject({ code: 0 })
  await expect(button(window, 'Hold')).toBeEnabled()
  await window.mouse.up()
  await expect(window.getByRole('alert')).toContainText('no such call')
  expect(await acted()).toEqual(['login', 'dial', 'hangUp', 'dial'])
})

test('a click that began without a call does not hang up the call that has come meanwhile', async ({
  startShift,
  cli,
}) => {
  const { window, acted } = await startShift()
  await logIn(window)
  await button(window, 'Hang up').hover()
  await window.mouse.down()
  expect(await cli(['--run', 'call.dial', '1133334444'])).toMatchObject({ code: 0 })
  await expect(button(window, 'Hold')).toBeEnabled()
  await window.mouse.up()
  await button(window, 'Hold').click()
  await expect(button(window, 'Retrieve')).toBeEnabled()
  expect(await acted()).toEqual(['login', 'dial', 'hold'])
})

test('a number that is typed for one call transfers that call, though another comes into focus', async ({
  startShift,
  cli,
}) => {
  const { window, requests } = await startShift()
  await aboutToConsult(window)
  await button(window, 'Consult first').click()
  await expect(button(window, 'Swap')).toBeEnabled()
  await window.evaluate(`window.bar.dispatch('call.transfer')`)
  await window.getByRole('textbox', { name: 'Transfer to' }).fill('2009')
  await expect(window.getByText('This transfers the call with 2008.')).toBeVisible()
  expect(await cli(['--run', 'call.swap'])).toMatchObject({ code: 0 })
  await expect(button(window, 'Hang up')).toHaveAccessibleDescription('1199999999')
  await button(window, 'Transfer now').click()
  await expect(window.getByRole('group', { name: '2008' })).toBeHidden()
  const sent = (await requests()).find(({ endpoint }) => endpoint === 'transfer')
  const { calls } = JSON.parse((await cli(['--status', '--json'])).stdout) as { calls: { id: string }[] }
  expect(sent?.fields).toMatchObject({ to: '2009' })
  expect(calls.map(({ id }) => id)).not.toContain(sent?.fields['call_id'])
})

test('the transfer panel of a call works while the call in focus is being placed', async ({
  startShift,
  cli,
}) => {
  const { window, pabx, requests } = await startShift()
  await inACall(window)
  await button(window, 'Hold').click()
  await expect(button(window, 'Retrieve')).toBeEnabled()
  const { calls } = JSON.parse((await cli(['--status', '--json'])).stdout) as { calls: { id: string }[] }
  await pabx.do('delay', { endpoint: 'dial', ms: 60_000 })
  await window.evaluate(`void window.bar.dispatch('call.dial', '1133334444')`)
  await expect(button(window, 'Swap')).toBeDisabled()
  await window.evaluate(`window.bar.dispatch('call.transfer', undefined, '${calls[0]?.id ?? ''}')`)
  await window.getByRole('textbox', { name: 'Transfer to' }).fill('2009')
  await button(window, 'Transfer now').click()
  await expect(window.getByRole('group', { name: '1199999999' })).toBeHidden()
  const sent = (await requests()).find(({ endpoint }) => endpoint === 'transfer')
  expect(sent?.fields).toMatchObject({ to: '2009', call_id: calls[0]?.id })
})

test('after a kill in a consultation both calls are back, and each can be hung up', async ({
  startShift,
  launchBar,
  cli,
}) => {
  const { window, launched, settings, acted } = await startShift()
  await aboutToConsult(window)
  await window.getByRole('textbox', { name: 'Transfer to' }).press('Shift+Enter')
  await expect(button(window, 'Hand over')).toBeEnabled()
  await launched.kill()

  const again = await launchBar({ settings })
  await expect(again.window.getByRole('group')).toHaveCount(2)
  await expect(again.window.getByRole('group', { name: '1199999999' })).toContainText('On hold')
  await expect(button(again.window, 'Hang up')).toHaveAccessibleDescription('2008')
  await button(again.window, 'Hang up').click()
  await expect(again.window.getByRole('group', { name: '2008' })).toBeHidden()
  // A second unnamed hang-up in such haste would be taken for the first: the waiting caller is named.
  const { calls } = JSON.parse((await cli(['--status', '--json'])).stdout) as { calls: { id: string }[] }
  expect(await cli(['--run', 'call.hangUp', '--call', calls[0]?.id ?? ''])).toMatchObject({ code: 0 })
  await expect.poll(acted).toEqual(['login', 'dial', 'hold', 'dial', 'hangUp', 'hangUp'])
})

for (const [endpoint, step, sent, said] of [
  ['hold', 'Hold', ['hold'], '1199999999'],
  ['dial', 'Dial', ['hold', 'dial'], '2008'],
] as const)
  test(`a consultation ends at a refused ${endpoint}, says so, and the caller can be spoken to`, async ({
    startShift,
  }) => {
    const { window, acted, pabx } = await startShift()
    await aboutToConsult(window)
    await pabx.do('fault', { endpoint, fault: 'executeFailed', times: 1 })
    await button(window, 'Consult first').click()
    await expect(window.getByRole('alert')).toContainText(`Consult first stopped at “${step}”, ${said}`)
    await expect(window.getByRole('group')).toHaveCount(1)
    await expect(button(window, endpoint === 'hold' ? 'Hold' : 'Retrieve')).toBeEnabled()
    expect(await acted()).toEqual(['login', 'dial', ...sent])
  })

test('a hand-over whose hang-up is refused says that both calls are still there, and they are', async ({
  startShift,
}) => {
  const { window, acted, pabx } = await startShift()
  await aboutToConsult(window)
  await button(window, 'Consult first').click()
  await expect(button(window, 'Hand over')).toBeEnabled()
  await pabx.do('fault', { endpoint: 'hangUp', fault: 'executeFailed', times: 1 })
  await button(window, 'Hand over').click()
  const alert = window.getByRole('alert')
  await expect(alert).toContainText('The PABX could not carry out the command. Both calls are still here')
  await expect(alert).not.toContainText('could not be confirmed')
  await expect(window.getByRole('group')).toHaveCount(2)
  await expect(button(window, 'Hang up')).toHaveAccessibleDescription('2008')
  await button(window, 'Hand over').click()
  await expect.poll(acted).toEqual(['login', 'dial', 'hold', 'dial', 'hangUp', 'hangUp', 'transfer'])
})

test('a hand-over whose transfer is refused leaves the caller on hold, with Retrieve', async ({
  startShift,
}) => {
  const { window, acted, pabx } = await startShift()
  await aboutToConsult(window)
  await button(window, 'Consult first').click()
  await expect(button(window, 'Hand over')).toBeEnabled()
  await pabx.do('fault', { endpoint: 'transfer', fault: 'executeFailed', times: 1 })
  await button(window, 'Hand over').click()
  await expect(window.getByRole('alert')).toContainText('Hand over stopped at “Transfer”')
  await expect(window.getByRole('status', { name: 'Call' })).toContainText('On hold')
  await expect(button(window, 'Retrieve')).toBeEnabled()
  expect(await acted()).toEqual(['login', 'dial', 'hold', 'dial', 'hangUp', 'transfer'])
})

for (const [language, textSize] of [
  ['pt-BR', 100],
  ['en', 100],
  ['es', 200],
] as const)
  test(`the numbers of two calls are whole in ${language} at ${textSize} %`, async ({ startShift }) => {
    const { window } = await startShift({ language, bar: { textSize } })
    await window.getByRole('button', { name: /^(Entrar|Log in|Iniciar sesión)$/ }).click()
    await window.evaluate(`window.bar.dispatch('call.dial', '+5511999998888')`)
    await window.evaluate(`window.bar.dispatch('call.consult', '2008')`)
    const cut = () =>
      window
        .locator('.call strong, .call .label, .hangup small')
        .evaluateAll((all) =>
          all.map((one) => [
            one.textContent.trim(),
            one.scrollWidth > one.clientWidth ? 'is cut' : 'is whole',
          ]),
        )
    const whole = (await cut()).map(([text]) => [text, 'is whole'])
    expect(whole.length).toBe(5)
    expect(await cut()).toEqual(whole)
    await window.evaluate(`window.bar.dispatch('call.swap')`)
    await expect(window.locator('.hangup small')).toHaveText('+55 11 99999-8888')
    expect((await cut()).filter(([, how]) => how === 'is cut')).toEqual([])
  })
