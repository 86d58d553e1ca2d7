import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { at } from './place.mjs'
import { Stop } from './say.mjs'

/** Starts the demo PABX as a program of its own, whose time stands still until it is told to move. */
export async function startDemoPabx() {
  const args = [at('out', 'main', 'simulator.js'), '--port', '0', '--clock', 'manual']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve)
    child.once('exit', () => reject(new Stop('The demo PABX did not start.')))
  })
  const { listening, key, companyId, control } = JSON.parse(line)
  /** Asks its control API; with fields, tells it. */
  const ask = async (verb, fields) => {
    const post = { method: 'POST', body: JSON.stringify(fields) }
    const answer = await fetch(new URL(verb, control), fields === undefined ? {} : post)
    if (!answer.ok) throw new Stop(`The demo PABX did not do ${verb}: ${await answer.text()}`)
    return answer.json()
  }
  return { url: listening, key, companyId, ask, stop: () => child.kill('SIGTERM') }
}

/** The key goes where it belongs: into the keyring of that desktop, by a process of its own. */
export function keepDemoKey({ env }, { companyId, key }) {
  const code = `(await import('keytar')).default.setPassword('vocom-bar', process.argv[1], require('node:fs').readFileSync(0, 'utf8'))`
  const script = `import { createRequire } from 'node:module'; const require = createRequire(process.cwd() + '/'); await ${code}`
  return new Promise((resolve, reject) => {
    const args = ['--input-type=module', '-e', script, '--', companyId]
    const child = spawn(process.execPath, args, { env, cwd: at(), stdio: ['pipe', 'ignore', 'inherit'] })
    child.on('exit', (status) =>
      status === 0 ? resolve() : reject(new Stop('The keyring did not take the key.')),
    )
    child.stdin.end(key)
  })
}
