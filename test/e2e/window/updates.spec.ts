import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startFeed } from '../../support/feed'
import { button, expect } from '../bar'
import { FEED, NAME } from '../harness/release'
import { test, news, restart, dialOut } from '../release'

test('a newer release is fetched, offered, and taken with one press once the call is over', async ({
  release,
}) => {
  const { shift, window, check, publish, program, started } = release
  publish('1.1.0')
  expect(await check()).toMatchObject({ code: 0, stdout: 'Version 1.1.0 is ready.\n' })
  await expect(news(window)).toContainText('Version 1.1.0 is ready.')
  await dialOut(shift)
  await restart(window).click()
  await expect(news(window)).toContainText('restarts when no call and no report is open')
  expect(program()).toBe('version 1.0.0')
  const ended = new Promise((resolve) => shift.launched.app.process().once('exit', resolve))
  await button(window, 'Hang up').click()
  expect(await ended).toBe(0)
  await expect.poll(started).toBe('1.1.0 exit=no\n')
  expect(program()).toContain('1.1.0')
})

test('one that waits is put in place when the bar is quit, without starting it again', async ({
  release,
}) => {
  const { shift, window, check, publish, program, started } = release
  publish('1.1.0')
  expect(await check()).toMatchObject({ code: 0 })
  await button(window, 'Dismiss').click()
  await expect(restart(window)).toBeHidden()
  await shift.launched.app.evaluate(({ app }) => app.quit()).catch(() => undefined)
  await expect.poll(started).toBe('1.1.0 exit=true\n')
  expect(program()).toContain('1.1.0')
})

test('a restart whose release cannot be put in place brings the bar back as it was', async ({ release }) => {
  const { shift, window, check, publish, spoil, ask, log } = release
  publish('1.1.0')
  expect(await check()).toMatchObject({ code: 0 })
  spoil()
  const ended = new Promise((resolve) => shift.launched.app.process().once('exit', resolve))
  await restart(window).click()
  await ended
  expect(log()).toContain('installer { started: false, restart: true }')
  await expect.poll(async () => (await ask('--status')).code, { timeout: 20_000 }).toBe(0)
  expect(await ask('--run', 'app.quit')).toMatchObject({ code: 0 })
})

test('a release that was exchanged on the disk after it was fetched is not put in place', async ({
  release,
}) => {
  const { shift, check, publish, program, started, kept, cache, log } = release
  publish('1.1.0')
  expect(await check()).toMatchObject({ code: 0 })
  const [file = ''] = kept()
  const path = join(cache, file)
  expect(readFileSync(path, 'utf8')).toContain('1.1.0')
  writeFileSync(path, readFileSync(path, 'utf8').replace('1.1.0', '6.6.6'))
  const ended = new Promise((resolve) => shift.launched.app.process().once('exit', resolve))
  await shift.launched.app.evaluate(({ app }) => app.quit()).catch(() => undefined)
  await ended
  expect([program(), started(), kept()]).toEqual(['version 1.0.0', '', []])
  expect(log()).toContain('no longer what was signed')
})

test('a text that is older than one seen before is refused, also after a restart', async ({ release }) => {
  const { shift, check, publish, ask, feed, startAgain } = release
  publish('1.0.0')
  expect(await check()).toMatchObject({ code: 0, stdout: 'This is the newest version.\n' })
  // Signed before, of a release that was newer than this bar and has been withdrawn since.
  publish('1.1.0', (_files, resign) => resign(undefined, { now: Date.now() - 60_000 }))
  expect(await check()).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('older than what was said'),
  })
  expect(feed.asked).not.toContain(NAME)
  const ended = new Promise((resolve) => shift.launched.app.process().once('exit', resolve))
  expect(await ask('--run', 'app.quit')).toMatchObject({ code: 0 })
  await ended
  await startAgain()
  expect(await check()).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('older than what was said'),
  })
})

test('a quit during a call installs nothing', async ({ release }) => {
  const { shift, check, publish, program, started } = release
  publish('1.1.0')
  expect(await check()).toMatchObject({ code: 0 })
  await dialOut(shift)
  const ended = new Promise((resolve) => shift.launched.app.process().once('exit', resolve))
  await shift.launched.app.evaluate(({ app }) => app.quit()).catch(() => undefined)
  await ended
  expect([program(), started()]).toEqual(['version 1.0.0', ''])
})

test('the end of the session installs nothing', async ({ release }) => {
  const { shift, check, publish, program, started } = release
  publish('1.1.0')
  expect(await check()).toMatchObject({ code: 0 })
  const ended = new Promise((resolve) => shift.launched.app.process().once('exit', resolve))
  process.kill(shift.launched.pid, 'SIGTERM')
  await ended
  expect([program(), started()]).toEqual(['version 1.0.0', ''])
})

test('a feed that sends on to another host is not followed there', async ({ release }) => {
  const { feed, check, publish, kept } = release
  const elsewhere = await startFeed()
  elsewhere.files.set(NAME, 'anything')
  publish('1.1.0', (files) =>
    files.set(NAME, (response) => response.writeHead(302, { location: `${elsewhere.url}${NAME}` }).end()),
  )
  expect(await check()).toMatchObject({ code: 1, stderr: expect.stringContaining('could not be reached') })
  expect([feed.asked.includes(NAME), elsewhere.asked, kept()]).toEqual([true, [], []])
  await elsewhere.close()
})

test('an older release and the same one are ignored', async ({ release }) => {
  const { feed, window, check, publish } = release
  for (const version of ['0.9.9', '1.0.0']) {
    publish(version)
    expect(await check()).toMatchObject({ code: 0, stdout: 'This is the newest version.\n' })
  }
  expect(new Set(feed.asked)).toEqual(new Set([FEED, `${FEED}.sig`]))
  await expect(window.getByRole('alert')).toBeHidden()
})

test('without a key in the package there are no updates, and the bar says why', async ({
  startShift,
  cli,
}) => {
  const feed = await startFeed()
  const { window } = await startShift({ updates: { feedUrl: feed.url } })
  await expect(window.getByRole('alert')).toContainText('carries no key to check releases with')
  expect(await cli(['--run', 'update.check'])).toMatchObject({ code: 1 })
  expect(feed.asked).toEqual([])
  await feed.close()
})
