import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startFeed, type FeedServer } from '../support/feed'
import { button, inACall, test as base, type Shift } from './bar'
import type { Ended } from './harness/program'
import { makeAppImage, type Keys, type Tamper } from './harness/release'

/*
 * Newer versions from a feed on this computer, in the real app, as an AppImage takes them: the file that it was started
 * from is exchanged. The package of the system is exchanged in installed.spec.ts.
 */

export type Release = {
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

export const test = base.extend<{ readonly release: Release }>({
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
export const news = (window: Page) => window.getByRole('status').filter({ hasText: 'Version' })
export const restart = (window: Page) => button(window, 'Restart when idle')

export async function dialOut({ window }: Shift): Promise<void> {
  await inACall(window)
}
