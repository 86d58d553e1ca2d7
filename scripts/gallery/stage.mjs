import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keepDemoKey, startDemoPabx } from '../lib/demo-pabx.mjs'
import { startDesktop } from '../lib/desktop.mjs'
import { launchElectron } from '../lib/launch.mjs'
import { at } from '../lib/place.mjs'
import { Stop } from '../lib/say.mjs'

const PATIENCE_MS = 15_000

/** A desktop and a demo PABX, for as many bars as are started there. */
export async function openStage(screen = { width: 1366, height: 768 }) {
  const desktop = await startDesktop(screen)
  const pabx = await startDemoPabx()
  await keepDemoKey(desktop, pabx)
  return {
    desktop,
    pabx,
    close: async () => {
      pabx.stop()
      await desktop.stop()
    },
  }
}

/**
 * Starts a bar on that stage. `settings` are added to those of an agent whom the PABX knows; null stands for the first run.
 * @returns the bar's page, and the means to act there, to wait, and to open and photograph its windows
 */
export async function startActor({ desktop, pabx }, { settings = {}, args = [], policy } = {}) {
  const userData = mkdtempSync(join(desktop.folder, 'gallery-'))
  const own = {
    pabx: { baseUrl: pabx.url, companyId: pabx.companyId },
    agent: { name: 'DEV', branch: '2000', queues: ['FILA_SUPORTE', 'FILA_VENDAS'] },
    sync: { intervalSeconds: 1 },
    calls: { holdWarnSeconds: 0 },
  }
  if (settings !== null)
    writeFileSync(join(userData, 'settings.json'), JSON.stringify({ ...own, ...settings }))
  const env = { ...desktop.env, ...desktop.unmanaged }
  if (policy !== undefined) {
    env.VOCOM_BAR_POLICY = join(userData, 'policy.json')
    writeFileSync(env.VOCOM_BAR_POLICY, JSON.stringify(policy))
  }
  const app = await launchElectron({ args: [`--user-data-dir=${userData}`, at(), ...args], env })
  const bar = await app.firstWindow()
  bar.setDefaultTimeout(PATIENCE_MS)
  await bar.getByRole('status').first().waitFor()

  const act = (id, argument) =>
    bar.evaluate(([command, given]) => window.bar.dispatch(command, given), [id, argument])
  const shown = () =>
    bar.evaluate(
      `window.bar.snapshot().then(({ snapshot: { calls, notices, sync, plan } }) => JSON.stringify({ calls, notices, sync, plan }))`,
    )
  /** Waits until the snapshot is such that the function, which runs in the page, says yes. */
  const until = async (test, what) => {
    const asked = `window.bar.snapshot().then((pushed) => (${test})(pushed.snapshot, pushed.may))`
    const end = Date.now() + PATIENCE_MS
    while (!(await bar.evaluate(asked))) {
      if (Date.now() > end) throw new Stop(`The gallery waited in vain until ${what}: ${await shown()}`)
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
  }
  const open = async (name) => {
    const known = app.windows().find((page) => page.url().includes(`/${name}/`))
    if (known !== undefined) return known
    const opened = app.waitForEvent('window')
    await act(`${name}.open`)
    const page = await opened
    page.setDefaultTimeout(PATIENCE_MS)
    await page.locator('main h1').waitFor({ state: 'attached' })
    return page
  }
  /** A picture of that window as the screen shows it, also when the page is enlarged. */
  const photograph = async (page) => {
    const title = page.url()
    const shot = await app.evaluate(async ({ BrowserWindow }, url) => {
      const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL() === url)
      return (await window.webContents.capturePage()).toPNG().toString('base64')
    }, title)
    return Buffer.from(shot, 'base64')
  }
  return { app, bar, act, until, open, photograph, close: () => app.close() }
}
