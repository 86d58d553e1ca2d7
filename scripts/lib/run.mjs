import { spawn, spawnSync } from 'node:child_process'
import { Stop } from './say.mjs'

/** Runs a program to its end and answers its output; fails with one sentence. */
export function run(program, args, { cwd, env, quiet = true, what = program } = {}) {
  const done = attempt(program, args, { cwd, env, quiet })
  if (done.code !== 0) throw new Stop(`${what} failed: ${lastWords(done) || `exit status ${done.code}`}`)
  return done.stdout
}

/** Runs a program to its end and answers how it ended; only a program that is not there is an error. */
export function attempt(program, args, { cwd, env, quiet = true, limitMs, user } = {}) {
  const done = spawnSync(program, args, {
    cwd,
    env: env ?? process.env,
    encoding: 'utf8',
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32' && program === 'npm',
    ...user,
    timeout: limitMs,
    killSignal: 'SIGKILL',
  })
  const late = done.error?.code === 'ETIMEDOUT'
  if (done.error?.code === 'ENOENT')
    throw new Stop(`The program ${program} is missing: install it and try again.`)
  if (done.error && !late) throw new Stop(`${program} could not be run: ${done.error.message}`)
  return { code: done.status ?? 128, late, stdout: done.stdout ?? '', stderr: done.stderr ?? '' }
}

/** Whether the program can be run at all. */
export function has(program) {
  const finder =
    process.platform === 'win32' ? ['where', [program]] : ['sh', ['-c', `command -v "${program}"`]]
  return spawnSync(...finder, { stdio: 'ignore' }).status === 0
}

/** Runs a program in the foreground, under another name if one is given; resolves with its exit status. */
export function foreground(program, args, { env, cwd, argv0 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env: env ?? process.env, cwd, argv0 })
    const pass = (signal) => child.kill(signal)
    process.on('SIGINT', pass)
    process.on('SIGTERM', pass)
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)))
  })
}

/**
 * Starts a program whose output is kept. `end()` resolves with its exit status once it has ended, and what it wrote has been
 * written here.
 */
export function background(program, args, { env, cwd } = {}) {
  const written = []
  const ended = new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: env ?? process.env,
      cwd,
    })
    const pass = (signal) => child.kill(signal)
    process.on('SIGINT', pass)
    process.on('SIGTERM', pass)
    for (const name of ['stdout', 'stderr']) child[name].on('data', (chunk) => written.push([name, chunk]))
    child.on('error', (error) => {
      written.push(['stderr', `${program} could not be run: ${error.message}\n`])
      resolve(128)
    })
    child.on('close', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)))
  })
  const end = async () => {
    const code = await ended
    for (const [name, chunk] of written) process[name].write(chunk)
    return code
  }
  return { end }
}

const NOISE = /npm (warn|notice)|npm (error|ERR!)( code EUSAGE)?\s*$|A complete log|^at |^\s*$/i
const NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|Temporary failure|Could not resolve/i

/** The line that says most of what a failed program printed. */
function lastWords({ stderr, stdout }) {
  const lines = [stderr, stdout]
    .map((text) =>
      text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => !NOISE.test(line)),
    )
    .flat()
  const network = lines.find((line) => NETWORK.test(line))
  if (network !== undefined) return `is this machine offline? (${network.replace(/^npm (error|ERR!) */, '')})`
  const error = lines.find((line) => /\b(error|ERR!|E:)/i.test(line))
  return (error ?? lines.at(-1) ?? '').replace(/^npm (error|ERR!) */, '')
}
