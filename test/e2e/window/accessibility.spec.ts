import { panels } from '../../../src/shared/windows/panels'
import { violations } from '../axe'
import { button, confirmed, dialNumber, expect, logIn, test, tabTo } from '../bar'

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any state, ${theme}`, async ({ startShift }) => {
    const { window, launched, pabx } = await startShift({ bar: { theme } })
    await expect(button(window, 'Log in')).toBeEnabled()
    expect(await violations(window), 'logged out').toEqual([])
    await button(window, 'Log in').click()
    await button(window, 'Break').click()
    await expect(window.getByRole('option').first()).toBeVisible()
    expect(await violations(window), 'breaks').toEqual([])
    await window.getByRole('option', { name: 'Almoço, 90 min' }).click()
    await expect(button(window, 'Return')).toBeEnabled()
    expect(await violations(window), 'break').toEqual([])
    await dialNumber(window, '1199999999')
    await button(window, 'Hold').click()
    await button(window, 'Transfer').click()
    await expect(window.getByRole('textbox', { name: 'Transfer to' })).toBeFocused()
    expect(await violations(window), 'held, transfer panel').toEqual([])
    await pabx.do('fault', { endpoint: 'retrieve', fault: 'executeFailed', times: 1 })
    await confirmed(window)
    await pabx.do('force-logout', { agent: 'DEV' })
    await expect(window.getByRole('alert').first()).toBeVisible()
    expect(await violations(window), 'alert').toEqual([])
    const opened = launched.app.waitForEvent('window')
    await window.evaluate(`window.bar.dispatch('settings.open')`)
    const settings = await opened
    await expect(button(settings, 'Save')).toBeVisible()
    expect(await violations(settings), 'settings').toEqual([])
  })
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any panel, ${theme}`, async ({ startShift }) => {
    const { window } = await startShift({ bar: { theme }, language: 'pt-BR' })
    await button(window, 'Entrar').click()
    await expect(button(window, 'Pausa')).toBeEnabled()
    for (const panel of panels) {
      await window.evaluate(`window.bar.dispatch('panel.open', '${panel}')`)
      await expect(window.getByRole('region')).toBeVisible()
      expect(await violations(window), panel).toEqual([])
    }
  })
}

test('Tab reaches a button that is off, which says why; a press of it sends nothing', async ({
  startShift,
}) => {
  const { window, acted } = await startShift()
  await expect(button(window, 'Log in')).toBeEnabled()
  await tabTo(window, 'Hang up')
  const hangUp = button(window, 'Hang up')
  await expect(hangUp).toBeDisabled()
  await expect(hangUp).toHaveAccessibleDescription('There is no call in progress.')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('alert')).toContainText('There is no call in progress.')
  await expect(hangUp).toBeFocused()
  expect(await acted()).toEqual([])
})

test('the focus stays on Hold while it is off, and on what it becomes', async ({ startShift }) => {
  const { window, pabx } = await startShift()
  await logIn(window)
  await window.getByRole('textbox', { name: 'Number' }).fill('1199999999')
  await window.keyboard.press('Enter')
  await expect(button(window, 'Hold')).toBeEnabled()
  await pabx.do('delay', { endpoint: 'hold', ms: 2_000 })
  await tabTo(window, 'Hold')
  await window.keyboard.press('Enter')
  await expect(button(window, 'Hold')).toBeDisabled()
  await expect(button(window, 'Hold')).toBeFocused()
  await expect(button(window, 'Hold')).toHaveAccessibleDescription(/has not been answered yet/)
  await expect(button(window, 'Retrieve')).toBeFocused()
  await tabTo(window, 'Hang up')
  await window.keyboard.press('Enter')
  await expect(button(window, 'Hang up again')).toBeFocused()
})

test('Enter in a panel whose button is off sends nothing, and the list can be walked', async ({
  startShift,
}) => {
  const { window, acted } = await startShift()
  await expect(button(window, 'Log in')).toBeEnabled()
  await window.evaluate(`window.bar.dispatch('panel.open', 'transfer')`)
  await window.getByRole('textbox', { name: 'Transfer to' }).fill('2001')
  await window.keyboard.press('Enter')
  await expect(button(window, 'Transfer now')).toHaveAccessibleDescription('There is no call in progress.')
  await window.evaluate(`window.bar.dispatch('panel.open', 'breaks')`)
  await expect(window.getByRole('option').first()).toBeFocused()
  await expect(window.getByRole('option').first()).toBeDisabled()
  await expect(window.getByRole('option').first()).toHaveAccessibleDescription(/not logged in/)
  await window.keyboard.press('ArrowDown')
  await expect(window.getByRole('option').nth(1)).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(window.getByRole('alert')).toContainText('not logged in')
  expect(await acted()).toEqual([])
})
