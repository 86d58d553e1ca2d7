import { app, dialog, type BrowserWindow } from 'electron'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileOutcome } from '../core/file-outcome'
import type { Paper } from '../core/ports'

type WindowOf = () => BrowserWindow | undefined

/** Asks where a file is to go; null where the agent thinks better of it. */
export async function askPath(windowOf: WindowOf, name: string, format: string): Promise<string | null> {
  const window = windowOf()
  const options = {
    defaultPath: join(app.getPath('documents'), `${name}.${format}`),
    filters: [{ name: format.toUpperCase(), extensions: [format] }],
  }
  const { canceled, filePath } = await (window === undefined
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options))
  return canceled || filePath === '' ? null : filePath
}

/** Charts as pictures, and the whole window on paper. */
export const createPaper = (windowOf: WindowOf): Paper => ({
  picture: async (name, area) => {
    const window = windowOf()
    const path = window === undefined ? null : await askPath(windowOf, name, 'png')
    if (window === undefined || path === null) return { ok: true }
    const writing = window.webContents.capturePage(area).then((image) => writeFile(path, image.toPNG()))
    return fileOutcome(path, writing)
  },
  print: () => windowOf()?.webContents.print(),
})
