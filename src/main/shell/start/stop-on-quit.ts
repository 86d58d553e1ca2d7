import { app, autoUpdater, powerMonitor, type BrowserWindow } from 'electron'
import type { Bar } from '../../core/kernel/bar'
import type { Logger } from '../../core/kernel/ports'
import type { BarUpdater } from '../updates/updater'

/** A session that ends does not wait long for its programs. */
const LOG_OUT_MS = 5_000

/**
 * The last state is on disk before the process ends; a disk that hangs does not keep it alive. A newer version that
 * waits is put in place after that.
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
  // Alt+F4 puts the bar away; it is quit from its menu, the tray or the command line.
  window.on('close', (event) => {
    if (quitting) return
    event.preventDefault()
    window.hide()
  })
  // On macOS the windows are closed before anything says that the bar is to quit.
  autoUpdater.on('before-quit-for-update', () => (quitting = true))
  app.on('window-all-closed', () => undefined)
  // The session ends. Chromium's own handler of these does not survive a quit that is put off.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (sessionEnds) return
      sessionEnds = true
      // A desktop that ends tells its programs by nothing else.
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
    // A computer that is being shut down must not be caught half-way through an installation.
    if (sessionEnds) return
    const { install, restart } = bar.atQuit()
    if (install) updater.installNow(restart)
    else if (restart) app.relaunch()
  })
}
