import type { BrowserWindow } from 'electron'
import type { Logger } from '../../core/kernel/ports'
import { watchHeartbeat } from './heartbeat'

/** If the page is still gone after this time, it was reloaded too early. Milliseconds. */
const AGAIN_MS = 700

/**
 * Reloads the bar's page when its process dies or hangs. Nothing is lost: the state is in main, and hotkeys, tray and
 * command line go on working.
 */
export function reviveWindow(window: BrowserWindow, log: Logger): void {
  reviveCrashed(window, log)
  watchHeartbeat(window.webContents, () => {
    log.error('the bar’s page hangs')
    if (!window.isDestroyed()) window.webContents.forcefullyCrashRenderer()
  })
}

/** Reloads a page when its process dies. */
export function reviveCrashed(window: BrowserWindow, log: Logger): void {
  const { webContents } = window
  const reload = (): void => {
    if (window.isDestroyed()) return
    webContents.reload()
    setTimeout(() => {
      if (!window.isDestroyed() && webContents.isCrashed()) reload()
    }, AGAIN_MS)
  }
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('a page is gone', { reason, exitCode })
    // After the event, because Chromium is still cleaning up.
    setImmediate(reload)
  })
  // The bar's page may have died before the program that watches it was there.
  if (webContents.isCrashed()) reload()
}
