import { posix, win32 } from 'node:path'
import type { PolicySystem } from './policy-system'
import { isOnlyAdministrators } from './security-descriptor'

/*
 * Whether only root or an administrator can write a file: neither the file nor a folder on the way to it, in which it
 * could be replaced, may be writable by others.
 */

/** Administrators' group on macOS. */
const MAC_ADMIN = 80

export async function isTrusted(system: PolicySystem, path: string): Promise<boolean> {
  const notation = system.platform === 'win32' ? win32 : posix
  const way = wayTo(path, (step) => notation.dirname(step))
  for (const [index, step] of way.entries()) {
    const entry = await system.look(step)
    const isLast = index === way.length - 1
    if (entry?.kind !== (isLast ? 'file' : 'folder')) return false
    if (system.platform === 'win32') continue
    if (entry.uid !== 0 || (entry.mode & 0o002) !== 0) return false
    const isAdministrators = system.platform === 'darwin' && entry.gid === MAC_ADMIN
    if ((entry.mode & 0o020) !== 0 && !isAdministrators) return false
  }
  if (system.platform === 'win32') return isTrustedOnWindows(system, way)
  return system.platform !== 'darwin' || isTrustedOnMac(system, way)
}

/** The root first, the file last. */
function wayTo(path: string, dirname: (path: string) => string): readonly string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [...wayTo(parent, dirname), path]
}

/**
 * PowerShell answers with security descriptors in a fixed notation (SDDL), so no account name in the system's language
 * has to be read.
 */
async function isTrustedOnWindows(system: PolicySystem, way: readonly string[]): Promise<boolean> {
  const paths = way.map((path) => `'${path.replaceAll("'", "''")}'`).join(',')
  const script = `${paths} | ForEach-Object { (Get-Acl -LiteralPath $_).Sddl }`
  const program = win32.join(system.systemRoot, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe')
  const encoded = Buffer.from(script, 'utf16le').toString('base64')
  const output = await system.run(program, ['-NoProfile', '-NonInteractive', '-EncodedCommand', encoded])
  const descriptors = output.split(/\r?\n/).filter((line) => line.trim() !== '')
  return (
    descriptors.length === way.length &&
    descriptors.every((text, index) =>
      isOnlyAdministrators(text.trim(), index === way.length - 1 ? 'file' : 'folder'),
    )
  )
}

const macWrites =
  /\b(write|append|delete|delete_child|add_file|add_subdirectory|writeattr|writeextattr|writesecurity|chown)\b/

/** A file's mode does not show the access lists of macOS. */
async function isTrustedOnMac(system: PolicySystem, way: readonly string[]): Promise<boolean> {
  const output = await system.run('/bin/ls', ['-lde', ...way])
  const entries = output.split('\n').filter((line) => /^\s+\d+: /.test(line))
  return entries.every((line) => {
    const [, who = '', rights = ''] = /^\s+\d+: (.+?) (?:inherited )?allow (.+)$/.exec(line) ?? []
    return !macWrites.test(rights) || ['user:root', 'group:admin', 'group:wheel'].includes(who)
  })
}
