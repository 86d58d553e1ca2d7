import { app, type BrowserWindow } from 'electron'
import type { Bar } from '../core/bar'

/** The last state is on disk before the process ends; a disk that hangs does not keep it alive. */
export function stopOnQuit(bar: Bar, window: BrowserWindow, closeCli: () => void): void {
  let quitting = false
  let stopped = false
  // Alt+F4 puts the bar away; it is quit from its menu, the tray or the command line.
  window.on('close', (event) => {
    if (quitting) return
    event.preventDefault()
    window.hide()
  })
  app.on('window-all-closed', () => undefined)
  // The session ends. Chromium's own handler of these does not survive a quit that is put off.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit())
  app.on('before-quit', (event) => {
    quitting = true
    if (stopped) return
    event.preventDefault()
    closeCli()
    const deadline = new Promise((resolve) => setTimeout(resolve, 2_000))
    void Promise.race([bar.stop(), deadline]).then(() => {
      stopped = true
      app.quit()
    })
  })
}
