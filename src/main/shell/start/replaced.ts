import { app } from 'electron'
import { watch } from 'node:fs'

/**
 * Reports once when the package is replaced while the bar runs, as Linux system updates do. This process keeps the
 * files that it has opened, but any process started later would be of the other version.
 */
export function followReplacement(onReplaced: () => void): void {
  if (process.platform !== 'linux' || !app.isPackaged) return
  try {
    const watcher = watch(process.resourcesPath, (event, name) => {
      if (event !== 'rename' || name !== 'app.asar') return
      watcher.close()
      onReplaced()
    })
    watcher.on('error', () => watcher.close())
  } catch {
    // The system has no more file watches; the bar works without this one.
  }
}
