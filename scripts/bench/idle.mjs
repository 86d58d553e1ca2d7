import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { electronExecutable } from '../lib/electron.mjs'
import { chromiumFlags } from '../lib/launch.mjs'
import { at } from '../lib/place.mjs'
import { keepKey } from './keyring.mjs'
import { family, processorTime } from './processes.mjs'

const WATCHED_MS = 60_000
/** Until a minute after the start V8 still collects what the start has left. */
const SETTLED_MS = 60_000

/** Processor time of all the bar's processes while it polls every 5 s, and nobody touches it or looks into it. */
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
  await keepKey(desktop, companyId, key)
  const app = spawn(electronExecutable(), [...chromiumFlags(), `--user-data-dir=${userData}`, at()], {
    env: desktop.env,
    stdio: 'ignore',
  })
  try {
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS))
    const pids = family(app.pid)
    const before = processorTime(pids)
    await new Promise((resolve) => setTimeout(resolve, WATCHED_MS))
    const share = ((processorTime(pids) - before) / (WATCHED_MS / 1_000)) * 100
    const polls = (await (await fetch(`${new URL(listening).origin}/_demo/journal`)).json()).length
    if (polls < 4) throw new Error(`the idle bar asked only ${polls} times`)
    return [
      `idle, polling every 5 s        ${share.toFixed(2)} % of a core over ${WATCHED_MS / 1_000} s  goal ≤ 0.5 %: ${share <= 0.5 ? 'met' : 'MISSED'}`,
    ]
  } finally {
    const ended = new Promise((resolve) => app.once('exit', resolve))
    app.kill('SIGTERM')
    await ended
    pabx.kill('SIGTERM')
  }
}
