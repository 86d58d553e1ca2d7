import { chromium } from '@playwright/test'
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { electronExecutable } from '../lib/electron.mjs'
import { chromiumFlags } from '../lib/launch.mjs'

/*
 * Programs that start as an agent starts them. Playwright's own launcher runs its scripts in a page while it loads;
 * here a debugger comes later, when there is something to ask.
 */

const PATIENCE_MS = 30_000
/** An attempt that meets the browser while it starts is never answered: it is made anew, and counts. Milliseconds. */
const ATTACH_MS = 2_000

/** Starts the app of that folder, which a debugger may reach at `port`. */
export async function launchUnwatched(desktop, appDir, userData) {
  const port = await freePort()
  const own = [`--remote-debugging-port=${port}`, `--user-data-dir=${userData}`]
  const app = spawn(electronExecutable(), [...chromiumFlags(), ...own, appDir], {
    env: { ...desktop.env, ...desktop.unmanaged },
    stdio: 'ignore',
  })
  return { app, port }
}

/** The page whose address has that part, once it is there and shows what it should. */
export async function pageOf(port, part, sign) {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: ATTACH_MS })
      const page = browser
        .contexts()
        .flatMap((context) => context.pages())
        .find((known) => known.url().includes(part))
      if (page !== undefined && (sign === undefined || (await sign(page).count()) > 0)) return page
      await browser.close()
    } catch (error) {
      if (Date.now() > end) throw error
    }
    if (Date.now() > end) throw new Error(`no page ${part}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
