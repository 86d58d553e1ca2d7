import { dialog, type BrowserWindow } from 'electron'
import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { fileOutcome } from '../../core/persistence/file-outcome'
import type { TextExchange } from '../../core/kernel/ports'
import type { AskPath } from './save-dialog'
import { writeWhole } from '../storage/whole-file'

/** A larger file is no settings file. Bytes. */
const LARGEST = 256 * 1024

/** Reads and writes files that the agent chooses in the system's dialogs. */
export function createTextExchange(
  windowOf: () => BrowserWindow | undefined,
  askPath: AskPath,
): TextExchange {
  return {
    save: async (name, text) => {
      const format = extname(name).slice(1)
      const path = await askPath(basename(name, `.${format}`), format)
      return path === null ? { ok: true } : fileOutcome(path, writeWhole(path, text))
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
