import { app } from 'electron'
import { watch } from 'node:fs'

/**
 * Says, once, that the package has been replaced while the bar runs, as a Linux's own updates do it. This process goes on with
 * the files that it has opened; a process that it starts afterwards would be of the other version.
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
    // No more watches are to be had from this system: the bar works all the same.
  }
}
