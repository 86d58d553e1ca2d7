import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { at } from '../lib/place.mjs'
import { launchUnwatched, pageOf } from './attach.mjs'

/** Between two keys of somebody who looks for each of them. Milliseconds. */
const KEY_MS = 250
const GOAL_S = 60
const PATIENCE_MS = 30_000
/** More than a round through a window. */
const MOST_TABS = 40

/** From nothing on the disk to a first call with the demo PABX, by keyboard alone, as somebody presses who has never seen the bar. */
export async function benchNewcomer(desktop) {
  const userData = mkdtempSync(join(desktop.folder, 'newcomer-'))
  // The demo is the same program started anew, which keeps its arguments, the port among them.
  const { port } = await launchUnwatched(desktop, at(), userData)
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
