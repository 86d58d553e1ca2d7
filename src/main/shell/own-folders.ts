import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** Where settings and state lie, and where all the rest goes: the same folder, if it can be written. */
export type Folders = { readonly userData: string; readonly scratch: string }

/** A short name for whatever belongs to one user-data directory: that path itself can be longer than a socket's may be. */
export const nameOf = (userData: string): string =>
  createHash('sha256').update(userData).digest('hex').slice(0, 16)

/** What lasts no longer than the session, in a folder that only this user can enter; throws where it is not theirs. */
export function runtimeFolder(): string {
  const folder = join(process.env['XDG_RUNTIME_DIR'] ?? tmpdir(), `vocom-bar-${userInfo().uid}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  return folder
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
  try {
    const folder = join(runtimeFolder(), nameOf(userData))
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return folder
  } catch {
    return mkdtempSync(join(tmpdir(), 'vocom-bar-'))
  }
}
