import { app } from 'electron'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { writeOwn } from '../storage/own-file'

/** Turns starting the bar, hidden in the tray, at the agent's login to the computer on or off. */
export function followLogin(on: boolean): void {
  // A development run would register its own path.
  if (!app.isPackaged) return
  if (process.platform === 'linux') followAutostart(on)
  else app.setLoginItemSettings({ openAtLogin: on, args: ['--hidden'] })
}

/** Electron has no login items on Linux, so this writes the desktop's autostart entry. */
function followAutostart(on: boolean): void {
  const folder = join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'autostart')
  const path = join(folder, 'vocom-bar.desktop')
  try {
    if (!on) {
      rmSync(path, { force: true })
      return
    }
    mkdirSync(folder, { recursive: true })
    const entry = [
      '[Desktop Entry]',
      'Type=Application',
      'Name=Vocom Bar',
      `Exec="${programPath()}" --hidden`,
      '',
    ]
    writeOwn(path, entry.join('\n'))
  } catch {
    // The home directory cannot be written; the bar works without the entry.
  }
}

/** The program that the menu also starts: the AppImage file, or the package's launcher, which turns core dumps off. */
function programPath(): string {
  const image = process.env['APPIMAGE']
  if (image !== undefined) return image
  const launcher = join(dirname(process.execPath), 'vocom-bar')
  return existsSync(launcher) ? launcher : process.execPath
}
