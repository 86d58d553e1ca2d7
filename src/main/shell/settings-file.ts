import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keptFiles } from '../core/kept-files'
import type { Logger } from '../core/ports'
import type { SettingsFile } from '../core/settings-store'

export type OpenedSettings = SettingsFile & {
  /** The file was damaged; a copy of it was kept, and the defaults are in use. */
  readonly damaged: boolean
}

/** `settings.json` in the user-data directory. Opening never fails: what cannot be read is set aside. */
export function openSettingsFile(directory: string, log: Logger): OpenedSettings {
  const path = join(directory, keptFiles.settings)
  const { tree, damaged } = readTree(path)
  if (damaged) quarantine(path, log)
  return {
    damaged,
    read: () => tree,
    // Loaded with the first change: most runs only read.
    write: async (next) => {
      const { default: Store } = await import('electron-store')
      const store = new Store<Record<string, unknown>>({
        name: 'settings',
        cwd: directory,
        accessPropertiesByDotNotation: false,
        clearInvalidConfig: true,
      })
      store.store = next
    },
  }
}

function readTree(path: string): { tree: unknown; damaged: boolean } {
  if (!existsSync(path)) return { tree: {}, damaged: false }
  try {
    const tree: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
    const damaged = typeof tree !== 'object' || tree === null || Array.isArray(tree)
    return { tree: damaged ? {} : tree, damaged }
  } catch {
    return { tree: {}, damaged: true }
  }
}

function quarantine(path: string, log: Logger): void {
  try {
    copyFileSync(path, `${path}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`)
  } catch (error) {
    log.error('no copy of the damaged settings', error)
  }
}
