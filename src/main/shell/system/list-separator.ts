import { app } from 'electron'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { listSeparatorOf, localeOfEnvironment } from '../../core/reports/files/list-separator'
import type { Separator } from '../../../shared/reports/separator'

const run = promisify(execFile)

/** What this computer's spreadsheets expect between the cells of a CSV file; null where the system does not say. */
export async function listSeparator(): Promise<Separator | null> {
  switch (process.platform) {
    case 'win32':
      return listSeparatorOf({ list: await listOfWindows(), locale: app.getSystemLocale() })
    case 'darwin':
      return listSeparatorOf({ list: null, locale: app.getSystemLocale() })
    default:
      return listSeparatorOf({ list: null, locale: localeOfEnvironment(process.env) })
  }
}

/** From "Region, Additional settings"; Excel goes by it, and not by the language. */
async function listOfWindows(): Promise<string | null> {
  try {
    const asked = ['query', 'HKCU\\Control Panel\\International', '/v', 'sList']
    const { stdout } = await run('reg.exe', asked, { timeout: 2_000, windowsHide: true })
    return /sList\s+REG_SZ\s+(\S)/.exec(stdout)?.[1] ?? null
  } catch {
    return null
  }
}
