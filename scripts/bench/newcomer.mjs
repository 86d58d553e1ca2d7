import { chromium } from '@playwright/test'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { electronExecutable } from '../lib/electron.mjs'
import { at } from '../lib/place.mjs'

/** Between two keys of somebody who looks for each of them. Milliseconds. */
const KEY_MS = 250
const GOAL_S = 60
const PATIENCE_MS = 30_000
/** An attempt that meets the browser while it starts is never answered: it is made anew, and counts. Milliseconds. */
const ATTACH_MS = 2_000
/** More than a round through a window. */
const MOST_TABS = 40

/** From nothing on the disk to a first call with the demo PABX, by keyboard alone, as somebody presses who has never seen the bar. */
export async function benchNewcomer(desktop) {
  const userData = mkdtempSync(join(desktop.folder, 'newcomer-'))
  const port = await freePort()
  const root = process.getuid?.() === 0
  // Started without Playwright's own launcher: the demo is the same program started anew, which keeps its arguments.
  spawn(
    electronExecutable(),
    [
      ...(root ? ['--no-sandbox'] : []),
      '--disable-gpu',
      `--remote-debugging-port=${port}`,
      `--user-data-dir=${userData}`,
      at(),
    ],
    { env: { ...desktop.env, ...desktop.unmanaged }, stdio: 'ignore' },
  )
  const began = performance.now()
  let keys = 0
  const press = async (page, key) => {
    await page.keyboard.press(key)
    keys += 1
    await pause(KEY_MS)
  }
  const tabTo = async (page, name) => {
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      await press(page, 'Tab')
      const focused = await page.evaluate(
        `document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? ''`,
      )
      if (name.test(focused)) return
    }
    throw new Error(`${name} cannot be reached with Tab`)
  }
  try {
    const first = await pageOf(port, '/settings/')
    await first.getByRole('button', { name: demoButton }).waitFor()
    await tabTo(first, demoButton)
    await press(first, 'Enter').catch(ignoreItsEnd)
    await first.context().browser().close()

    const bar = await pageOf(port, '/bar/', (page) => page.getByText('DEMO', { exact: true }))
    const logIn = bar.getByRole('button', { name: /^(Entrar|Log in|Iniciar sesión)$/ })
    await logIn.and(bar.locator(':not([aria-disabled="true"]):not(:disabled)')).waitFor()
    await tabTo(bar, /^(Entrar|Log in|Iniciar sesión)$/)
    await press(bar, 'Enter')
    await bar
      .getByRole('status')
      .getByText(/Available|Disponível|Disponible/)
      .first()
      .waitFor()
    await tabTo(bar, /^(Number|Número)$/)
    for (const digit of '11999999999') await press(bar, digit)
    await press(bar, 'Enter')
    await bar.getByRole('button', { name: /^(Hold|Espera|Retener)$/ }).waitFor({ timeout: PATIENCE_MS })
    await bar.waitForFunction(`window.bar.snapshot().then(({ may }) => may['call.hold'] === true)`)
    const seconds = (performance.now() - began) / 1_000
    await bar.context().browser().close()
    const met = seconds <= GOAL_S ? 'met' : 'MISSED'
    return [
      `a newcomer's first demo call   ${seconds.toFixed(1)} s by keyboard alone, ${keys} keys at ${KEY_MS} ms  goal ≤ ${GOAL_S} s: ${met}`,
    ]
  } finally {
    for (const pid of startedWith(userData)) end(pid)
  }
}

const demoButton = /^(Try the demo PABX|Experimentar a demonstração|Probar la demostración)$/

/** The window may be gone before the key that ends it is said to be up. */
const ignoreItsEnd = () => undefined

/** The page whose address has that part, once it is there and shows what it should. */
async function pageOf(port, part, sign) {
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
    await pause(50)
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

/** The processes of that bar, the one that was started anew among them. */
function startedWith(userData) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(userData)
      } catch {
        return false
      }
    })
    .map(Number)
}

function end(pid) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
