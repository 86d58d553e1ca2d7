import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { button, dialNumber, expect, logIn, openSettings, test } from '../bar'

test('the record of a call opens in the browser, once by itself and on a press, at the address that the policy names', async ({
  startShift,
  desktop,
  userData,
  cli,
}) => {
  // What the desktop opens addresses with.
  const folder = `${userData}-browser`
  const opened = join(folder, 'opened')
  mkdirSync(folder)
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$1" >> '${opened}'\n`)
  chmodSync(join(folder, 'xdg-open'), 0o755)
  const policy = join(folder, 'policy.json')
  writeFileSync(policy, JSON.stringify({ crm: { popUrl: 'https://crm.example.com/find{?e164,direction}' } }))
  const pages = (): string[] => (existsSync(opened) ? readFileSync(opened, 'utf8').trim().split('\n') : [])

  const shift = await startShift(
    { crm: { popOn: 'both', popUrl: 'https://elsewhere.example/' } },
    {
      env: {
        VOCOM_BAR_POLICY: policy,
        PATH: `${folder}:${desktop.env['PATH'] ?? process.env['PATH'] ?? ''}`,
      },
    },
  )
  const { window } = shift
  const settings = await openSettings(shift)
  await expect(settings.getByLabel('Address of customer records')).toBeDisabled()
  await expect(
    settings.getByText('https://crm.example.com/find?e164=%2B5511999999999&direction=inbound'),
  ).toBeVisible()
  await settings.close()

  await logIn(window)
  await dialNumber(window, '(11) 98888-7777')
  const dialled = 'https://crm.example.com/find?e164=%2B5511988887777&direction=outbound'
  await expect.poll(pages).toEqual([dialled])
  await button(window, 'Hang up').click()
  await expect(window.getByRole('status', { name: 'Call' })).toBeHidden()

  const link = 'vocom-bar://call/7d1c2f60-0000-4000-8000-000000000001?number=1133334444&direction=inbound'
  const taken = 'https://crm.example.com/find?e164=%2B551133334444&direction=inbound'
  await cli([link])
  await expect.poll(pages).toEqual([dialled, taken])
  // The page was loaded again.
  await cli([link])
  // A press within a second of the opening is the same wish, so one is made after it.
  await expect.poll(() => Date.now() - statSync(opened).mtimeMs).toBeGreaterThan(1_000)
  await button(window, 'Open record').click()
  await expect.poll(pages).toEqual([dialled, taken, taken])
})
