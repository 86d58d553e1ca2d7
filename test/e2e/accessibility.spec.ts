import { panels } from '../../src/shared/agent/state'
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

test('a shift by keyboard alone', async ({ startShift, desktop }) => {
  const { window, launched, acted } = await startShift()
  const { pressKeys } = await import('./harness/keys')
  await pressKeys(desktop, 'ctrl+shift+F6')
  const isFocused = () =>
    launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null)
  await expect.poll(isFocused).toBe(true)
  const tabTo = async (name: string): Promise<void> => {
    for (let steps = 0; steps < 15; steps++) {
      await window.keyboard.press('Tab')
      const focused = await window.evaluate(
        `document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim()`,
      )
      if (focused === name) return
    }
    throw new Error(`${name} cannot be reached with Tab`)
  }
  await tabTo('Log in')
  await window.keyboard.press('Enter')
  await expect(button(window, 'Break')).toBeEnabled()
  await tabTo('Break')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('option').first()).toBeFocused()
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('status', { name: 'Agent state' })).toContainText('Almoço')
  await tabTo('Return')
  await window.keyboard.press('Enter')
  await tabTo('Number')
  await window.keyboard.type('1199999999')
  await window.keyboard.press('Enter')
  await expect(button(window, 'Hold')).toBeEnabled()
  await tabTo('Hang up')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('status', { name: 'Call' })).toBeHidden()
  expect(await acted()).toEqual(['login', 'setBreak', 'returnBreak', 'dial', 'hangUp'])
})
