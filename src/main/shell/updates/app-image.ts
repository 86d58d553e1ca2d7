import { realpathSync } from 'node:fs'
import { isInAppImage } from '../../core/updates/app-image'

/**
 * Runs before anything reads these variables. Those of another AppImage would make the bar update that file and start
 * it with the session.
 */
export function forgetForeignAppImage(): void {
  if (isInAppImage({ ...process.env, APPDIR: realFolder(process.env['APPDIR']) }, process.execPath)) return
  delete process.env['APPIMAGE']
  delete process.env['APPDIR']
}

function realFolder(path: string | undefined): string | undefined {
  try {
    return path === undefined || path === '' ? path : realpathSync(path)
  } catch {
    return undefined
  }
}
