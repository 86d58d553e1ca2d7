import { violations } from './axe'
import { button, expect, test } from './bar'

test('the team: who is free, who is on break and for how long, as far as the bar saw', async ({
  startShift,
}) => {
  const { window, pabx } = await startShift()
  await button(window, 'Log in').click()
  await expect(button(window, 'Break')).toBeEnabled()
  await pabx.do('phone-break', { agent: 'DEV', digit: '1' })
  await button(window, 'Team').click()
  await expect(window.getByText(/Longest break: .+, for at least/)).toBeVisible()
  const row = window.getByRole('row', { name: /^DEV/ })
  await expect(row).toContainText('On break')
  expect(await violations(window)).toEqual([])
  await window.screenshot({ path: 'out/e2e/team.png' })
  await window.getByRole('searchbox').fill('dev')
  await expect(window.locator('tbody tr')).toHaveCount(1)
})
