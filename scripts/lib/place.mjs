import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { reasonOf, Stop } from './say.mjs'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const at = (...path) => join(root, ...path)

/** A folder of this user's for what several checkouts can share; inside the checkout where that cannot be written. */
export function cacheFolder() {
  const shared = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'vocom-bar')
  const reasons = []
  for (const folder of [shared, at('node_modules', '.cache', 'vocom-bar')]) {
    try {
      mkdirSync(folder, { recursive: true })
      accessSync(folder, constants.W_OK)
      return folder
    } catch (error) {
      reasons.push(`${folder} (${reasonOf(error)})`)
    }
  }
  throw new Stop(
    `No folder to keep Electron in: cannot write ${reasons.join(' nor ')}. Name one of yours in XDG_CACHE_HOME.`,
  )
}
