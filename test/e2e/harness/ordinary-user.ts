import { chmodSync, chownSync, cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { startDesktop, type Desktop, type User } from '../../../scripts/lib/desktop.mjs'
import { electronExecutable } from '../../../scripts/lib/electron.mjs'
import { runProgram } from './program'

/** What of this project is needed to run the bar. */
export const barParts = [
  'package.json',
  'out/main',
  'out/preload',
  'out/renderer',
  'resources',
  'node_modules/keytar',
] as const

export type OrdinaryDesktop = {
  readonly desktop: Desktop
  /** Starts Electron as that user; goes where the path of Electron goes. */
  readonly executable: string
  /** Who that is, where it is not the one who runs the tests. */
  readonly user: User | undefined
  /** A folder that the user may write. */
  readonly folder: string
  /** Puts a copy of an app folder where the user can read it, and answers its path. */
  readonly installApp: (source: string, parts: readonly string[]) => string
}

/**
 * A desktop that belongs to an ordinary user, so that Chromium's sandbox can be on. Where the tests run as root that is
 * `nobody`, with a copy of Electron of his own; elsewhere it is the one who runs them.
 */
export async function startOrdinaryDesktop(): Promise<OrdinaryDesktop> {
  const user = process.getuid?.() === 0 ? await nobody() : undefined
  const desktop = await startDesktop({ user })
  const folder = join(desktop.folder, 'shared')
  mkdirSync(folder)
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
  const installApp = (source: string, parts: readonly string[]): string => {
    const target = join(folder, basename(source))
    for (const part of parts)
      cpSync(join(source, part), join(target, part), { recursive: true, dereference: true })
    return target
  }
  const executable = user === undefined ? electronExecutable() : await executableFor(user, folder)
  return { desktop, user, executable, folder, installApp }
}

/** A user of this computer who is not root. */
export async function nobody(): Promise<User> {
  const ask = async (flag: string) =>
    Number((await runProgram('id', [flag, 'nobody'], { env: { PATH: '/usr/bin:/bin' } })).stdout)
  return { uid: await ask('-u'), gid: await ask('-g') }
}

/** Playwright starts a program under its own user only; this small one changes the user and becomes Electron. */
async function executableFor({ uid, gid }: User, folder: string): Promise<string> {
  const copy = join(folder, 'electron')
  // Links where the disk is the same: 372 MB would otherwise be copied.
  const source = dirname(electronExecutable())
  const env = { PATH: '/usr/bin:/bin' }
  const linked = await runProgram('cp', ['-al', source, copy], { env })
  if (linked.code !== 0) await runProgram('cp', ['-a', source, copy], { env, limitMs: 60_000 })
  const become = `--reuid=${uid} --regid=${gid} --clear-groups`
  const script = join(folder, 'as-nobody')
  writeFileSync(script, `#!/bin/sh\nexec setpriv ${become} ${join(copy, 'electron')} "$@"\n`)
  chmodSync(script, 0o755)
  return script
}
