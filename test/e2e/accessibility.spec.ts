import { panels } from '../../src/shared/windows/panels'
import type { Page } from '@playwright/test'
import { violations } from './axe'
import { button, expect, test } from './bar'

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
    await window.getByRole('textbox', { name: 'Number' }).fill('1199999999')
    await button(window, 'Dial').click()
    await button(window, 'Hold').click()
    await button(window, 'Transfer').click()
    await expect(window.getByRole('textbox', { name: 'Transfer to' })).toBeFocused()
    expect(await violations(window), 'held, transfer panel').toEqual([])
    await pabx.do('fault', { endpoint: 'retrieve', fault: 'executeFailed', times: 1 })
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
    await window.evaluate(`window.bar.dispatch('agent.login')`)
    for (const panel of panels) {
      await window.evaluate(`window.bar.dispatch('panel.open', '${panel}')`)
      await expect(window.getByRole('region')).toBeVisible()
      expect(await violations(window), panel).toEqual([])
    }
  })
}

/** Presses Tab until the button of that name has the focus. */
async function tabTo(window: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 20; steps++) {
    await window.keyboard.press('Tab')
    const focused = await window.evaluate(
      `document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim()`,
    )
    if (focused === name) return
  }
  throw new Error(`${name} cannot be reached with Tab`)
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
  await button(window, 'Log in').click()
  await expect(button(window, 'Break')).toBeEnabled()
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

test('a shift by keyboard alone', async ({ startShift, desktop }) => {
  const { window, launched, acted } = await startShift()
  const { pressKeys } = await import('./harness/keys')
  await pressKeys(desktop, 'ctrl+shift+F6')
  const isFocused = () =>
    launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null)
  await expect.poll(isFocused).toBe(true)
  await tabTo(window, 'Log in')
  await window.keyboard.press('Enter')
  await expect(button(window, 'Break')).toBeEnabled()
  await tabTo(window, 'Break')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('option').first()).toBeFocused()
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('status', { name: 'Agent state' })).toContainText('Almoço')
  await tabTo(window, 'Return')
  await window.keyboard.press('Enter')
  await tabTo(window, 'Number')
  await window.keyboard.type('1199999999')
  await window.keyboard.press('Enter')
  await expect(button(window, 'Hold')).toBeEnabled()
  await tabTo(window, 'Hang up')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('status', { name: 'Call' })).toBeHidden()
  expect(await acted()).toEqual(['login', 'setBreak', 'returnBreak', 'dial', 'hangUp'])
})
