import { mkdirSync, renameSync, symlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { keptFiles } from '../../../src/main/core/persistence/kept-files'
import { button, expect, settingsFor, test } from '../bar'
import { startCli } from '../harness/cli'

for (const host of ['another-computer', hostname()]) {
  test(`a bar starts beside a lock that names ${host === hostname() ? 'this' : 'another'} computer and a program that is none`, async ({
    launchBar,
    userData,
    startPabx,
  }) => {
    mkdirSync(userData, { recursive: true })
    // The number is this test's own: a living process of the same person.
    symlinkSync(`${host}-${process.pid}`, join(userData, 'SingletonLock'))
    const { window } = await launchBar({ settings: settingsFor(await startPabx()) })
    await expect(window.getByRole('status', { name: 'Agent state' })).toBeVisible()
  })
}

test('a link waits for a bar that holds the lock and does not listen yet, however slow its start is', async ({
  startShift,
  desktop,
  userData,
}) => {
  const { window } = await startShift()
  await expect(button(window, 'Log in')).toBeEnabled()
  // As long as the file that says where the bar listens is away, it is a bar that has not come so far.
  const door = join(userData, keptFiles.door)
  renameSync(door, `${door}.away`)
  const link = startCli(desktop, ['tel:+551140028922'], { userData, limitMs: 60_000 })
  // Longer than a command line waits for a bar that does not answer.
  expect(await Promise.race([link.ended, pause(8_000, 'waiting')])).toBe('waiting')
  renameSync(`${door}.away`, door)
  expect(await link.ended).toMatchObject({ code: 0 })
  await expect(window.getByText('A link asks to dial +55 11 4002-8922')).toBeVisible()
})
