import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fallbackElectron } from './electron-fallback.mjs'
import { at, cacheFolder } from './place.mjs'
import { attempt } from './run.mjs'
import { say, Stop } from './say.mjs'

/** How long the one attempt a day to fetch the declared Electron may take. */
const FETCH_LIMIT_MS = 180_000

/**
 * The Electron executable that start, tests and bench all use: the one named in VOCOM_BAR_ELECTRON, else the declared
 * one where it can be had, else the pinned fallback (Linux x64), else one sentence.
 */
export function electronExecutable() {
  const named = process.env.VOCOM_BAR_ELECTRON
  if (named) {
    if (!existsSync(named)) throw new Stop(`VOCOM_BAR_ELECTRON names ${named}, which does not exist.`)
    return named
  }
  if (!existsSync(at('node_modules', 'electron', 'package.json'))) {
    throw new Stop('The packages are not installed: run npm ci.')
  }
  return declared() ?? fetchDeclared() ?? fallbackElectron()
}

const declaredVersion = () =>
  JSON.parse(readFileSync(at('node_modules', 'electron', 'package.json'), 'utf8')).version

/** The executable of the declared Electron, if its binary has been fetched whole. */
function declared() {
  const marker = at('node_modules', 'electron', 'dist', 'version')
  const pointer = at('node_modules', 'electron', 'path.txt')
  if (!existsSync(pointer) || !existsSync(marker)) return undefined
  if (readFileSync(marker, 'utf8').trim().replace(/^v/, '') !== declaredVersion()) return undefined
  const executable = at('node_modules', 'electron', 'dist', readFileSync(pointer, 'utf8').trim())
  return existsSync(executable) ? executable : undefined
}

/** Tries Electron's own fetch step (it checks what it fetched), and remembers for the day that it could not. */
function fetchDeclared() {
  const version = declaredVersion()
  const memory = join(cacheFolder(), `electron-${version}-not-fetched`)
  const today = new Date().toISOString().slice(0, 10)
  if (existsSync(memory) && readFileSync(memory, 'utf8') === today) return undefined
  say(`Fetching Electron ${version}…`)
  const done = attempt(process.execPath, [at('node_modules', 'electron', 'install.js')], {
    limitMs: FETCH_LIMIT_MS,
  })
  const executable = done.code === 0 ? declared() : undefined
  if (executable !== undefined) return executable
  // What a cut-short download left must not pass for an Electron.
  rmSync(at('node_modules', 'electron', 'dist'), { recursive: true, force: true })
  writeFileSync(memory, today)
  say(`Electron ${version} could not be fetched from here; it is tried again tomorrow.`)
  return undefined
}
