import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { launchElectron } from '../lib/launch.mjs'
import { at } from '../lib/place.mjs'
import { keepKey } from './keyring.mjs'
import { median } from './median.mjs'

const RECORDS = 1_000_000
const SCREENFULS = 40
const PATIENCE_MS = 240_000

/**
 * A million records in the reports window: how long main's event loop was held up while they came, and how
 * long a screenful takes from the scroll to its rows, against the same in a table of one screenful's worth.
 */
export async function benchTable(desktop) {
  const pabx = spawn(process.execPath, [at('out', 'main', 'simulator.js'), '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await new Promise((resolve) => createInterface(pabx.stdout).once('line', resolve))
  const told = JSON.parse(line)
  const bar = await openBar(desktop, told)
  try {
    const reports = await openReports(bar)
    await serve(told, 400)
    await runReport(reports)
    const floor = await screenfuls(reports)
    await serve(told, RECORDS)
    await bar.evaluate(() => {
      const { monitorEventLoopDelay } = process.getBuiltinModule('perf_hooks')
      globalThis.delays = monitorEventLoopDelay({ resolution: 1 })
      globalThis.delays.enable()
    })
    await runReport(reports)
    const delay = await bar.evaluate(() => globalThis.delays.percentile(99) / 1e6)
    const value = await screenfuls(reports)
    const rows = await reports.locator('tbody tr').count()
    return [
      `report in the window, main     p99 of the event loop's delay ${delay.toFixed(1)} ms while ${RECORDS} records came  goal ≤ 20 ms: ${delay <= 20 ? 'met' : 'MISSED'}`,
      `table of ${RECORDS} records     a screenful ${value.toFixed(0)} ms after the scroll, against ${floor.toFixed(0)} ms in a table of 400: ${(value / floor).toFixed(2)}×; ${rows} rows in the page  goal ≤ 150: ${rows <= 150 ? 'met' : 'MISSED'}`,
    ]
  } finally {
    await bar.close()
    pabx.kill('SIGTERM')
  }
}

async function openBar(desktop, { listening, companyId, key }) {
  const userData = mkdtempSync(join(desktop.folder, 'table-'))
  const settings = {
    pabx: { baseUrl: listening, companyId },
    agent: { name: 'DEV', branch: '2000', queues: ['FILA_SUPORTE'] },
    language: 'en',
  }
  writeFileSync(join(userData, 'settings.json'), JSON.stringify(settings))
  await keepKey(desktop, companyId, key)
  return launchElectron({ args: [`--user-data-dir=${userData}`, at()], env: desktop.env })
}

async function openReports(bar) {
  const window = await bar.firstWindow()
  const opened = bar.waitForEvent('window')
  await window.getByRole('button', { name: 'Reports', exact: true }).click()
  const page = await opened
  page.setDefaultTimeout(PATIENCE_MS)
  return page
}

/** That many dialer records over the last week; none in a minute that holds more than the API gives. */
const serve = ({ control }, dialer) =>
  fetch(new URL('records', control), { method: 'POST', body: JSON.stringify({ dialer, burst: 0.02 }) })

async function runReport(page) {
  const day = (offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel('From').fill(day(-7))
  await page.getByLabel('To', { exact: true }).fill(day(0))
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByText(/^Complete: [\d,]+ records/).waitFor({ timeout: PATIENCE_MS })
}

/** Milliseconds from a jump of the scroll bar to the rows that belong there, painted. */
async function screenfuls(page) {
  const table = page.getByRole('region', { name: 'Records' })
  const times = await table.evaluate(async (node, count) => {
    const taken = []
    for (let jump = 1; jump <= count; jump++) {
      const from = performance.now()
      node.scrollTop = ((node.scrollHeight - node.clientHeight) * ((jump * 7) % count)) / count
      const box = node.getBoundingClientRect()
      const isThere = () => {
        const rows = [...node.querySelectorAll('tbody tr[aria-rowindex]')]
        return rows.some((row) => {
          const { top, bottom } = row.getBoundingClientRect()
          return top < box.bottom - 40 && bottom > box.top + 40 && row.textContent.trim() !== ''
        })
      }
      do await new Promise(globalThis.requestAnimationFrame)
      while (!isThere())
      taken.push(performance.now() - from)
    }
    return taken
  }, SCREENFULS)
  return median(times)
}
