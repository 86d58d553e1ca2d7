import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attempt } from './run.mjs'
import { startService } from './service.mjs'
import { Stop } from './say.mjs'

/**
 * A private desktop that nobody sees: X server, window manager, session bus and an unlocked keyring, with a home folder
 * of its own. The tour, the end-to-end tests and the bench run in one.
 *
 * With `user` (`{ uid, gid }`, as root only) all of it belongs to that ordinary user. With `keyring: false` there is no
 * keyring until `startKeyring()`, and the bus starts none by itself.
 * @returns {Promise<Desktop>} its `env` is all that a program needs to run there, with `unmanaged` beside it for a bar that is not installed; `stop()` ends every part of it
 */
export async function startDesktop({ width = 1280, height = 800, user, keyring = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'vocom-desktop-'))
  const home = join(folder, 'home')
  const runtime = join(folder, 'run')
  const authority = join(folder, 'Xauthority')
  mkdirSync(join(home, '.local', 'share', 'keyrings'), { recursive: true })
  mkdirSync(runtime)
  chmodSync(runtime, 0o700)
  writeFileSync(authority, magicCookie(), { mode: 0o600 })
  if (user !== undefined) giveTo(user, folder)

  const env = {
    ...inherited(),
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_CURRENT_DESKTOP: 'openbox',
    XAUTHORITY: authority,
    // No accessibility bus, no portals: neither lives on this desktop, and Chromium would wait for them.
    NO_AT_BRIDGE: '1',
    GTK_USE_PORTAL: '0',
  }
  const services = []
  const begin = (program, args, options) => {
    const service = startService(program, args, { env, user, ...options })
    services.unshift(service)
    return service
  }
  const stop = async () => {
    for (const service of services) await service.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }

  try {
    const screen = [
      '-screen',
      '0',
      `${width}x${height}x24`,
      '-auth',
      authority,
      '-nolisten',
      'tcp',
      '-noreset',
    ]
    const server = begin('Xvfb', ['-displayfd', '3', ...screen])
    env.DISPLAY = `:${await server.firstLine}`

    const address = `unix:path=${join(runtime, 'bus')}`
    const busConfig = join(folder, 'bus.conf')
    writeFileSync(busConfig, BUS_WITHOUT_SERVICES, { mode: 0o644 })
    const bus = begin('dbus-daemon', [
      keyring ? '--session' : `--config-file=${busConfig}`,
      '--nofork',
      '--nopidfile',
      `--address=${address}`,
      '--print-address=3',
    ])
    await bus.firstLine
    env.DBUS_SESSION_BUS_ADDRESS = address

    const manager = begin('openbox', ['--sm-disable'])
    await manager.until(() => rootProperty('_NET_SUPPORTING_WM_CHECK', { env, user }).includes('window id'))
    const startKeyring = async () => {
      const daemon = begin('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
        input: 'demo',
      })
      await daemon.until(() => busHasOwner('org.freedesktop.secrets', { env, user }))
      return daemon
    }
    if (keyring) await startKeyring()
    return { env, unmanaged: unmanaged(folder), display: env.DISPLAY, folder, home, startKeyring, stop }
  } catch (error) {
    await stop()
    throw error instanceof Stop ? new Stop(`The virtual desktop did not start: ${error.message}`) : error
  }
}

/** The company's policy of this computer is not that of a bar which is tried out: one that says nothing is named instead. */
function unmanaged(folder) {
  if (!existsSync('/etc/vocom-bar/policy.json')) return {}
  const file = join(folder, 'no-policy.json')
  writeFileSync(file, '{}', { mode: 0o644 })
  return { VOCOM_BAR_POLICY: file }
}

/** As the ordinary session bus, but it starts no keyring when somebody asks for one. */
const BUS_WITHOUT_SERVICES = `<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>`

/** What the desktop takes over from outside: nothing that names another display, bus, home or proxy. */
function inherited() {
  const kept = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'CI']
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
}

/** An X authority file with one random key, valid for whatever display number the server finds free. */
function magicCookie() {
  const ANY_HOST = 0xffff
  const field = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes])
  const parts = [Buffer.alloc(0), Buffer.alloc(0), Buffer.from('MIT-MAGIC-COOKIE-1'), randomBytes(16)]
  return Buffer.concat([Buffer.from([ANY_HOST >> 8, ANY_HOST & 0xff]), ...parts.map(field)])
}

function giveTo({ uid, gid }, folder) {
  const names = [
    '',
    'home',
    'home/.local',
    'home/.local/share',
    'home/.local/share/keyrings',
    'run',
    'Xauthority',
  ]
  for (const name of names) chownSync(join(folder, name), uid, gid)
}

function rootProperty(name, how) {
  return attempt('xprop', ['-root', name], how).stdout
}

function busHasOwner(name, how) {
  const call = ['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus']
  const { stdout } = attempt(
    'dbus-send',
    [...call, 'org.freedesktop.DBus.NameHasOwner', `string:${name}`],
    how,
  )
  return stdout.includes('true')
}
