import { app } from 'electron'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { writeOwn } from '../storage/own-file'

/** Starts the bar, hidden in the tray, when the agent logs in to the computer; or no longer. */
export function followLogin(on: boolean): void {
  // A development run would leave its own path behind.
  if (!app.isPackaged) return
  if (process.platform === 'linux') followAutostart(on)
  else app.setLoginItemSettings({ openAtLogin: on, args: ['--hidden'] })
}

/** Electron knows no login items on Linux: the desktops' own autostart entry. */
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
    // A home that cannot be written: the bar works all the same.
  }
}

/** What the menu starts, too: the file that an AppImage is, or the package's launcher, which switches core dumps off. */
function programPath(): string {
  const image = process.env['APPIMAGE']
  if (image !== undefined) return image
  const launcher = join(dirname(process.execPath), 'vocom-bar')
  return existsSync(launcher) ? launcher : process.execPath
}
