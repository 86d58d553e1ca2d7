import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from './lib/build.mjs'
import { isCompanionKeyNamed } from './lib/companion-key.mjs'
import { packCompanion } from './lib/companion-packages.mjs'
import { makeDeb } from './lib/deb.mjs'
import { electronExecutable } from './lib/electron.mjs'
import { collectLicences } from './lib/licences.mjs'
import { at } from './lib/place.mjs'
import { run } from './lib/run.mjs'
import { main, say, Stop } from './lib/say.mjs'
import { feedText, publicKeysOf } from './lib/updates.mjs'

/*
 * npm run dist: installers for the system it runs on, into dist/. Where the tools for them cannot be
 * fetched, a Linux makes the unpacked app and a .deb all the same, and says what was left out.
 */

const builder = at('node_modules', 'electron-builder', 'out', 'cli', 'cli.js')
const config = at('electron-builder.config.mjs')

await main(async () => {
  const keys = publicKeysOf(process.env.VOCOM_BAR_UPDATE_PUBLIC_KEY)
  const isRelease = Boolean(process.env.VOCOM_BAR_RELEASE)
  if (isRelease && keys.length === 0)
    throw new Stop('A release needs VOCOM_BAR_UPDATE_PUBLIC_KEY: see docs/deploy.md.')
  // With a key of this computer, browsers would not know the extension of the next release.
  if (isRelease && !isCompanionKeyNamed())
    throw new Stop('A release needs VOCOM_BAR_COMPANION_PUBLIC_KEY: see docs/deploy.md.')
  build()
  say(`${collectLicences().length} third-party licences collected.`)
  const declared = JSON.parse(readFileSync(at('node_modules', 'electron', 'package.json'), 'utf8')).version
  const electron = electronExecutable()
  const version = readFileSync(join(dirname(electron), 'version'), 'utf8')
    .trim()
    .replace(/^v/, '')
  rmSync(at('dist'), { recursive: true, force: true })
  mkdirSync(at('dist'))
  writeSbom()

  for (const name of packCompanion()) say(`dist/companion/${name}`)

  if (isRelease && version !== declared)
    throw new Stop(`A release carries Electron ${declared}, and this machine has ${version}.`)
  if (version === declared) {
    run(process.execPath, [builder, '--publish', 'never', '--config', config], {
      cwd: at(),
      what: 'Packaging',
    })
    if (process.platform === 'linux') await addDeb(version)
  } else {
    say(
      `This machine has Electron ${version} instead of ${declared}: the package is for trying out, not for release.`,
    )
    unpacked(electron, version)
    await addDeb(version)
    say(
      'Left out: AppImage and rpm (their tools are fetched from elsewhere); Windows and macOS (built on those systems).',
    )
  }
  for (const name of readdirSync(at('dist')))
    if (statSync(at('dist', name)).isFile())
      say(`dist/${name}  ${Math.round(statSync(at('dist', name)).size / 1e5) / 10} MB`)
  say(`Carries Electron ${version}.`)
  if (!isCompanionKeyNamed())
    say(
      'The browser extension has a key of this computer: VOCOM_BAR_COMPANION_KEY is not set (see docs/deploy.md).',
    )
  if (keys.length === 0) say('Takes no updates: VOCOM_BAR_UPDATE_PUBLIC_KEY is not set (see docs/deploy.md).')
})

/** The .deb, and a feed that names it beside the packages which electron-builder has made. */
async function addDeb(electron) {
  const suffix = process.arch === 'x64' ? '' : `-${process.arch}`
  await makeDeb({ source: at('dist', `linux${suffix}-unpacked`), electron })
  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'))
  const packages = readdirSync(at('dist')).filter((name) => /\.(AppImage|deb|rpm)$/.test(name))
  writeFileSync(at('dist', `latest-linux${suffix}.yml`), feedText(at('dist'), version, packages))
}

/** The app beside its runtime, ready to run, without an installer. */
function unpacked(electron, version) {
  const stage = at('dist', '.electron')
  // Links, not copies: the packager copies what it takes. The development loader is not part of the app.
  run('cp', ['-al', dirname(electron), stage], { what: 'Staging Electron' })
  rmSync(join(stage, 'resources', 'app'), { recursive: true, force: true })
  // The snapshot of another program, which the fuses keep from being read.
  rmSync(join(stage, 'browser_v8_context_snapshot.bin'), { force: true })
  const flags = [`-c.electronDist=${stage}`, `-c.electronVersion=${version}`]
  run(process.execPath, [builder, '--linux', 'dir', '--publish', 'never', '--config', config, ...flags], {
    cwd: at(),
    what: 'Packaging',
  })
  rmSync(stage, { recursive: true, force: true })
}

/** What the app is made of, as CycloneDX, from the lock file. */
function writeSbom() {
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']
  writeFileSync(at('dist', 'sbom.cdx.json'), run('npm', words, { cwd: at(), what: 'The bill of materials' }))
}
