import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Stop } from './say.mjs'

/**
 * A private desktop without a screen: X server, window manager, session bus and an unlocked keyring, with a
 * home of its own. `env` makes programs run on it; `stop` ends all of it.
 */
export async function startDesktop({ width = 1366, height = 768 } = {}) {
  const home = mkdtempSync(join(tmpdir(), 'vocom-bar-desktop-'))
  const runtime = join(home, 'runtime')
  mkdirSync(runtime, { mode: 0o700 })
  const children = []
  const begin = (program, args, options = {}) => {
    const child = spawn(program, args, { stdio: 'ignore', ...options })
    child.on('error', () => undefined)
    children.push(child)
    return child
  }
  const stop = () => {
    for (const child of children.reverse()) child.kill('SIGTERM')
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }

  try {
    const display = await startX(begin, width, height)
    const env = {
      ...process.env,
      HOME: home,
      XDG_RUNTIME_DIR: runtime,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_CACHE_HOME: join(home, '.cache'),
      DISPLAY: display,
      LANG: 'pt_BR.UTF-8',
      LANGUAGE: 'pt_BR',
      // Not the real user's: portals and accessibility buses are looked for on these.
      NO_AT_BRIDGE: '1',
    }
    delete env.WAYLAND_DISPLAY
    env.DBUS_SESSION_BUS_ADDRESS = await startBus(begin, env)
    begin('openbox', ['--sm-disable'], { env })
    unlockKeyring(begin, env)
    return { env, home, stop }
  } catch (error) {
    stop()
    throw error
  }
}

/** The first line that the program writes to that descriptor. */
function firstLine(child, stream, what) {
  return new Promise((resolve, reject) => {
    let text = ''
    stream.setEncoding('utf8')
    stream.on('data', (chunk) => {
      text += chunk
      if (text.includes('\n')) resolve(text.split('\n')[0])
    })
    child.on('error', () => reject(new Stop(`${what} is missing: run npm test once as root, or install it.`)))
    child.on('exit', () => reject(new Stop(`${what} ended at once.`)))
  })
}

async function startX(begin, width, height) {
  const args = ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset']
  const server = begin('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  return `:${await firstLine(server, server.stdio[3], 'Xvfb')}`
}

async function startBus(begin, env) {
  const bus = begin('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return firstLine(bus, bus.stdout, 'dbus-daemon')
}

/** A new keyring, unlocked with a password that nobody needs again. */
function unlockKeyring(begin, env) {
  const daemon = spawnSync('gnome-keyring-daemon', ['--unlock', '--components=secrets', '--daemonize'], {
    env,
    input: 'demo',
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  if (daemon.error)
    throw new Stop('gnome-keyring-daemon is missing: run npm test once as root, or install it.')
  const pid = spawnSync('pgrep', ['-n', '-f', 'gnome-keyring-daemon --unlock'], {
    encoding: 'utf8',
  }).stdout.trim()
  if (pid !== '') begin('tail', [`--pid=${pid}`, '-f', '/dev/null'])
}
