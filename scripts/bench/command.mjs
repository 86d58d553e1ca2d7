import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { at } from '../lib/place.mjs'
import { keepKey } from './keyring.mjs'
import { median } from './median.mjs'
import { open, settingsFor, startPabx } from './programs.mjs'

const PAIRS = 60
const BARE_PATH = '/bare'
/** No hand presses sooner again; what the last press changed has been painted by then. */
const BETWEEN_MS = 200

/**
 * From a press in the window to the first byte at the PABX: the bar's hold against a program whose main process does
 * nothing but a bare axios POST when its window says so.
 */
export async function benchCommand(desktop) {
  const pabx = await startPabx()
  await keepKey(desktop, 'bench', 'key')
  const bare = await open(desktop, bareApp(desktop, pabx.url), {})
  const bar = await open(desktop, at(), settingsFor(pabx))
  try {
    const [barWindow, bareWindow] = [await bar.firstWindow(), await bare.firstWindow()]
    await barWindow.evaluate(`window.bar.dispatch('agent.login')`)
    await barWindow.evaluate(`window.bar.dispatch('call.adopt', { id: 'call-1' })`)
    const measure = async (act, isIt) => {
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
      const arrived = pabx.next(isIt)
      const from = performance.now()
      const done = act()
      const took = (await arrived) - from
      await done
      return took
    }
    const pairs = []
    for (let pair = 0; pair <= PAIRS; pair++) {
      const floor = await measure(
        () => bareWindow.evaluate(`window.bare.post()`),
        (path) => path === BARE_PATH,
      )
      const value = await measure(
        () => barWindow.evaluate(`window.bar.dispatch('call.toggleHold')`),
        (path) => path.includes('call_hold'),
      )
      if (pair > 0) pairs.push([floor, value])
    }
    const [floor, value] = [0, 1].map((side) => median(pairs.map((pair) => pair[side])))
    const ratio = median(pairs.map(([least, more]) => more / least))
    return [
      `press in the window            ${value.toFixed(1)} ms to the first byte against ${floor.toFixed(1)} ms of a bare axios POST in main, ${PAIRS} pairs: ${ratio.toFixed(2)}×  goal ≤ 1.5×: ${ratio <= 1.5 ? 'met' : 'MISSED'}`,
    ]
  } finally {
    await bar.close()
    await bare.close()
    pabx.close()
  }
}

function bareApp({ folder }, url) {
  const place = join(folder, 'bare-command')
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'package.json'), '{"name":"bare","version":"0.0.0","main":"main.js"}')
  writeFileSync(
    join(place, 'preload.js'),
    `const { contextBridge, ipcRenderer } = require('electron')
contextBridge.exposeInMainWorld('bare', { post: () => ipcRenderer.invoke('post') })
`,
  )
  writeFileSync(
    join(place, 'main.js'),
    `const { app, BrowserWindow, ipcMain } = require('electron')
const { join } = require('node:path')
const axios = require(${JSON.stringify(at('node_modules', 'axios', 'dist', 'node', 'axios.cjs'))})
const { Agent } = require('node:http')
const httpAgent = new Agent({ keepAlive: true })
ipcMain.handle('post', () => axios.post('${url}${BARE_PATH}', { agent: 'DEV' }, { httpAgent }).then(() => true))
app.whenReady().then(() => {
  const window = new BrowserWindow({ webPreferences: { preload: join(__dirname, 'preload.js') } })
  window.loadURL('data:text/html,bare')
})
`,
  )
  return place
}
