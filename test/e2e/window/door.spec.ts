import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { button, expect, openSettings, test } from '../bar'
import { listening } from '../harness/ports'

const doorSchema = z.object({ address: z.url(), secret: z.string() })

test('a program is allowed in the bar, presses and is revoked; before and after that there is no port', async ({
  startShift,
  userData,
}) => {
  const shift = await startShift()
  const { window, acted } = shift
  const file = join(userData, 'door-http.json')
  expect(existsSync(file)).toBe(false)
  // The ports by which the test itself reaches the bar.
  const before = listening(shift.launched.pid)

  const settings = await openSettings(shift)
  await settings.getByLabel('Let other programs reach the bar over HTTP').check()
  await button(settings, 'Save').click()
  await expect(settings.getByText('Saved.')).toBeVisible()
  await expect.poll(() => existsSync(file)).toBe(true)
  const { address, secret } = doorSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  await expect(settings.getByText(`Open at ${address}.`)).toBeVisible()
  expect(listening(shift.launched.pid)).toEqual(
    expect.arrayContaining([...before, address.slice('http://'.length)]),
  )
  expect(listening(shift.launched.pid)).toHaveLength(before.length + 1)
  const post = (path: string, body: object, token: string) =>
    fetch(`${address}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  const asked = post('/v1/pairings', { name: 'Stream Deck', scopes: ['control'] }, secret)
  await expect(window.getByRole('alert')).toContainText('“Stream Deck” on this computer asks')
  await expect(async () => {
    if (await button(window, 'Allow').isVisible()) await button(window, 'Allow').click({ timeout: 1_000 })
    await expect(button(window, 'Allow')).toBeHidden({ timeout: 1_000 })
  }).toPass()
  const paired = await asked
  expect(paired.status).toBe(201)
  const { token } = z.object({ token: z.string() }).parse(await paired.json())
  expect(await post('/v1/commands/agent.login', {}, token)).toMatchObject({ status: 200 })
  await expect(button(window, 'Break')).toBeEnabled()
  expect(await acted()).toEqual(['login'])

  await button(settings, 'Revoke: Stream Deck').click()
  await expect(button(settings, 'Revoke: Stream Deck')).toBeHidden()
  expect(await post('/v1/commands/agent.logout', {}, token)).toMatchObject({ status: 401 })
  await settings.getByLabel('Let other programs reach the bar over HTTP').uncheck()
  await button(settings, 'Save').click()
  await expect.poll(() => existsSync(file)).toBe(false)
  await expect.poll(() => listening(shift.launched.pid)).toEqual(before)
  expect(await acted()).toEqual(['login'])
})
