import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync, strFromU8 } from 'fflate'
import { button, expect, inACall, test } from '../bar'

test('a second start touches neither the keychain nor the network', async ({ startShift, cli }) => {
  const { requests, launched } = await startShift({ sync: { intervalSeconds: 300 } })
  await expect(button(launched.window, 'Log in')).toBeEnabled()
  await expect.poll(async () => (await requests()).length).toBeGreaterThan(1)
  const before = (await requests()).length
  // With a keychain that is out of reach, it would have something to say.
  const told = await cli(['--status', '--json'], {
    env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' },
  })
  expect(told).toMatchObject({ code: 0 })
  expect(JSON.parse(told.stdout)).toMatchObject({ agent: 'DEV', key: 'present' })
  expect((await requests()).length).toBe(before)
})

test('the diagnostics hold log, settings, versions and requests, and neither key nor number', async ({
  startShift,
  cli,
  desktop,
}) => {
  const shift = await startShift()
  await inACall(shift.window)
  const file = join(desktop.folder, 'diagnostics.zip')
  expect(await cli(['--run', 'diagnostics.export', file])).toMatchObject({ code: 0 })
  const files = unzipSync(readFileSync(file))
  expect(Object.keys(files).sort()).toEqual([
    'log.txt',
    'requests.txt',
    'settings.json',
    'state.json',
    'versions.json',
  ])
  const all = Object.values(files)
    .map((bytes) => strFromU8(bytes))
    .join('\n')
  expect(all).toContain('POST interact_cti/call/call_services/ ok')
  expect(all).not.toContain('1199999999')
  for (const form of [shift.pabx.key, Buffer.from(`api_key:${shift.pabx.key}`).toString('base64')])
    expect(all).not.toContain(form)
})
