import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, lstatSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** `userData`: settings and state; `scratch`: everything else. The same folder if it can be written. */
export type Folders = { readonly userData: string; readonly scratch: string }

/** A folder that only this user can enter, and the folders before it that belong to somebody else. */
export type Private = { readonly folder: string; readonly taken: readonly string[] }

/** A short name for a user-data directory, whose path can be longer than a socket's path may be. */
export const nameOf = (userData: string): string =>
  createHash('sha256').update(userData).digest('hex').slice(0, 16)

/** A socket's path in this folder may have at most 104 bytes. */
const LONGEST_FOLDER = 80

const userId = (): string => String(process.getuid?.() ?? userInfo().username)

/**
 * Folders for files that last no longer than the session, the best first. Under a service, cron or ssh the variable
 * that the desktop sets is often missing, so its usual folder is also tried.
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

/** The first of those folders that belongs to this user, or a new one. */
export function runtimeFolder(): Private {
  const taken: string[] = []
  for (const folder of runtimePlaces()) {
    const state = madeOrTaken(folder)
    if (state === 'ours') return { folder, taken }
    if (state === 'taken') taken.push(folder)
  }
  return { folder: mkdtempSync(join(tmpdir(), 'vocom-bar-')), taken }
}

/** `ours`: a folder of this user, not a link, that nobody else can enter. It is created when nothing is there. */
function madeOrTaken(folder: string): 'ours' | 'taken' | 'impossible' {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return 'impossible'
  }
  const found = lstatSync(folder)
  if (!found.isDirectory()) return 'taken'
  if (process.getuid === undefined) return 'ours'
  // Checked before the permissions, because root may change those of anybody's folder.
  if (found.uid !== process.getuid()) return 'taken'
  if ((found.mode & 0o077) !== 0) chmodSync(folder, 0o700)
  return 'ours'
}

/**
 * Where Chromium keeps its own files (lock, profile, log): the user-data directory or, if that cannot be written, a
 * folder in the session's. In a read-only folder Chromium would believe that another bar holds the lock.
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
