import type { BrowserWindow } from 'electron'
import type { Logger } from '../../core/kernel/ports'
import { watchHeartbeat } from './heartbeat'

/** A page that is still gone after this was asked for too early. */
const AGAIN_MS = 700

/**
 * Brings the bar's page back when its process dies or hangs. Nothing is lost: the state lives in main, and
 * hotkeys, tray and command line work on meanwhile.
 */
export function reviveWindow(window: BrowserWindow, log: Logger): void {
  reviveCrashed(window, log)
  watchHeartbeat(window.webContents, () => {
    log.error('the bar’s page hangs')
    if (!window.isDestroyed()) window.webContents.forcefullyCrashRenderer()
  })
}

/** Brings a page back when its process dies. */
export function reviveCrashed(window: BrowserWindow, log: Logger): void {
  const { webContents } = window
  const reload = (): void => {
    if (window.isDestroyed()) return
    webContents.reload()
    setTimeout(() => {
      if (!window.isDestroyed() && webContents.isCrashed()) reload()
    }, AGAIN_MS)
  }
  webContents.on('render-process-gone', (_event, { reason }) => {
    log.error('a page is gone', { reason })
    // Not from within the event: Chromium is still clearing up.
    setImmediate(reload)
  })
}
