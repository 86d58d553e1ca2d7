import { dialog, type BrowserWindow } from 'electron'
import type { CaFilePorts } from '../../core/settings/ca-file'
import { holdsCertificates } from '../pabx/system-trust'

/** Lets the agent choose the company's file of certificates in the system's file dialog. */
export const caDialog = (windowOf: () => BrowserWindow | undefined): CaFilePorts => ({
  ask: async () => {
    const options = {
      properties: ['openFile' as const],
      filters: [{ name: 'PEM', extensions: ['pem', 'crt', 'cer'] }],
    }
    const window = windowOf()
    const { filePaths } = await (window === undefined
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options))
    return filePaths[0] ?? null
  },
  isReadable: holdsCertificates,
})
