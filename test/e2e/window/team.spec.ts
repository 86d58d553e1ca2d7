import type { Page } from '@playwright/test'
import { violations } from '../axe'
import { button, dialNumber, expect, logIn, test } from '../bar'

const queues = { agent: { name: 'DEV', branch: '2000', queues: ['FILA_SUPORTE', 'FILA_VENDAS'] } }

const rowOf = (window: Page, name: RegExp) => window.getByRole('row', { name })

/** The panel is at most 360 px high, and Hang up stands free above or below it. */
async function leavesHangUpFree(window: Page): Promise<void> {
  const panel = await window.locator('section.panel').boundingBox()
  const hangUp = await button(window, 'Hang up').boundingBox()
  if (panel === null || hangUp === null) throw new Error('not on the screen')
  expect(panel.height).toBeLessThanOrEqual(360)
  expect(hangUp.y + hangUp.height <= panel.y || hangUp.y >= panel.y + panel.height).toBe(true)
}

test('the team by queue: who is available, who is on break and for how long, as far as the bar saw', async ({
  startShift,
}) => {
  const { window, pabx } = await startShift(queues)
  await logIn(window)
  await pabx.do('phone-break', { agent: 'DEV', digit: '1' })
  await button(window, 'Team').click()
  await expect(window.getByText(/Longest break: .+, for at least/)).toBeVisible()
  await expect(
    window.getByText(/^\d+ available \(may be in a call\), \d+ on break, \d+ logged out$/),
  ).toBeVisible()
  const row = rowOf(window, /Favourite: DEV/)
  await expect(row.first()).toContainText('On break')
  // Each queue has a heading with its counts; who is logged out is there too.
  await expect(window.getByRole('rowheader', { name: /^FILA_SUPORTE: \d+ available/ })).toBeVisible()
  await expect(window.getByRole('rowheader', { name: /^FILA_VENDAS: \d+ available/ })).toBeVisible()
  await expect(window.getByText('Logged out').first()).toBeAttached()
  expect(await violations(window)).toEqual([])
  await window.screenshot({ path: 'out/e2e/team.png' })
  await button(window, 'By queue').click()
  await window.getByRole('searchbox').fill('dev')
  await expect(window.locator('tbody tr')).toHaveCount(1)
})

test('three letters and Enter transfer to the colleague who is named; a star outlives a restart', async ({
  startShift,
  launchBar,
}) => {
  const { window, pabx, launched, requests, settings } = await startShift(queues)
  await logIn(window)
  await button(window, 'Team').click()
  const star = window.getByRole('button', { name: 'Favourite: SUPORTE.BARBARA' }).first()
  await star.click()
  await expect(star).toHaveAttribute('aria-pressed', 'true')
  await window.keyboard.press('Escape')

  await dialNumber(window, '11999990000')
  await button(window, 'Transfer').click()
  // Favourites stand on top while nothing is typed.
  await expect(window.locator('tbody').first()).toContainText('Favourites')
  await expect(window.locator('tbody').first()).toContainText('SUPORTE.BARBARA')
  // Nobody transfers a call to themselves.
  await expect(rowOf(window, /Favourite: DEV /)).toHaveCount(0)
  await leavesHangUpFree(window)
  expect(await violations(window)).toEqual([])
  await window.screenshot({ path: 'out/e2e/transfer.png' })
  await window.keyboard.type('sup')
  await expect(window.getByText(/^Enter transfers to SUPORTE/)).toBeVisible()
  const first = await window.getByText(/^Enter transfers to/).textContent()
  await window.keyboard.press('ArrowDown')
  await expect(window.getByText(/^Enter transfers to/)).not.toHaveText(first ?? '')
  await window.keyboard.press('ArrowUp')
  await window.screenshot({ path: 'out/e2e/transfer-typed.png' })
  await window.keyboard.press('Enter')
  const branch = /\((\d+)\)/.exec(first ?? '')?.[1] ?? ''
  await expect
    .poll(async () => (await requests()).find(({ endpoint }) => endpoint === 'transfer')?.fields['to'])
    .toBe(branch)

  await launched.close()
  const again = await launchBar({ settings })
  await expect(button(again.window, 'Team')).toBeEnabled()
  await button(again.window, 'Team').click()
  await expect(
    again.window.getByRole('button', { name: 'Favourite: SUPORTE.BARBARA' }).first(),
  ).toHaveAttribute('aria-pressed', 'true')
  await pabx.close()
})

test('the mark stays with the colleague when a poll sorts the list anew', async ({ startShift }) => {
  const { window, pabx, requests } = await startShift(queues)
  await button(window, 'Log in').click()
  await dialNumber(window, '11999990000')
  await button(window, 'Transfer').click()
  const match = window.getByText(/^Enter transfers to/)
  await expect(rowOf(window, /SUPORTE/).first()).toBeVisible()
  await window.keyboard.type('sup')
  const [, agent = '', branch = ''] = /to (\S+) \((\d+)\)/.exec((await match.textContent()) ?? '') ?? []
  await expect(window.locator('tbody tr').first()).toContainText(agent)
  await pabx.do('phone-break', { agent, digit: '1' })
  await expect(window.locator('tbody tr').first()).not.toContainText(agent)
  await expect(match).toContainText(agent)
  await window.keyboard.press('Enter')
  await expect
    .poll(async () => (await requests()).find(({ endpoint }) => endpoint === 'transfer')?.fields['to'])
    .toBe(branch)
})

test('one’s own shift is drawn from the polls', async ({ startShift }) => {
  const { window, pabx } = await startShift(queues)
  await logIn(window)
  await button(window, 'Team').click()
  await expect(window.getByText(/Your calls since .*: 0 answered/)).toBeVisible()
  const { call_id: id } = (await pabx.do('inbound', { agent: 'DEV', number: '11999990000' })) as {
    call_id: string
  }
  await pabx.do('answer', { call_id: id })
  await expect(window.getByText(/Your calls since .*: 1 answered/)).toBeVisible()
  await expect(window.getByRole('img', { name: /^Your calls for each quarter/ })).toBeVisible()
  await window.screenshot({ path: 'out/e2e/team-shift.png' })
})

for (const [language, theme] of [
  ['pt-BR', 'dark'],
  ['es', 'light'],
] as const)
  test(`the team in ${language}, ${theme}`, async ({ startShift }) => {
    const { window } = await startShift({ ...queues, language, bar: { theme } })
    const team = language === 'pt-BR' ? 'Equipe' : 'Equipo'
    await expect(button(window, team)).toBeEnabled()
    await button(window, team).click()
    await expect(window.locator('tbody tr').nth(3)).toBeVisible()
    expect(await violations(window)).toEqual([])
    await window.screenshot({ path: `out/e2e/team-${language}-${theme}.png` })
  })
