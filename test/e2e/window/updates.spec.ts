import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ServerResponse } from 'node:http'
import type { Page } from '@playwright/test'
import { feedText, makeKeys, signFeeds } from '../../../scripts/lib/updates.mjs'
import { startFeed, type FeedServer } from '../../support/feed'
import { button, expect, inACall, test as base, type Shift } from '../bar'
import type { Ended } from '../harness/program'
import { FEED, makeAppImage, NAME, type Keys, type Tamper } from '../harness/release'

/*
 * Newer versions from a feed on this computer, in the real app, as an AppImage takes them: the file that it was started
 * from is exchanged. The package of the system is exchanged in installed.spec.ts.
 */

type Release = {
  readonly feed: FeedServer
  readonly shift: Shift
  readonly window: Page
  /** Looks for a newer version from the command line. */
  readonly check: () => Promise<Ended>
  readonly ask: (...words: string[]) => Promise<Ended>
  /** Starts the bar again after it has ended. */
  readonly startAgain: () => Promise<unknown>
  /** Deletes the file that the bar was started from. */
  readonly spoil: () => void
  /** The file that the bar was started from. */
  readonly program: () => string
  /** What the new version said when it was started, and with what. */
  readonly started: () => string
  readonly keys: Keys
  /** Where releases lie until they are put in place. */
  readonly cache: string
  /** Files of releases that lie on the disk. */
  readonly kept: () => readonly string[]
  readonly log: () => string
  /** Puts a release into the feed, signed by that key, and lets it be tampered with. */
  readonly publish: (version: string, tamper?: Tamper) => void
}

const test = base.extend<{ readonly release: Release }>({
  release: async ({ desktop, startShift, launchBar, cli, userData }, use) => {
    const { appDir, env, program, cache, started, keys, publish } = makeAppImage(
      mkdtempSync(join(desktop.folder, 'release-')),
    )
    const feed = await startFeed()
    const shift = await startShift({ updates: { feedUrl: feed.url } }, { appDir, env })
    await use({
      feed,
      shift,
      window: shift.window,
      check: () => cli(['--run', 'update.check'], { appDir }),
      ask: (...words) => cli(words, { appDir }),
      startAgain: () => launchBar({ appDir, env }),
      spoil: () => rmSync(program),
      program: () => readFileSync(program, 'utf8'),
      keys,
      cache,
      started: () => (existsSync(started) ? readFileSync(started, 'utf8') : ''),
      kept: () =>
        existsSync(cache)
          ? readdirSync(cache, { recursive: true })
              .map(String)
              .filter((name) => name.includes('AppImage'))
          : [],
      log: () => readFileSync(join(userData, 'logs', 'main.log'), 'utf8'),
      publish: (version, tamper) => publish(feed.files, version, tamper),
    })
    await feed.close()
  },
})

/** Good news is said aloud, and is no alarm. */
const news = (window: Page) => window.getByRole('status').filter({ hasText: 'Version' })
const restart = (window: Page) => button(window, 'Restart when idle')

async function dialOut({ window }: Shift): Promise<void> {
  await inACall(window)
}

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

/** Bytes until the other side has had enough. */
function endless(response: ServerResponse): void {
  response.writeHead(200)
  const more = setInterval(() => response.write(Buffer.alloc(64 * 1024)), 20)
  response.on('close', () => clearInterval(more))
}

/** Announces ten bytes and sends pieces for ever: Chromium reads the pieces. */
function lying(response: ServerResponse): void {
  const { socket } = response
  socket?.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n')
  const piece = Buffer.alloc(64 * 1024)
  const more = setInterval(
    () => socket?.write(Buffer.concat([Buffer.from('10000\r\n'), piece, Buffer.from('\r\n')])),
    20,
  )
  socket?.on('close', () => clearInterval(more))
  socket?.on('error', () => undefined)
}

const tampered: readonly {
  what: string
  says: string
  tamper: (folder: () => string, keys: Keys) => Tamper
}[] = [
  {
    what: 'other bytes under the digest that was signed',
    says: 'is not what was signed',
    tamper: () => (files) => files.set(NAME, Buffer.from('evil')),
  },
  {
    what: 'more bytes than were signed, without end',
    says: 'is not what was signed',
    tamper: () => (files) => files.set(NAME, endless),
  },
  {
    what: 'more bytes than were announced, without end',
    says: 'is not what was signed',
    tamper: () => (files) => files.set(NAME, lying),
  },
  {
    what: 'other bytes and a digest that fits them',
    says: 'signature of the new release is false',
    tamper: () => (files) => {
      const text = String(files.get(FEED))
      files.set(FEED, text.replace(/sha512: .+/g, `sha512: ${'A'.repeat(86)}==`))
    },
  },
  {
    what: 'an older program under a newer number',
    says: 'signature of the new release is false',
    tamper: () => (files) => files.set(FEED, String(files.get(FEED)).replace('1.1.0\n', '1.2.0\n')),
  },
  {
    what: 'the signature of another key',
    says: 'signature of the new release is false',
    tamper: (folder) => (_files, resign) => resign(makeKeys(folder())),
  },
  {
    what: 'the genuine text for Windows in the place of the one for Linux',
    says: 'is not for this computer',
    tamper: (folder, keys) => (files) => {
      const out = folder()
      const name = 'vocom-bar-setup-1.1.0-x64.exe'
      writeFileSync(join(out, name), 'a program of Windows')
      writeFileSync(join(out, 'latest.yml'), feedText(out, '1.1.0', [name]))
      signFeeds(out, keys.private, keys.public)
      files.set(name, 'a program of Windows')
      for (const ending of ['', '.sig'])
        files.set(`${FEED}${ending}`, readFileSync(join(out, `latest.yml${ending}`)))
    },
  },
  {
    what: 'a text that was right half a year ago',
    says: 'has expired',
    tamper: () => (_files, resign) => resign(undefined, { now: Date.now() - 181 * 24 * 60 * 60_000 }),
  },
  {
    what: 'no signature',
    says: 'is not signed',
    tamper: () => (files) => files.delete(`${FEED}.sig`),
  },
]

test('a release that was tampered with is refused, told, logged and deleted; the right one is taken after it', async ({
  release,
  desktop,
}) => {
  const { window, check, publish, kept, log, keys } = release
  for (const { what, says, tamper } of tampered) {
    await test.step(what, async () => {
      publish(
        '1.1.0',
        tamper(() => mkdtempSync(join(desktop.folder, 'other-key-')), keys),
      )
      const { code, stderr } = await check()
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(says) })
      await expect(window.getByRole('alert')).toContainText(says)
      await expect(restart(window)).toBeHidden()
      expect(kept()).toEqual([])
      expect(log()).toMatch(/why: '(forged|damaged|unsigned|foreign|expired)'/)
    })
  }
  publish('1.1.0')
  expect(await check()).toMatchObject({ code: 0 })
  await expect(restart(window)).toBeVisible()
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
