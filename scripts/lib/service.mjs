import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { Stop } from './say.mjs'

const START_LIMIT_MS = 15_000
const STOP_LIMIT_MS = 3_000
const LOOK_EVERY_MS = 20

/**
 * Starts a program that runs in the background until `stop()`; it also ends when this process dies, however it dies.
 * `firstLine` is the first line that it writes to its file descriptor 3 (where such servers announce themselves).
 */
export function startService(program, args, { env, user, input } = {}) {
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', program, ...args], {
    env,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', 'pipe'],
    ...user,
  })
  let said = ''
  const note = (chunk) => (said = (said + chunk).slice(-2_000))
  child.stdout.on('data', note)
  child.stderr.on('data', note)
  if (input !== undefined) child.stdin.end(input)

  let ended = false
  const end = new Promise((resolve) => {
    child.once('error', (error) => resolve((said += error.message)))
    child.once('exit', resolve)
  }).then(() => (ended = true))
  const failed = (why) => new Stop(`${program} ${why}. ${said.trim()}`.trim())

  const announced = new Promise((resolve) => {
    let line = ''
    child.stdio[3].on('data', (chunk) => {
      line += chunk
      if (line.includes('\n')) resolve(line.split('\n')[0])
    })
  })

  return {
    get firstLine() {
      return Promise.race([announced, end.then(() => Promise.reject(failed('ended at once')))])
    },
    /** Waits until the condition holds; a service that ended, or took too long, is an error. */
    async until(condition) {
      const limit = Date.now() + START_LIMIT_MS
      while (!(await condition())) {
        if (ended) throw failed('ended at once')
        if (Date.now() > limit) throw failed('did not get ready in time')
        await pause(LOOK_EVERY_MS)
      }
    },
    async stop() {
      if (ended) return
      child.kill('SIGTERM')
      const patience = new AbortController()
      const late = pause(STOP_LIMIT_MS, 'late', { signal: patience.signal }).catch(() => 'ended')
      if ((await Promise.race([end, late])) === 'late') child.kill('SIGKILL')
      patience.abort()
      await end
    },
  }
}
