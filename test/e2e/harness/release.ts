import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { electronExecutable } from '../../../scripts/lib/electron.mjs'
import { feedText, makeKeys, signFeeds } from '../../../scripts/lib/updates.mjs'
import type { Served } from '../../support/feed'
import { root } from './place'

export const NAME = 'vocom-bar-1.1.0-x86_64.AppImage'
export const FEED = 'latest-linux.yml'

export type Keys = ReturnType<typeof makeKeys>
type Resign = (keys?: Keys, options?: Parameters<typeof signFeeds>[3]) => void
export type Tamper = (files: Map<string, Served>, resign: Resign) => void

export type AppImage = {
  /** The folder of the app, to be started as version 1.0.0. */
  readonly appDir: string
  readonly env: Record<string, string>
  /** The file that it is started from. */
  readonly program: string
  /** Where releases lie until they are put in place. */
  readonly cache: string
  /** Where the new version writes what it was started with. */
  readonly started: string
  readonly keys: Keys
  /** Puts a release into the feed, signed by that key, and lets it be tampered with. */
  readonly publish: (files: Map<string, Served>, version: string, tamper?: Tamper) => void
}

/** The bar as it is started from an AppImage, which takes the releases of its feed; all of it in that folder. */
export function makeAppImage(folder: string): AppImage {
  const keys = makeKeys(folder)
  const appDir = join(folder, 'app')
  mkdirSync(appDir)
  for (const part of ['out', 'resources']) symlinkSync(join(root, part), join(appDir, part))
  const updateKeys = [readFileSync(keys.public, 'utf8')]
  const manifest = { name: 'vocom-bar', productName: 'Vocom Bar', version: '1.0.0', updateKeys }
  const main = 'out/main/index.js'
  writeFileSync(join(appDir, 'package.json'), JSON.stringify({ ...manifest, main, type: 'module' }))
  writeFileSync(join(appDir, 'dev-app-update.yml'), 'updaterCacheDirName: vocom-bar-updater\n')
  const program = join(folder, 'Vocom Bar.AppImage')
  writeFileSync(program, 'version 1.0.0')
  const cache = join(folder, 'cache')
  const started = join(folder, 'started')
  const script = `#!/bin/sh\necho "1.1.0 exit=\${APPIMAGE_EXIT_AFTER_INSTALL:-no}" > '${started}'\n`

  return {
    appDir,
    // As the runtime of an AppImage does: the file that it is, and the folder in which it shows itself.
    env: { APPIMAGE: program, APPDIR: dirname(electronExecutable()), XDG_CACHE_HOME: cache },
    program,
    cache,
    started,
    keys,
    publish: (files, version, tamper = () => undefined) => {
      const out = mkdtempSync(join(folder, 'feed-'))
      writeFileSync(join(out, NAME), script)
      writeFileSync(join(out, FEED), feedText(out, version, [NAME]))
      const take: Resign = (by = keys, options = {}) => {
        signFeeds(out, by.private, by.public, options)
        for (const name of [NAME, FEED, `${FEED}.sig`]) files.set(name, readFileSync(join(out, name)))
      }
      take()
      tamper(files, take)
    },
  }
}
