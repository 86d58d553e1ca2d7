import { spawn } from 'node:child_process'
import { createWriteStream, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import { join } from 'node:path'
import { electronExecutable } from '../lib/electron.mjs'
import { chromiumFlags } from '../lib/launch.mjs'
import { at } from '../lib/place.mjs'
import { keepKey } from './keyring.mjs'

const RECORDS = 1_000_000
const LOOK_EVERY_MS = 50

/**
 * A million dialer records to a CSV file by `--report`, against a bare loop that fetches the same pages and
 * writes them as they came; and the memory of the process above what it had when the first row was due.
 */
export async function benchReport(desktop) {
  const pabx = spawn(process.execPath, [at('out', 'main', 'simulator.js'), '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const line = await new Promise((resolve) => createInterface(pabx.stdout).once('line', resolve))
    const told = JSON.parse(line)
    // Crowded minutes, but none that holds more than the API gives: those cost requests of their own.
    await fetch(new URL('records', told.control), {
      method: 'POST',
      body: JSON.stringify({ dialer: RECORDS, burst: 0.02 }),
    })
    const folder = mkdtempSync(join(desktop.folder, 'report-'))
    const ours = await exportAll(desktop, folder, told)
    const journal = await (await fetch(new URL('journal', told.control))).json()
    const pages = journal.filter(({ endpoint }) => endpoint === 'listDialer').map(({ fields }) => fields)
    const floor = await bareLoop(told, pages, join(folder, 'floor.json'))
    const speed = floor / ours.seconds
    const goal = 1.2 * Math.ceil(RECORDS / 2_000) + 3
    const met = (is) => (is ? 'met' : 'MISSED')
    return [
      `report, ${RECORDS} records to CSV   ${ours.seconds.toFixed(1)} s against ${floor.toFixed(1)} s: ${speed.toFixed(2)}× the speed  goal ≥ 0.7×: ${met(speed >= 0.7)}`,
      `report, memory above idle      ${ours.grown.toFixed(0)} MB at the most  goal ≤ 64 MB: ${met(ours.grown <= 64)}`,
      `report, requests               ${pages.length}  goal ≤ ${goal}: ${met(pages.length <= goal)}`,
      `report, rows in the file       ${ours.rows} (${(ours.bytes / 1e6).toFixed(0)} MB)`,
    ]
  } finally {
    pabx.kill('SIGTERM')
  }
}

/** The real command line, with a key in the keyring of the bench's own desktop. */
async function exportAll(desktop, folder, { listening, companyId, key }) {
  const settings = {
    pabx: { baseUrl: listening, companyId },
    agent: { name: 'DEV', branch: '2000', queues: ['FILA_SUPORTE'] },
  }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
  await keepKey(desktop, companyId, key)
  const out = join(folder, 'out.csv')
  const day = (offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  const words = ['--report', 'dialer', '--from', day(-7), '--to', day(1), '--out', out]
  const app = spawn(electronExecutable(), [...chromiumFlags(), `--user-data-dir=${folder}`, at(), ...words], {
    env: desktop.env,
    stdio: 'ignore',
  })
  let startedAt = null
  let idle = 0
  let most = 0
  const timer = setInterval(() => {
    const now = memory(app.pid)
    if (startedAt === null && existsSync(`${out}.part`)) {
      startedAt = performance.now()
      idle = now
    }
    most = Math.max(most, now)
  }, LOOK_EVERY_MS)
  const code = await new Promise((resolve) => app.once('exit', resolve))
  clearInterval(timer)
  const seconds = (performance.now() - (startedAt ?? performance.now())) / 1_000
  if (code !== 0) throw new Error(`--report ended with status ${code}`)
  let rows = -1
  for (const byte of readFileSync(out)) if (byte === 10) rows += 1
  return { seconds, grown: most - idle, rows, bytes: statSync(out).size }
}

const memory = (pid) => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024
  } catch {
    return 0
  }
}

async function bareLoop({ listening, key }, pages, path) {
  const file = createWriteStream(path)
  const authorization = `Basic ${Buffer.from(`api_key:${key}`).toString('base64')}`
  const startedAt = performance.now()
  for (const fields of pages) {
    const response = await fetch(`${listening}/dialer/list_all/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify(fields),
    })
    file.write(Buffer.from(await response.arrayBuffer()))
  }
  file.end()
  await finished(file)
  return (performance.now() - startedAt) / 1_000
}
