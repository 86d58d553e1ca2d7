import { _electron } from '@playwright/test'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { electronExecutable } from '../lib/electron.mjs'
import { at } from '../lib/place.mjs'

const WATCHED_MS = 20_000
const SETTLED_MS = 13_000
/** Of Linux: clock ticks a second in /proc. */
const TICKS = 100

/** Processor time of all the bar's processes while it polls every 5 s and nobody touches it. */
export async function benchIdle(desktop) {
  const pabx = spawn(process.execPath, [at('out', 'main', 'simulator.js'), '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await new Promise((resolve) => createInterface(pabx.stdout).once('line', resolve))
  const { listening, companyId, key } = JSON.parse(line)
  const userData = mkdtempSync(join(desktop.folder, 'idle-'))
  const settings = {
    pabx: { baseUrl: listening, companyId },
    agent: { name: 'DEV', branch: '2000', queues: ['FILA_SUPORTE'] },
  }
  writeFileSync(join(userData, 'settings.json'), JSON.stringify(settings))
  const root = process.getuid?.() === 0
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    args: [...(root ? ['--no-sandbox'] : []), '--disable-gpu', `--user-data-dir=${userData}`, at()],
    env: desktop.env,
  })
  try {
    const window = await app.firstWindow()
    await window.locator('main.bar').waitFor()
    await window.evaluate(
      (secret) => window.bar.query('settings.save', { values: {}, key: secret, session: true }),
      key,
    )
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS))
    const pids = await app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
    const before = ticks(pids)
    await new Promise((resolve) => setTimeout(resolve, WATCHED_MS))
    const share = ((ticks(pids) - before) / TICKS / (WATCHED_MS / 1_000)) * 100
    return [
      `idle, polling every 5 s        ${share.toFixed(2)} % of a core over ${WATCHED_MS / 1_000} s  goal ≤ 1 %: ${share <= 1 ? 'met' : 'MISSED'}`,
    ]
  } finally {
    await app.close()
    pabx.kill('SIGTERM')
  }
}

function ticks(pids) {
  return pids.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
    return sum + Number(fields[11]) + Number(fields[12])
  }, 0)
}
