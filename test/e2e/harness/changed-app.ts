import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './place'

/** A copy of the built app in which the part that starts the bar is changed, until it is repaired. */
export function changedApp(
  folder: string,
  change: (role: string) => string,
): { readonly appDir: string; readonly repair: () => void } {
  const appDir = join(folder, 'app')
  for (const part of ['main', 'preload', 'renderer'])
    cpSync(join(root, 'out', part), join(appDir, 'out', part), { recursive: true })
  cpSync(join(root, 'package.json'), join(appDir, 'package.json'))
  for (const name of ['node_modules', 'resources']) symlinkSync(join(root, name), join(appDir, name))
  const chunks = join(appDir, 'out', 'main', 'chunks')
  const takeRole = join(chunks, readdirSync(chunks).find((name) => name.startsWith('role-')) ?? '')
  const whole = readFileSync(takeRole, 'utf8')
  writeFileSync(takeRole, change(whole))
  return { appDir, repair: () => writeFileSync(takeRole, whole) }
}
