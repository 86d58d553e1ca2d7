import { _electron } from '@playwright/test'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronExecutable } from '../lib/electron.mjs'
import { at } from '../lib/place.mjs'
import { median } from './median.mjs'
import { memoryOf } from './processes.mjs'

const PAIRS = 7
/** A bar that is set up; nobody listens at that address. */
const settings = {
  pabx: { baseUrl: 'http://127.0.0.1:9', companyId: 'bench' },
  agent: { name: 'DEV', branch: '2000', queues: ['FILA_SUPORTE'] },
}

/** Both have settled by then: what grows later is not start-up. */
const SETTLED_MS = 1_500

/**
 * The start and the memory of the bar and of an empty window with the same binary, in pairs. The bar is drawn before the
 * program behind it is there: the row of commands says when a press is first carried out.
 */
export async function benchStart(desktop) {
  const empty = emptyApp(desktop)
  const pairs = []
  // The first of each warms the disk's cache and is not counted.
  for (let run = 0; run <= PAIRS; run++) {
    const floor = await measure(desktop, empty, '.ready')
    const bar = await measure(desktop, at(), 'main.bar', settings)
    if (run > 0) pairs.push({ floor, bar })
  }
  const row = (name, what, unit, goal) => ({
    name,
    unit,
    goal,
    floor: median(pairs.map(({ floor }) => floor[what])),
    value: median(pairs.map(({ bar }) => bar[what])),
    ratios: pairs.map(({ floor, bar }) => bar[what] / floor[what]),
  })
  return [
    row('start to first paint', 'paint', 'ms', 1.15),
    row('start to loaded', 'loaded', 'ms', 1.15),
    row('start to the bar', 'shown', 'ms', 1.2),
    row('start to commands', 'answers', 'ms', null),
    row('memory', 'megabytes', 'MB', 1.08),
  ]
}

function emptyApp({ folder }) {
  const place = join(folder, 'empty-app')
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'package.json'), '{"name":"empty","version":"0.0.0","main":"main.js"}')
  writeFileSync(
    join(place, 'index.html'),
    '<!doctype html><title>empty</title><body><p class="ready">empty</p></body>',
  )
  writeFileSync(
    join(place, 'main.js'),
    `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1000, height: 56, frame: false, webPreferences: { sandbox: true } })
  window.loadFile(require('node:path').join(__dirname, 'index.html'))
})
`,
  )
  return place
}

async function measure(desktop, appDir, ready, settings) {
  const userData = mkdtempSync(join(desktop.folder, 'bench-'))
  if (settings) writeFileSync(join(userData, 'settings.json'), JSON.stringify(settings))
  const root = process.getuid?.() === 0
  const from = now()
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    args: [...(root ? ['--no-sandbox'] : []), '--disable-gpu', `--user-data-dir=${userData}`, appDir],
    env: desktop.env,
  })
  const window = await app.firstWindow()
  await window.locator(ready).waitFor()
  const shown = now() - from
  // Answered by main as soon as it knows what may be pressed.
  if (settings) await window.evaluate(`window.bar.snapshot()`)
  const answers = now() - from
  // Told a moment after it was painted.
  await window.waitForFunction(`performance.getEntriesByType('paint').length > 0`)
  const page = await window.evaluate(pageTimes)
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS))
  const pids = await app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
  const megabytes = memoryOf(pids)
  await app.close()
  return { shown, answers, megabytes, paint: page.paint - from, loaded: page.loaded - from }
}

const now = () => performance.timeOrigin + performance.now()

/** Milliseconds since 1970. Runs in the page. */
function pageTimes() {
  const [navigation] = performance.getEntriesByType('navigation')
  const [paint] = performance.getEntriesByType('paint')
  return {
    paint: performance.timeOrigin + paint.startTime,
    loaded: performance.timeOrigin + navigation.loadEventEnd,
  }
}
