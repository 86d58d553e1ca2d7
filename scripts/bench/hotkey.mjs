import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { at } from '../lib/place.mjs'
import { keepKey } from './keyring.mjs'
import { median } from './median.mjs'
import { open, settingsFor, startPabx } from './programs.mjs'

const PAIRS = 25
/** Longer than any key repeats: the next press is surely a new one. */
const BETWEEN_MS = 1_150
const BARE_PATH = '/bare'

/**
 * From a real key press to the first byte at the PABX: the bar's hold hotkey against a program that does
 * nothing but register a hotkey and send a request.
 */
export async function benchHotkey(desktop) {
  const pabx = await startPabx()
  const bare = await open(desktop, bareApp(desktop, pabx.url), {})
  await keepKey(desktop, 'bench', 'key')
  const bar = await open(desktop, at(), settingsFor(pabx))
  // One xdotool for all presses: its own start would be measured otherwise.
  const keyboard = spawn('xdotool', ['-'], { env: desktop.env, stdio: ['pipe', 'ignore', 'inherit'] })
  try {
    const window = await bar.firstWindow()
    await window.evaluate(() => window.bar.dispatch('agent.login'))
    const adopted = await window.evaluate(() => window.bar.dispatch('call.adopt', { id: 'call-1' }))
    if (!adopted.ok) throw new Error(`no call: ${JSON.stringify(adopted)}`)
    const press = async (keys, isIt) => {
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
      const arrived = pabx.next(isIt)
      const from = performance.now()
      keyboard.stdin.write(`key ${keys}\n`)
      return (await arrived) - from
    }
    const pairs = []
    for (let pair = 0; pair <= PAIRS; pair++) {
      const floor = await press('ctrl+shift+F2', (path) => path === BARE_PATH)
      const value = await press('ctrl+shift+F9', (path) => path.includes('call_hold'))
      if (pair > 0) pairs.push([floor, value])
    }
    const [floor, value] = [0, 1].map((side) => median(pairs.map((pair) => pair[side])))
    const more = value - floor
    return [
      `hotkey to first byte           ${value.toFixed(1)} ms against ${floor.toFixed(1)} ms of a bare hotkey and request, ${PAIRS} pairs: ${more.toFixed(1)} ms more  goal ≤ 2 ms: ${more <= 2 ? 'met' : 'MISSED'}`,
    ]
  } finally {
    keyboard.stdin.end()
    await bar.close()
    await bare.close()
    pabx.close()
  }
}

function bareApp({ folder }, url) {
  const place = join(folder, 'bare-hotkey')
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'package.json'), '{"name":"bare","version":"0.0.0","main":"main.js"}')
  writeFileSync(
    join(place, 'main.js'),
    `const { app, BrowserWindow, globalShortcut } = require('electron')
const { request, Agent } = require('node:http')
const agent = new Agent({ keepAlive: true })
app.whenReady().then(() => {
  new BrowserWindow({ show: false }).loadURL('data:text/html,bare')
  globalShortcut.register('CommandOrControl+Shift+F2', () => {
    request('${url}${BARE_PATH}', { method: 'POST', agent }, (answer) => answer.resume()).end('{}')
  })
})
`,
  )
  return place
}
