import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const isNamed = (): boolean => (process.env['VOCOM_BAR_POLICY'] ?? '') !== ''

/** Where IT puts the managed policy on this system. */
function policyPath(): string {
  if (isNamed()) return process.env['VOCOM_BAR_POLICY'] ?? ''
  if (process.platform === 'win32')
    return join(process.env['ProgramData'] ?? 'C:\\ProgramData', 'Vocom Bar', 'policy.json')
  if (process.platform === 'darwin') return '/Library/Application Support/Vocom Bar/policy.json'
  return '/etc/vocom-bar/policy.json'
}

/** The managed policy; an unreadable one counts as empty, and is told. */
export function readPolicy(): { readonly tree: unknown; readonly unreadable: boolean } {
  const path = policyPath()
  try {
    // None is usual; one that somebody named and that is not there is not.
    if (!isNamed() && !existsSync(path)) return { tree: {}, unreadable: false }
    return {
      tree: JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as unknown,
      unreadable: false,
    }
  } catch {
    return { tree: {}, unreadable: true }
  }
}
