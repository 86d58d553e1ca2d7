import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { keptFiles } from '../../core/persistence/kept-files'
import type { Logger } from '../../core/kernel/ports'
import type { SettingsFile } from '../../core/settings/settings-store'
import { writeOwn } from './own-file'

export type OpenedSettings = SettingsFile & {
  /** The file was damaged: a copy was stored, and the defaults are in use. */
  readonly damaged: boolean
}

/** Opens `settings.json` in the user-data directory. Never fails: a file that cannot be read is set aside. */
export function openSettingsFile(directory: string, log: Logger): OpenedSettings {
  const path = join(directory, keptFiles.settings)
  const { tree, damaged } = readTree(path)
  if (damaged) quarantine(path, log)
  return {
    damaged,
    read: () => tree,
    // Loaded with the first change, because most runs only read.
    write: async (next) => {
      const { default: Store } = await import('electron-store')
      const store = new Store<Record<string, unknown>>({
        name: 'settings',
        cwd: directory,
        accessPropertiesByDotNotation: false,
        clearInvalidConfig: true,
        configFileMode: 0o600,
      })
      store.store = next
    },
  }
}

function readTree(path: string): { tree: unknown; damaged: boolean } {
  if (!existsSync(path)) return { tree: {}, damaged: false }
  try {
    const tree: unknown = JSON.parse(
      readAgain(path)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    )
    const damaged = typeof tree !== 'object' || tree === null || Array.isArray(tree)
    return { tree: damaged ? {} : tree, damaged }
  } catch {
    return { tree: {}, damaged: true }
  }
}

/**
 * Pauses between attempts to read a file that is briefly unavailable. The start waits, because nothing is shown yet.
 * Milliseconds.
 */
const READ_AGAIN_AFTER_MS = [20, 60, 120]

function readAgain(path: string): Buffer {
  for (const pause of READ_AGAIN_AFTER_MS)
    try {
      return readFileSync(path)
    } catch {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
    }
  return readFileSync(path)
}

/** How many copies are kept. A file that was already copied is not copied again. */
const COPIES = 3
const COPY = 'settings.json.damaged-'

function quarantine(path: string, log: Logger): void {
  const folder = dirname(path)
  const copyPath = join(folder, `${COPY}${new Date().toISOString().replace(/[:.]/g, '-')}`)
  try {
    const text = contentOf(path)
    if (text === null) {
      // The next save would overwrite the unreadable file.
      renameSync(path, copyPath)
      return
    }
    // Their names contain the time, so sorting puts them in order.
    const copies = readdirSync(folder)
      .filter((name) => name.startsWith(COPY))
      .sort()
      .map((name) => join(folder, name))
    if (copies.some((copy) => contentOf(copy)?.equals(text))) return
    writeOwn(copyPath, text)
    for (const old of copies.slice(0, Math.max(0, copies.length - COPIES + 1))) rmSync(old, { force: true })
  } catch (error) {
    log.error('no copy of the damaged settings', error)
  }
}

function contentOf(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch {
    return null
  }
}
