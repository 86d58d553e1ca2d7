import { app, dialog, type BrowserWindow } from 'electron'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { say } from '../../../shared/i18n/say'
import type { Locale } from '../../../shared/i18n/locale'
import { withEnding } from '../../core/persistence/file-ending'

/** Asks where to save a file; null when the agent cancels. */
export type AskPath = (name: string, format: string) => Promise<string | null>

export function createSaveDialog(windowOf: () => BrowserWindow | undefined, locale: () => Locale): AskPath {
  /** Asks before replacing a file: the dialog only checked the typed name, without the ending that was added. */
  async function mayReplace(window: BrowserWindow | undefined, path: string): Promise<boolean> {
    const options = {
      type: 'question' as const,
      message: say({ key: 'file_replace', values: { path } }, locale()),
      buttons: [say({ key: 'file_replace_yes' }, locale()), say({ key: 'file_replace_no' }, locale())],
      defaultId: 1,
      cancelId: 1,
    }
    const { response } = await (window === undefined
      ? dialog.showMessageBox(options)
      : dialog.showMessageBox(window, options))
    return response === 0
  }

  return async (name, format) => {
    const window = windowOf()
    const options = {
      defaultPath: join(app.getPath('documents'), `${name}.${format}`),
      filters: [{ name: format.toUpperCase(), extensions: [format] }],
      // Windows and macOS always ask; GTK would replace a file without asking.
      properties: ['showOverwriteConfirmation' as const],
    }
    const { canceled, filePath } = await (window === undefined
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(window, options))
    if (canceled || filePath === '') return null
    const path = withEnding(filePath, format)
    if (path !== filePath && existsSync(path) && !(await mayReplace(window, path))) return null
    return path
  }
}
