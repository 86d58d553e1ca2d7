import { join } from 'node:path'
import { button, expect, settingsFor, tabTo, test } from '../bar'

test('the first run: settings, connection test, key into the keyring, a working bar', async ({
  startPabx,
  launchBar,
  keyring,
}) => {
  const pabx = await startPabx('--clock', 'manual')
  const { app, window } = await launchBar({ settings: { language: 'en' } })
  await expect.poll(() => app.windows().length).toBe(2)
  const form = app.windows().find((page) => page !== window)
  if (form === undefined) throw new Error('no settings window')
  await expect(button(window, 'Settings')).toBeVisible()
  await expect(button(window, 'Dial')).toBeDisabled()

  const test = async (sentence: string): Promise<void> => {
    await button(form, 'Test connection').click()
    await expect(form.getByRole('status').or(form.getByRole('alert')).getByText(sentence)).toBeVisible()
  }
  const field = (name: string) => form.getByLabel(name, { exact: false })
  await test('Enter the PABX address.')
  await field('PABX address').fill('http://127.0.0.1:9')
  await field('Company id').fill(pabx.companyId)
  await field('API key').fill('wrong')
  const testPabx = async (sentence: string): Promise<void> => {
    await button(form, 'Test the PABX').click()
    await expect(form.getByRole('status').or(form.getByRole('alert')).getByText(sentence)).toBeVisible()
  }
  // The first step needs no agent: it is about the address and the key.
  await testPabx('The PABX cannot be reached')
  await field('PABX address').fill(pabx.url)
  await testPabx('The PABX refused the API key.')
  await field('API key').fill(pabx.key)
  await testPabx('The PABX answers and did not refuse the key.')
  await expect(form.getByRole('heading', { name: 'PABX – Done' })).toBeVisible()
  await field('API key').fill('')
  await expect(form.getByRole('heading', { name: 'PABX – Done' })).toBeHidden()
  await field('PABX address').fill('http://127.0.0.1:9')
  await form.getByRole('textbox', { name: 'Agent' }).fill('NOBODY')
  await field('Extension').fill('2000')
  await field('Queues').fill('FILA_SUPORTE, FILA_VENDAS')
  await test('Enter the API key.')
  await field('API key').fill('wrong')
  await test('The PABX cannot be reached')
  await field('PABX address').fill('http://pabx.example.invalid')
  await test('plain http')
  await field('PABX address').fill(`${pabx.url}/`)
  await test('The PABX refused the API key.')
  await field('API key').fill(`Basic ${Buffer.from(`api_key:${pabx.key}`).toString('base64')}`)
  await test('does not know this company or agent')
  await form.getByRole('textbox', { name: 'Agent' }).fill('DEV')
  await test('The connection works: the PABX listed 4 breaks.')
  await expect(form.getByRole('heading', { name: 'You – Done' })).toBeVisible()
  await button(form, 'Save').click()
  await expect(form.getByText('Saved.')).toBeVisible()
  expect(await keyring.get(pabx.companyId)).toBe(pabx.key)

  await button(window, 'Log in').click()
  await expect(window.getByRole('status', { name: 'Agent state' })).toContainText('Available')
})

test('the demo is told from the real thing, and touches no real settings', async ({ launchBar }) => {
  const { window } = await launchBar({ args: ['--demo'] })
  await expect(window.getByText('DEMO', { exact: true })).toBeVisible()
  await window.getByRole('button', { name: /^(Entrar|Log in)$/ }).click()
  await expect(window.getByRole('status', { name: /Agent state|Estado/ })).toContainText(
    /Available|Disponível/,
  )
})

test('a newcomer gets from nothing to a first demo call by keyboard alone', async ({
  launchBar,
  userData,
}) => {
  // With nothing on the disk the settings open by themselves, and offer the demo.
  const fresh = await launchBar({ userData: join(userData, 'fresh') })
  await expect.poll(() => fresh.app.windows().length).toBe(2)
  const form = fresh.app.windows().find((page) => page !== fresh.window)
  if (form === undefined) throw new Error('no settings window')
  // The demo is the same program started anew, which no test could follow.
  await fresh.app.evaluate(({ app }) => {
    app.relaunch = (options) => void (process.env['RELAUNCHED'] = options?.args?.at(-1) ?? '')
    app.quit = () => undefined
  })
  const offer = form.getByRole('button', { name: /^(Experimentar a demonstração|Try the demo PABX)$/ })
  await expect(offer).toBeVisible()
  await tabTo(form, await offer.innerText())
  await form.keyboard.press('Enter')
  await expect.poll(() => fresh.app.evaluate(() => process.env['RELAUNCHED'])).toBe('--demo')
  await fresh.kill()

  const { window } = await launchBar({ args: ['--demo'] })
  const nameOf = (name: RegExp) => window.getByRole('button', { name }).innerText()
  const logIn = await nameOf(/^(Entrar|Log in)$/)
  await expect(window.getByRole('button', { name: logIn, exact: true })).toBeEnabled()
  await tabTo(window, logIn)
  await window.keyboard.press('Enter')
  await expect(window.getByRole('status', { name: /Agent state|Estado/ })).toContainText(
    /Available|Disponível/,
  )
  await tabTo(window, logIn === 'Log in' ? 'Number' : 'Número')
  await window.keyboard.type('11999999999')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('status', { name: /^(Call|Chamada)$/ })).toContainText('11 99999-9999')
  await expect(window.getByRole('button', { name: /^(Hold|Espera)$/ })).toBeEnabled({ timeout: 20_000 })
})

test('a setting that the policy locks is marked, and wins', async ({
  startPabx,
  keyring,
  launchBar,
  desktop,
}) => {
  const { writeFile } = await import('node:fs/promises')
  const pabx = await startPabx('--clock', 'manual')
  await keyring.set(pabx.companyId, pabx.key)
  const policy = `${desktop.folder}/policy.json`
  await writeFile(policy, JSON.stringify({ 'agent.branch': '2999' }))
  const { app, window } = await launchBar({ settings: settingsFor(pabx), env: { VOCOM_BAR_POLICY: policy } })
  await expect(window.getByText('Ext. 2999')).toBeVisible()
  const opened = app.waitForEvent('window')
  await window.evaluate(`window.bar.dispatch('settings.open')`)
  const page = await opened
  await expect(page.getByRole('region', { name: 'Your company' }).getByLabel('Extension')).toBeDisabled()
  await page.close()

  // The policy is followed while the bar runs.
  const wake = () => app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
  await writeFile(policy, JSON.stringify({ 'agent.branch': '2998' }))
  await wake()
  await expect(window.getByText('Ext. 2998')).toBeVisible()

  // One that cannot be read is told, and what leads to the PABX is locked as it was.
  await writeFile(policy, '{"agent.branch":')
  await wake()
  await expect(window.getByRole('alert').first()).toContainText('policy cannot be read')
  const reopened = app.waitForEvent('window')
  await window.evaluate(`window.bar.dispatch('settings.open')`)
  const address = (await reopened).getByLabel('PABX address')
  await expect(address).toBeDisabled()
  await expect(address).toHaveValue(pabx.url)
})
