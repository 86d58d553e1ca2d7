import { attempt, has, run } from './run.mjs'
import { say, Stop } from './say.mjs'

/** What Electron itself needs on a bare machine. */
const LIBRARIES = [
  'libasound2',
  'libgbm1',
  'libgtk-3-0',
  'libnotify4',
  'libnss3',
  'libsecret-1-0',
  'libxss1',
  'libxtst6',
  'unzip',
]
/** What the virtual desktop of the tests and the tour is made of, the packaging tools, and what the samples use. */
const DESKTOP = [
  'curl',
  'dbus',
  'dbus-x11',
  'desktop-file-utils',
  'fakeroot',
  'gnome-keyring',
  'imagemagick',
  'libglib2.0-bin',
  'openbox',
  'python3',
  'wmctrl',
  'x11-utils',
  'x11-xserver-utils',
  'xauth',
  'xdg-utils',
  'xdotool',
  'xvfb',
]
/** The compiler of the relay, and what the tests use: a browser for the extension, a screen reader, a sound server. */
const TESTS = [
  'at-spi2-core',
  'chromium',
  'gcc',
  'gir1.2-gtk-3.0',
  'libc6-dev',
  'orca',
  'pulseaudio',
  'pulseaudio-utils',
  'python3-gi',
  'python3-pyatspi',
  'speech-dispatcher',
]
/** The same on a Linux without apt, by program. */
const PROGRAMS = [
  'Xvfb',
  'dbus-daemon',
  'gnome-keyring-daemon',
  'openbox',
  'xdotool',
  'xev',
  'xprop',
  'wmctrl',
  'curl',
  'python3',
]
const TEST_PROGRAMS = ['chromium', 'cc', 'orca', 'parec', 'pulseaudio', 'spd-say']

/**
 * Installs the system's missing packages where it may (root, apt), and says in one line what to run where it may not.
 * Without `desktop` and `tests`, only Electron's own libraries are needed.
 */
export function installSystemPackages({ desktop, tests }) {
  if (process.platform !== 'linux') return
  if (!has('dpkg-query') || !has('apt-get')) {
    const wanted = [...(desktop ? PROGRAMS : []), ...(tests ? TEST_PROGRAMS : [])]
    const missing = wanted.filter((program) => !has(program))
    if (missing.length > 0) {
      throw new Stop(
        `These programs are missing: ${missing.join(', ')}. Install them with your system's package manager.`,
      )
    }
    return
  }
  const missing = missingOf([...LIBRARIES, ...(tests ? TESTS : []), ...(desktop ? DESKTOP : [])])
  if (missing.length === 0) return
  if (process.getuid() !== 0) {
    throw new Stop(
      `Some Debian packages are missing. Run: sudo apt-get install -y ${missing.map(nameHere).join(' ')}`,
    )
  }
  say(`Installing Debian packages: ${missing.join(' ')}…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const what = 'Installing the Debian packages'
  run('apt-get', ['update', '-qq'], { env, what })
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing.map(nameHere)], { env, what })
}

function missingOf(names) {
  // Newer releases call some of these libraries "…t64".
  const asked = names.flatMap((name) => [name, `${name}t64`])
  const { stdout } = attempt('dpkg-query', ['-W', '-f', '${db:Status-Status} ${Package}\n', ...asked])
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.startsWith('installed '))
      .map((line) => line.slice('installed '.length).replace(/t64$/, '')),
  )
  return names.filter((name) => !installed.has(name))
}

/** The name under which this release has the package. */
function nameHere(name) {
  return attempt('apt-cache', ['show', `${name}t64`]).code === 0 ? `${name}t64` : name
}
