import { app, autoUpdater, powerMonitor, type BrowserWindow } from 'electron'
import type { Bar } from '../../core/kernel/bar'
import type { Logger } from '../../core/kernel/ports'
import type { BarUpdater } from '../updates/updater'
import { hide } from '../windows/window-level'

/** A session that ends does not wait long for its programs. Milliseconds. */
const LOG_OUT_MS = 5_000

/**
 * Saves the last state before the process ends; a disk that hangs does not keep the process alive. A newer version that
 * is ready is installed after that.
 */
export function stopOnQuit(
  bar: Bar,
  window: BrowserWindow,
  closeCli: () => void,
  updater: BarUpdater,
  log: Logger,
): void {
  let quitting = false
  let stopped = false
  let sessionEnds = false
  // Alt+F4 hides the bar; it is quit from its menu, the tray or the command line.
  window.on('close', (event) => {
    if (quitting) return
    event.preventDefault()
    hide(window)
  })
  // On macOS the windows close before Electron announces the quit.
  autoUpdater.on('before-quit-for-update', () => (quitting = true))
  app.on('window-all-closed', () => undefined)
  // The session is ending. Chromium's own handler for these signals does not work with a delayed quit.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (sessionEnds) return
      sessionEnds = true
      // A desktop that ends its session sends its programs nothing but these signals.
      if (signal !== 'SIGINT' && bar.settings.get().values['session.logOutOnShutdown'])
        void logOut().then(() => app.quit())
      else app.quit()
    })
  async function logOut(): Promise<void> {
    const patience = new Promise((resolve) => setTimeout(resolve, LOG_OUT_MS))
    await Promise.race([bar.bus.dispatch({ id: 'agent.logout', source: 'main' }), patience])
  }
  powerMonitor.on('shutdown', () => (sessionEnds = true))
  app.on('before-quit', (event) => {
    quitting = true
    if (stopped) return
    event.preventDefault()
    closeCli()
    const deadline = new Promise((resolve) => setTimeout(resolve, 2_000))
    const end = (): void => {
      stopped = true
      app.quit()
    }
    void Promise.race([bar.stop(), deadline])
      .catch((bug: unknown) => log.error('bug in stopping', bug))
      .then(end)
  })
  app.on('quit', () => {
    // A computer that is shutting down must not be interrupted in the middle of an installation.
    if (sessionEnds) return
    const { install, restart } = bar.atQuit()
    if (install) updater.installNow(restart)
    else if (restart) app.relaunch()
  })
}
