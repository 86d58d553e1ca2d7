import { app } from 'electron'
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { keptFiles } from '../../core/persistence/kept-files'
import { appFile } from '../start/app-files'
import { writeOwn } from '../storage/own-file'

/*
 * Tells this user's browsers of the relay, as the host of the extension's messages. The packages for Debian tell those
 * of every user; an AppImage can only do it here.
 */

const HOST = 'vocom_bar'
const RELAY = 'vocom-bar-relay'

/** Where each browser keeps its profiles, from the folder of the user's settings. */
const profiles: Readonly<Record<string, { readonly linux: string; readonly darwin: string }>> = {
  Chrome: { linux: 'google-chrome', darwin: 'Google/Chrome' },
  Chromium: { linux: 'chromium', darwin: 'Chromium' },
  Edge: { linux: 'microsoft-edge', darwin: 'Microsoft Edge' },
  Brave: { linux: 'BraveSoftware/Brave-Browser', darwin: 'BraveSoftware/Brave-Browser' },
}

/** Puts a copy of the relay beside the settings, where it finds this bar, and names it to each browser that is here. */
export async function connectBrowsers(userData: string): Promise<readonly string[] | 'noRelay'> {
  const { platform } = process
  const relay = [join(dirname(process.execPath), RELAY), appFile('out', 'relay', RELAY)].find(existsSync)
  if (relay === undefined || (platform !== 'linux' && platform !== 'darwin')) return 'noRelay'
  const copy = join(userData, keptFiles.companionHost)
  writeOwn(copy, readFileSync(relay), 0o700)
  const { stdout } = await promisify(execFile)(copy, ['--extension-origin'])
  const manifest = {
    name: HOST,
    description: 'Vocom Bar',
    path: copy,
    type: 'stdio',
    allowed_origins: [stdout.trim()],
  }
  const settings = app.getPath('appData')
  return Object.entries(profiles).flatMap(([name, folders]) => {
    const profile = join(settings, folders[platform])
    if (!existsSync(profile)) return []
    mkdirSync(join(profile, 'NativeMessagingHosts'), { recursive: true, mode: 0o700 })
    writeOwn(join(profile, 'NativeMessagingHosts', `${HOST}.json`), JSON.stringify(manifest, null, 2))
    return [name]
  })
}
