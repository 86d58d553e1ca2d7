import { realpathSync } from 'node:fs'
import { isInAppImage } from '../../core/updates/app-image'

/** Once, before anything reads them: variables of another AppImage would have its file updated, and started with the session. */
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
