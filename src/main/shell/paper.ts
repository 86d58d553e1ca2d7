import type { BrowserWindow } from 'electron'
import type { Paper } from '../core/ports'
import type { AskPath } from './save-dialog'
import { writeWhole } from './whole-file'

type WindowOf = () => BrowserWindow | undefined

/** Charts as pictures, and the whole window on paper. */
export const createPaper = (windowOf: WindowOf, askPath: AskPath): Paper => ({
  picture: async (name, area) => {
    const window = windowOf()
    const path = window === undefined ? null : await askPath(name, 'png')
    if (window === undefined || path === null) return { ok: true }
    try {
      await writeWhole(path, (await window.webContents.capturePage(area)).toPNG())
      return { ok: true, sentence: { key: 'file_written', values: { path } } }
    } catch {
      return { ok: false, why: 'failed', sentence: { key: 'file_not_written', values: { path } } }
    }
  },
  print: () => windowOf()?.webContents.print(),
})
