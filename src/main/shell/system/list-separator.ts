import { app } from 'electron'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { listSeparatorOf, localeOfEnvironment } from '../../core/reports/files/list-separator'
import type { Separator } from '../../../shared/reports/separator'

const run = promisify(execFile)

/** The separator that this computer's spreadsheets expect in a CSV file; null when the system does not say. */
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

/** The setting under "Region, Additional settings", which Excel uses instead of the language. */
async function listOfWindows(): Promise<string | null> {
  try {
    const query = ['query', 'HKCU\\Control Panel\\International', '/v', 'sList']
    const { stdout } = await run('reg.exe', query, { timeout: 2_000, windowsHide: true })
    return /sList\s+REG_SZ\s+(\S)/.exec(stdout)?.[1] ?? null
  } catch {
    return null
  }
}
