import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronExecutable } from '../lib/electron.mjs'
import { at } from '../lib/place.mjs'
import { chromiumFlags } from '../lib/launch.mjs'
import { putLauncher } from '../lib/launcher.mjs'
import { relayPath } from '../lib/relay.mjs'
import { median } from './median.mjs'

const TIMES = 41
const GOAL_MS = 50
const READY_MS = 20_000

/** What a running bar's `--status` and `--run` take from outside, as the package's launcher starts them. */
export async function benchStatus(desktop) {
  const userData = mkdtempSync(join(desktop.folder, 'status-'))
  const folder = mkdtempSync(join(desktop.folder, 'launcher-'))
  // The launcher makes room for itself; what it would start is never reached here.
  writeFileSync(join(folder, 'vocom-bar'), '')
  putLauncher(folder)
  const flags = [...chromiumFlags(), `--user-data-dir=${userData}`]
  const app = spawn(electronExecutable(), [...flags, at(), '--demo'], { env: desktop.env, stdio: 'ignore' })
  const ask = (words) => {
    const from = performance.now()
    const { status } = spawnSync(
      join(folder, 'vocom-bar'),
      [`--user-data-dir=${userData}`, '--demo', ...words],
      {
        env: desktop.env,
      },
    )
    return { status, taken: performance.now() - from }
  }
  try {
    const until = performance.now() + READY_MS
    while (ask(['--status', '--json']).status !== 0) {
      if (performance.now() > until) throw new Error('the bar does not answer')
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return [
      line('--status of a running bar', () => ask(['--status', '--json'])),
      line('--run in a running bar', () => ask(['--run', 'team.open'])),
    ]
  } finally {
    const ended = new Promise((resolve) => app.once('exit', resolve))
    app.kill('SIGTERM')
    await ended
  }

  function line(name, once) {
    const taken = Array.from({ length: TIMES }, () => {
      const answer = once()
      if (answer.status !== 0) throw new Error(`${name}: exit status ${answer.status}`)
      return answer.taken
    }).sort((a, b) => a - b)
    const met = median(taken) <= GOAL_MS ? 'met' : 'MISSED'
    return `${name.padEnd(30)} ${median(taken).toFixed(1)} ms (${taken[0].toFixed(1)}–${taken.at(-1).toFixed(1)}, ${TIMES} times), with ${relayPath.split('/').at(-1)}  goal ≤ ${GOAL_MS} ms: ${met}`
  }
}
