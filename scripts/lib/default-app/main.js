// What `electron <folder>` does: the fallback Electron carries no default app of its own, so this stands in for it.
// The app's main is awaited at the top level: Electron holds its `ready` event back until then.
import { app } from 'electron'
import { readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

const target = process.argv.slice(1).find((argument) => !argument.startsWith('-'))

if (target === undefined) {
  console.log(process.versions.electron)
  process.exit(0)
}

const path = resolve(target)
const folder = statSync(path).isDirectory() ? path : dirname(path)
const manifest = folder === path ? JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) : {}
const name = manifest.productName ?? manifest.name
if (name) {
  app.setName(name)
  if (process.platform === 'linux') app.setDesktopName(manifest.desktopName ?? `${manifest.name}.desktop`)
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), name))
}
if (manifest.version) app.setVersion(manifest.version)
app.setAppPath(folder)
process.defaultApp = true
// An app that starts itself again passes its arguments and environment on, but Playwright attaches to the first start
// only.
const isFirstStart = process.env.PLAYWRIGHT_WAS_AWAITED === undefined
if (isFirstStart && process.argv.includes('--remote-debugging-port=0')) waitForPlaywright()

await import(pathToFileURL(folder === path ? join(folder, manifest.main ?? 'index.js') : path).href)

/**
 * Playwright attaches while the first window is being made, and now and then hangs at one that is half made. To an Electron
 * that it has chosen itself it gives a loader that holds the app back until it has attached, and then says so by this
 * function; to one that it is pointed at, this loader does the same. Anybody else who debugs is not waited for long.
 */
function waitForPlaywright() {
  process.env.PLAYWRIGHT_WAS_AWAITED = 'true'
  const attached = new Promise((go) => (globalThis.__playwright_run = go))
  const patience = new Promise((go) => setTimeout(go, 5_000))
  const emit = app.emit.bind(app)
  const ready = Promise.all([app.whenReady(), Promise.race([attached, patience])]).then(() => undefined)
  app.whenReady = () => ready
  app.emit = (event, ...words) => {
    if (event !== 'ready') return emit(event, ...words)
    void ready.then(() => emit('ready', ...words))
    return true
  }
}
