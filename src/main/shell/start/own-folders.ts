import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, lstatSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** Where settings and state lie, and where all the rest goes: the same folder, if it can be written. */
export type Folders = { readonly userData: string; readonly scratch: string }

/** A folder that this user alone can enter, and those in its place that belong to somebody else. */
export type Private = { readonly folder: string; readonly taken: readonly string[] }

/** A short name for whatever belongs to one user-data directory: that path itself can be longer than a socket's may be. */
export const nameOf = (userData: string): string =>
  createHash('sha256').update(userData).digest('hex').slice(0, 16)

/** The path of a socket in it may have 104 bytes. */
const LONGEST_FOLDER = 80

const userId = (): string => String(process.getuid?.() ?? userInfo().username)

/**
 * Where what lasts no longer than the session may lie, the best place first. A bar that a service has started, cron and
 * ssh often lack the variable that the desktop sets: the folder that it would name is looked for without it.
 */
export function runtimePlaces(): readonly string[] {
  const named = process.env['XDG_RUNTIME_DIR'] ?? ''
  const bases = [
    ...(isAbsolute(named) ? [named] : []),
    ...(process.platform === 'linux' ? [join('/run/user', userId())] : []),
    tmpdir(),
  ]
  const places = [...new Set(bases)].map((base) => join(base, `vocom-bar-${userId()}`))
  return places.filter((place) => Buffer.byteLength(place) <= LONGEST_FOLDER)
}

/** The first of those places that is this user's, or a new folder where none can be. */
export function runtimeFolder(): Private {
  const taken: string[] = []
  for (const folder of runtimePlaces()) {
    const state = madeOrTaken(folder)
    if (state === 'ours') return { folder, taken }
    if (state === 'taken') taken.push(folder)
  }
  return { folder: mkdtempSync(join(tmpdir(), 'vocom-bar-')), taken }
}

/** Ours is a folder of this user, not a link, that nobody else can enter; it is made where nothing is. */
function madeOrTaken(folder: string): 'ours' | 'taken' | 'impossible' {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return 'impossible'
  }
  const found = lstatSync(folder)
  if (!found.isDirectory()) return 'taken'
  if (process.getuid === undefined) return 'ours'
  // Root may change the rights of anybody's folder: whose it is comes first.
  if (found.uid !== process.getuid()) return 'taken'
  if ((found.mode & 0o077) !== 0) chmodSync(folder, 0o700)
  return 'ours'
}

/**
 * Where Chromium may keep its own things (its lock, its profile, the log): the user-data directory, or one beside it in
 * the session's folder where that cannot be written. Chromium itself would take it for locked by another bar.
 */
export function writableFolder(userData: string): string {
  try {
    mkdirSync(userData, { recursive: true, mode: 0o700 })
    accessSync(userData, constants.W_OK)
    return userData
  } catch {
    return spareFolder(userData)
  }
}

function spareFolder(userData: string): string {
  const folder = join(runtimeFolder().folder, nameOf(userData))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}
