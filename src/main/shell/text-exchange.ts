import { app, dialog, type BrowserWindow } from 'electron'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileOutcome } from '../core/file-outcome'
import type { TextExchange } from '../core/ports'

/** A settings file is small; anything else is some other file. */
const LARGEST = 256 * 1024

/** Files that the agent chooses, by the system's own dialogs. */
export function createTextExchange(windowOf: () => BrowserWindow | undefined): TextExchange {
  return {
    save: async (name, text) => {
      const options = { defaultPath: join(app.getPath('documents'), name) }
      const window = windowOf()
      const { canceled, filePath } = await (window === undefined
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(window, options))
      if (canceled || filePath === '') return { ok: true }
      return fileOutcome(filePath, writeFile(filePath, text, { mode: 0o600 }))
    },
    open: async () => {
      const options = { properties: ['openFile' as const], filters: [{ name: 'JSON', extensions: ['json'] }] }
      const window = windowOf()
      const { filePaths } = await (window === undefined
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options))
      const [path] = filePaths
      if (path === undefined) return null
      try {
        return (await stat(path)).size > LARGEST ? '' : await readFile(path, 'utf8')
      } catch {
        return ''
      }
    },
  }
}
