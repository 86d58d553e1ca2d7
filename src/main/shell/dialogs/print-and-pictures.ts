import type { BrowserWindow } from 'electron'
import { fileOutcome } from '../../core/persistence/file-outcome'
import type { PageOutput } from '../../core/kernel/ports'
import type { AskPath } from './save-dialog'
import { writeWhole } from '../storage/whole-file'

type WindowOf = () => BrowserWindow | undefined

/** Saves charts as pictures, and prints the whole window. */
export const createPageOutput = (windowOf: WindowOf, askPath: AskPath): PageOutput => ({
  picture: async (name, area) => {
    const window = windowOf()
    const path = window === undefined ? null : await askPath(name, 'png')
    if (window === undefined || path === null) return { ok: true }
    const writing = window.webContents.capturePage(area).then((image) => writeWhole(path, image.toPNG()))
    return fileOutcome(path, writing)
  },
  print: () => windowOf()?.webContents.print(),
})
