import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { hostManifest } from './companion-packages.mjs'
import { putLauncher } from './launcher.mjs'
import { at } from './place.mjs'
import { run } from './run.mjs'
import { say } from './say.mjs'

const sizes = [16, 24, 32, 48, 64, 128, 256, 512]
const schemes = ['vocom-bar', 'tel', 'callto', 'sip']

/**
 * Libraries that the program loads and the packager does not know of. libasound2 is called libasound2t64 in newer systems, where
 * another package provides the old name without a version, and not all that is in the library: hence the version.
 */
const LOADS = ['libsecret-1-0', 'libasound2 (>= 1.0.17) | libasound2t64']

/** The packager's own steps, in its order. */
const STEPS = [
  'generateDefaults',
  'generateOptions',
  'createStagingDir',
  'createContents',
  'createPackage',
  'movePackage',
]

/** Where each browser looks for native-messaging hosts of all users. Brave looks where Chromium does. */
const HOSTS = ['opt/chrome', 'chromium', 'opt/edge'].map((place) =>
  join('etc', place, 'native-messaging-hosts', 'vocom_bar.json'),
)
const RELAY = '/usr/lib/vocom-bar/vocom-bar-relay'

/** The packager puts everything into one folder; the browsers want to be told of the relay in theirs. */
const withHosts = (Installer) =>
  class extends Installer {
    get contentFunctions() {
      return [...super.contentFunctions, 'createHosts']
    }

    createHosts() {
      if (!existsSync(join(this.options.src, basename(RELAY)))) return
      for (const path of HOSTS) {
        mkdirSync(join(this.stagingDir, dirname(path)), { recursive: true, mode: 0o755 })
        writeFileSync(join(this.stagingDir, path), hostManifest(RELAY), { mode: 0o644 })
      }
    }
  }

const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64'

/** Tells the updater which kind of package it has to exchange, and where its downloads go. */
function describeForUpdates(folder) {
  const resources = join(folder, 'resources')
  writeFileSync(join(resources, 'package-type'), 'deb')
  writeFileSync(join(resources, 'app-update.yml'), 'updaterCacheDirName: vocom-bar-updater\n')
}

/**
 * A .deb of that unpacked app: menu entry, links, icons at every size; uninstalled it leaves user data only. Made here for
 * releases as well, so that the package which is tested is the one which is shipped.
 */
export async function makeDeb({ source, electron }) {
  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'))
  const name = `vocom-bar-${version}-linux-${architecture}.deb`
  writeFileSync(join(source, 'version'), electron)
  copyFileSync(at('LICENSE'), join(source, 'LICENSE'))
  putLauncher(source)
  describeForUpdates(source)
  // Whatever the umask of this machine was: nobody but root writes to what is installed.
  run('chmod', ['-R', 'u+w,go-w,a+rX', source], { what: 'Setting the rights of the files' })
  // dpkg's own 9 takes more than twice as long, for half a percent.
  process.env.DPKG_DEB_COMPRESSOR_LEVEL ??= '6'
  const { default: debian } = await import('electron-installer-debian')
  say('Making the .deb…')
  const installer = new (withHosts(debian.Installer))({
    src: source,
    dest: at('dist'),
    arch: architecture,
    options: {
      name: 'vocom-bar',
      productName: 'Vocom Bar',
      genericName: 'Call control',
      section: 'net',
      bin: 'vocom-bar',
      categories: ['Network', 'Telephony'],
      depends: LOADS,
      mimeType: schemes.map((scheme) => `x-scheme-handler/${scheme}`),
      icon: Object.fromEntries(
        sizes.map((size) => [`${size}x${size}`, at('resources', 'icons', `${size}x${size}.png`)]),
      ),
      desktopTemplate: at('resources', 'vocom-bar.desktop.ejs'),
      // The best ratio takes two minutes; this one a quarter of one, and every dpkg reads it.
      compression: 'gzip',
    },
    rename: (dest) => join(dest, name),
    logger: () => undefined,
  })
  try {
    for (const step of STEPS) await installer[step]()
  } catch (error) {
    throw new Error(`The .deb could not be made: ${error.message.split('\n')[0]}`, { cause: error })
  }
  return name
}
