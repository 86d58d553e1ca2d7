import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { electronExecutable } from '../lib/electron.mjs'
import { chromiumFlags, launchElectron } from '../lib/launch.mjs'
import { at } from '../lib/place.mjs'
import { relayPath } from '../lib/relay.mjs'
import { keepKey } from './keyring.mjs'

/*
 * What the latencies are measured with: a PABX that tells when a request arrives, and programs on a desktop.
 */

const READY_MS = 20_000

/** Settings of a bar that hardly polls: what arrives was pressed. */
export const settingsFor = ({ url }) => ({
  pabx: { baseUrl: url, companyId: 'bench' },
  agent: { name: 'DEV', branch: '2000', queues: ['Q'] },
  sync: { intervalSeconds: 60 },
})

/** Answers every call with "ok", and tells when a request for a path arrived. */
export async function startPabx() {
  const waiting = new Set()
  const server = createServer((request, response) => {
    const arrivedAt = performance.now()
    for (const wait of waiting) {
      if (!wait.isIt(request.url)) continue
      waiting.delete(wait)
      wait.resolve(arrivedAt)
    }
    request.resume()
    request.on('end', () => response.end(answerTo(request.url)))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    next: (isIt) => new Promise((resolve) => waiting.add({ isIt, resolve })),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** A bar of which nobody looks inside, once its agent is logged in; `run` gives it a command as a command line does. */
export async function startLoggedIn(desktop, settings, env = {}) {
  const userData = mkdtempSync(join(desktop.folder, 'bench-'))
  writeFileSync(join(userData, 'settings.json'), JSON.stringify(settings))
  await keepKey(desktop, 'bench', 'key')
  const app = spawn(electronExecutable(), [...chromiumFlags(), `--user-data-dir=${userData}`, at()], {
    env: { ...desktop.env, ...env },
    stdio: 'ignore',
  })
  // Not synchronously: the PABX is in this process.
  const run = async (...words) => {
    const relay = spawn(relayPath, [`--user-data-dir=${userData}`, '--run', ...words], {
      env: desktop.env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const ended = new Promise((resolve) => relay.once('close', resolve))
    return { stderr: await text(relay.stderr), status: await ended }
  }
  const until = performance.now() + READY_MS
  // The PABX of the bench says that the agent is logged in: the bar refuses for that reason once it has heard of it.
  for (let told = await run('agent.login'); !/already/.test(told.stderr); told = await run('agent.login')) {
    if (performance.now() > until) throw new Error(`the bar does not get ready: ${told.stderr}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const end = async () => {
    const ended = new Promise((resolve) => app.once('exit', resolve))
    app.kill('SIGTERM')
    await ended
  }
  return { pid: app.pid, run, end }
}

let calls = 0
function answerTo(path) {
  const ok = { status: 'ok', status_type: '' }
  const agent = { name: 'DEV', status: 'Available', branch: '2000' }
  if (path.endsWith('/get_agent_list/'))
    return JSON.stringify({
      response: { ...ok, result: { logged_in_agents: [agent], logged_out_agents: '' } },
    })
  if (path.endsWith('/get_break_list/')) return JSON.stringify({ response: { ...ok, result: [] } })
  // Each call is another one.
  if (path.includes('/call_services'))
    return JSON.stringify({ response: { ...ok, call_id: `call-${++calls}` } })
  return JSON.stringify({ response: ok })
}

export async function open(desktop, appDir, settings) {
  const userData = mkdtempSync(join(desktop.folder, 'bench-'))
  writeFileSync(join(userData, 'settings.json'), JSON.stringify(settings))
  const app = await launchElectron({ args: [`--user-data-dir=${userData}`, appDir], env: desktop.env })
  await (await app.firstWindow()).waitForLoadState()
  return app
}
