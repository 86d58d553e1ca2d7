import { chromium } from '@playwright/test'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { companionFolder } from '../lib/companion.mjs'
import { median } from './median.mjs'
import { settingsFor, startLoggedIn, startPabx } from './programs.mjs'

const CHROMIUM = '/usr/bin/chromium'
const NODES = 10_000
const TABLES = 15
const CLICKS = 15
/** The page has nothing more to do by then, and the extension has forgotten what was taken out. */
const RESTED_MS = 500
const FORGOTTEN_MS = 1_500
/** Longer than two clicks on one number that count as one. */
const BETWEEN_MS = 1_200

/** What the browser extension costs a page, and how long a click in a page takes to the PABX. */
export async function benchCompanion(desktop) {
  const pabx = await startPabx()
  const site = await serve()
  const bar = await startBar(desktop, pabx, site.origin)
  const browser = await openBrowser(desktop, site.origin)
  try {
    const page = await browser.newPage()
    await page.goto(site.origin)
    await page.waitForFunction(() => globalThis.CSS.highlights.get('vocom-bar-number')?.size === 1)
    return [await numbersLine(browser, page, site.origin), await clickLine(page, pabx, bar)]
  } finally {
    await browser.close()
    await bar.end()
    site.close()
    pabx.close()
  }
}

/**
 * Processor time of the page's main thread from the moment that a table of so many nodes is added, against the same in a
 * page of an origin in which the extension does not work.
 */
async function numbersLine(browser, page, origin) {
  const floor = await browser.newPage()
  await floor.goto(origin.replace('127.0.0.1', 'localhost'))
  const pairs = []
  for (let turn = 0; turn <= TABLES; turn++) {
    const without = await busyWith(floor, turn)
    const value = await busyWith(page, turn, 1 + NODES / 10)
    if (turn > 0) pairs.push(value - without)
  }
  await floor.close()
  const value = median(pairs)
  const spread = `${Math.min(...pairs).toFixed(0)}–${Math.max(...pairs).toFixed(0)}`
  return `extension, numbers in a page   ${value.toFixed(0)} ms (${spread}, ${TABLES} pairs) more of the page's thread for ${NODES} nodes, ${NODES / 10} of them numbers  goal ≤ 50 ms: ${value <= 50 ? 'met' : 'MISSED'}`
}

/** Milliseconds for which the page's thread was busy until it rests; with the extension, until it has found all. */
async function busyWith(page, turn, wanted = null) {
  await page.bringToFront()
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1_000
  }
  const before = await busy()
  await page.evaluate(addTable, { nodes: NODES, turn })
  if (wanted !== null)
    await page.waitForFunction(
      (size) => globalThis.CSS.highlights.get('vocom-bar-number').size === size,
      wanted,
      { polling: RESTED_MS },
    )
  await new Promise((resolve) => setTimeout(resolve, RESTED_MS))
  const taken = (await busy()) - before
  await page.evaluate(() => globalThis.document.querySelector('table').remove())
  await new Promise((resolve) => setTimeout(resolve, FORGOTTEN_MS))
  await session.detach()
  return taken
}

/** Rows of five cells, each an element and its text: one of them a number. Runs in the page. */
function addTable({ nodes, turn }) {
  const { document } = globalThis
  const table = document.createElement('table')
  for (let at = 0; at < nodes / 10; at++) {
    const number = String(81_000_000 + turn * 100_000 + at * 7).replace(/(\d{4})(\d{4})/, '$1-$2')
    const row = table.insertRow()
    // Alone in its cell, or with words around it.
    const written = at % 2 === 0 ? `(11) 9${number}` : `Tel. 11 9${number} (casa)`
    for (const text of [`Cliente ${at}`, written, 'R$ 1.234,56', '24/11/2026', `Pedido 1234${at}`])
      row.insertCell().textContent = text
  }
  document.body.append(table)
}

async function clickLine(page, pabx, bar) {
  const place = await page.locator('b').boundingBox()
  const taken = []
  for (let click = 0; click <= CLICKS; click++) {
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
    const arrived = pabx.next((path) => path.includes('call_services'))
    const from = performance.now()
    await page.mouse.click(place.x + place.width / 2, place.y + place.height / 2)
    const value = (await arrived) - from
    if (click > 0) taken.push(value)
    await bar.run('call.hangUp')
  }
  const value = median(taken)
  const spread = `${Math.min(...taken).toFixed(0)}–${Math.max(...taken).toFixed(0)}`
  return `extension, click to the PABX   ${value.toFixed(0)} ms (${spread}, ${CLICKS} clicks) from the click in the page to the request  goal ≤ 150 ms: ${value <= 150 ? 'met' : 'MISSED'}`
}

async function serve() {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end('<!doctype html><p>Maria, <b>(11) 99999-8888</b>')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { origin: `http://127.0.0.1:${server.address().port}`, close }
}

const profileOf = ({ env }) => join(env.XDG_CONFIG_HOME ?? join(env.HOME, '.config'), 'chromium')

/** A bar that the browser can reach, logged in. */
async function startBar(desktop, pabx, origin) {
  const policy = join(mkdtempSync(join(desktop.folder, 'company-')), 'policy.json')
  writeFileSync(policy, JSON.stringify({ companion: { origins: [origin] }, links: { confirmDial: false } }))
  mkdirSync(profileOf(desktop), { recursive: true })
  const bar = await startLoggedIn(desktop, settingsFor(pabx), {
    ...desktop.unmanaged,
    VOCOM_BAR_POLICY: policy,
  })
  const connected = await bar.run('companion.connect')
  if (connected.status !== 0) throw new Error(`the browser was not connected: ${connected.stderr}`)
  return bar
}

function openBrowser(desktop, origin) {
  const extension = join(mkdtempSync(join(desktop.folder, 'extension-')), 'x')
  cpSync(companionFolder, extension, { recursive: true })
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'))
  writeFileSync(
    join(extension, 'manifest.json'),
    JSON.stringify({ ...manifest, host_permissions: [`${origin}/*`] }),
  )
  return chromium.launchPersistentContext(profileOf(desktop), {
    executablePath: CHROMIUM,
    headless: false,
    chromiumSandbox: process.getuid?.() !== 0,
    env: desktop.env,
    ignoreDefaultArgs: ['--disable-extensions', '--disable-component-extensions-with-background-pages'],
    args: [`--load-extension=${extension}`, `--disable-extensions-except=${extension}`, '--disable-gpu'],
  })
}
