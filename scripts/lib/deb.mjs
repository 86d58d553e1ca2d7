import { chmodSync, copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { at } from './place.mjs'
import { say } from './say.mjs'

const sizes = [16, 24, 32, 48, 64, 128, 256, 512]
const schemes = ['vocom-bar', 'tel', 'callto', 'sip']

/** Core dumps would hold the key, which lives in memory only. */
const launcher = `#!/bin/sh
ulimit -c 0
exec "$(dirname "$(readlink -f "$0")")/vocom-bar" "$@"
`

/** Tells the updater which kind of package it has to exchange, and where its downloads go. */
function describeForUpdates() {
  const resources = at('dist', 'linux-unpacked', 'resources')
  writeFileSync(join(resources, 'package-type'), 'deb')
  writeFileSync(join(resources, 'app-update.yml'), 'updaterCacheDirName: vocom-bar-updater\n')
}

/** A .deb of dist/linux-unpacked: menu entry, links, icons at every size; uninstalled it leaves user data only. */
export async function makeDeb({ electron }) {
  const source = at('dist', 'linux-unpacked')
  writeFileSync(at('dist', 'linux-unpacked', 'version'), electron)
  copyFileSync(at('LICENSE'), at('dist', 'linux-unpacked', 'LICENSE'))
  writeFileSync(at('dist', 'linux-unpacked', 'launch'), launcher)
  chmodSync(at('dist', 'linux-unpacked', 'launch'), 0o755)
  describeForUpdates()
  // dpkg's own 9 takes more than twice as long, for half a percent.
  process.env.DPKG_DEB_COMPRESSOR_LEVEL ??= '6'
  const { default: installer } = await import('electron-installer-debian')
  say('Making the .deb…')
  await installer({
    src: source,
    dest: at('dist'),
    arch: process.arch === 'arm64' ? 'arm64' : 'amd64',
    options: {
      name: 'vocom-bar',
      productName: 'Vocom Bar',
      genericName: 'Call control',
      section: 'net',
      bin: 'launch',
      categories: ['Network', 'Telephony'],
      depends: ['libsecret-1-0'],
      mimeType: schemes.map((scheme) => `x-scheme-handler/${scheme}`),
      icon: Object.fromEntries(
        sizes.map((size) => [`${size}x${size}`, at('resources', 'icons', `${size}x${size}.png`)]),
      ),
      // The best ratio takes two minutes; this one a quarter of one, and every dpkg reads it.
      compression: 'gzip',
    },
    rename: (dest, file) => `${dest}/${file}`,
  }).catch((error) => {
    throw new Error(`The .deb could not be made: ${error.message.split('\n')[0]}`)
  })
}
