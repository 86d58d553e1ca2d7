import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { launchElectron } from '../lib/launch.mjs'
import { at } from '../lib/place.mjs'
import { launchUnwatched, pageOf } from './attach.mjs'
import { median } from './median.mjs'
import { memoryOf } from './processes.mjs'

const PAIRS = 11
/** A bar that is set up; nobody listens at that address. */
const settings = {
  pabx: { baseUrl: 'http://127.0.0.1:9', companyId: 'bench' },
  agent: { name: 'DEV', branch: '2000', queues: ['FILA_SUPORTE'] },
}

/** Both have settled by then: what grows later is not start-up. */
const SETTLED_MS = 1_500
/** By then the slower of both has drawn its page. */
const DRAWN_MS = 2_500
/** Chromium keeps a page's compiled scripts when it sees them for the second time. */
const STARTS_BEFORE_DAILY = 2

/**
 * The start and the memory of the bar and of an empty window with the same binary, in pairs: the first start on a
 * computer, and the start of each day, of which Chromium has the scripts compiled. The bar is drawn before the program
 * behind it is there: the row of commands says when a press is first carried out.
 */
export async function benchStart(desktop) {
  const empty = { appDir: emptyApp(desktop) }
  const bar = { appDir: at(), settings }
  const first = () => mkdtempSync(join(desktop.folder, 'bench-'))
  const [emptyDaily, barDaily] = [first(), first()]
  // The first of each warms the disk's cache and is not counted.
  const drawn = await inPairs(
    1,
    () => drawingOf(desktop, empty, first()),
    () => drawingOf(desktop, bar, first()),
  )
  const daily = await inPairs(
    STARTS_BEFORE_DAILY,
    () => drawingOf(desktop, empty, emptyDaily),
    () => drawingOf(desktop, bar, barDaily),
  )
  const ready = await inPairs(
    1,
    () => readinessOf(desktop, empty, '.ready', first()),
    () => readinessOf(desktop, bar, 'main.bar', first()),
  )
  return [
    row(drawn, 'start to first paint', 'paint', 'ms', 1.15),
    row(drawn, 'start to loaded', 'loaded', 'ms', 1.15),
    row(drawn, 'start to the bar', 'words', 'ms', 1.2),
    row(daily, 'daily start to loaded', 'loaded', 'ms', 1.15),
    row(daily, 'daily start to the bar', 'words', 'ms', 1.2),
    row(ready, 'start to commands', 'answers', 'ms', null),
    row(ready, 'memory', 'megabytes', 'MB', 1.08),
  ]
}

async function inPairs(uncounted, measureFloor, measureBar) {
  const pairs = []
  for (let run = 0; run < uncounted + PAIRS; run++) {
    const pair = { floor: await measureFloor(), bar: await measureBar() }
    if (run >= uncounted) pairs.push(pair)
  }
  return pairs
}

const row = (pairs, name, what, unit, goal) => ({
  name,
  unit,
  goal,
  floor: median(pairs.map(({ floor }) => floor[what])),
  value: median(pairs.map(({ bar }) => bar[what])),
  ratios: pairs.map(({ floor, bar }) => bar[what] / floor[what]),
})

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

const keepSettings = ({ settings }, userData) => {
  if (settings) writeFileSync(join(userData, 'settings.json'), JSON.stringify(settings))
}

/** When the page was painted, loaded and showed its first word, from the launch, in milliseconds; by the page's own clock. */
async function drawingOf(desktop, program, userData) {
  keepSettings(program, userData)
  const from = now()
  const { app, port } = await launchUnwatched(desktop, program.appDir, userData)
  await pause(DRAWN_MS)
  const page = await pageOf(port, 'index.html')
  const { paint, loaded, words } = await page.evaluate(pageTimes)
  await page.context().browser().close()
  const ended = new Promise((resolve) => app.once('exit', resolve))
  app.kill('SIGTERM')
  await ended
  return { paint: paint - from, loaded: loaded - from, words: words - from }
}

/** When main first said what may be pressed, and what all processes take once they have settled. */
async function readinessOf(desktop, program, ready, userData) {
  keepSettings(program, userData)
  const from = now()
  const app = await launchElectron({
    args: [`--user-data-dir=${userData}`, program.appDir],
    env: desktop.env,
  })
  const window = await app.firstWindow()
  await window.locator(ready).waitFor()
  if (program.settings) await window.evaluate(`window.bar.snapshot()`)
  const answers = now() - from
  await pause(SETTLED_MS)
  const pids = await app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
  const megabytes = memoryOf(pids)
  await app.close()
  return { answers, megabytes }
}

const now = () => performance.timeOrigin + performance.now()

/** Milliseconds since 1970. Runs in the page. */
function pageTimes() {
  const [navigation] = performance.getEntriesByType('navigation')
  const painted = (name) => performance.timeOrigin + performance.getEntriesByName(name)[0].startTime
  return {
    paint: painted('first-paint'),
    words: painted('first-contentful-paint'),
    loaded: performance.timeOrigin + navigation.loadEventEnd,
  }
}
