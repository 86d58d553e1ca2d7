import { randomBytes } from 'node:crypto'
import { chmodSync, lstatSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes a small file that only the agent can read, synchronously: under another name beside it, then renamed. Throws
 * when it cannot.
 */
export function writeOwn(path: string, text: string | Uint8Array, mode = 0o600): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(draft, text, { mode, flag: 'wx' })
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

/** Restricts the bar's files in that folder to the agent. Older versions left some of them readable by others. */
export function closeToOthers(folder: string): void {
  if (process.platform === 'win32') return
  for (const name of names(folder)) if (/\.(json|log)(\.|$)/.test(name)) closeToOther(join(folder, name))
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function closeToOther(path: string): void {
  try {
    const found = lstatSync(path)
    if (found.isFile() && (found.mode & 0o077) !== 0) chmodSync(path, 0o600)
  } catch {
    // The disk stores no permissions, or the file is gone.
  }
}
