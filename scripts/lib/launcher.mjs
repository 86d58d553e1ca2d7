import { chmodSync, copyFileSync, existsSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { at } from './place.mjs'
import { relayPath } from './relay.mjs'

/** The launcher of a Linux package, the program beside it, and the relay that is tried first. */
const LAUNCHER = 'vocom-bar'
const PROGRAM = 'vocom-bar-app'
const RELAY = 'vocom-bar-relay'
/** The word that the bar is started by, because screen readers name a program by it. */
export const SPOKEN_NAME = 'Vocom Bar'

/**
 * Puts the launcher in the program's place, in an unpacked app for Linux; done once, however many packages are made of it.
 * The name stays the launcher's: the menu entry, the AppImage's own start script and /usr/bin all start what has it.
 */
export function putLauncher(folder) {
  const launcher = join(folder, LAUNCHER)
  if (!existsSync(join(folder, PROGRAM))) renameSync(launcher, join(folder, PROGRAM))
  if (!existsSync(join(folder, SPOKEN_NAME))) symlinkSync(PROGRAM, join(folder, SPOKEN_NAME))
  copyFileSync(at('resources', 'launcher.sh'), launcher)
  chmodSync(launcher, 0o755)
  if (existsSync(relayPath)) copyFileSync(relayPath, join(folder, RELAY))
}
