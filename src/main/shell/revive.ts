import type { BrowserWindow } from 'electron'
import type { Logger } from '../core/ports'

/** A page that hangs for longer is ended and loaded anew. Milliseconds. */
const HUNG_MS = 2_000

/** A page that is still gone after this was asked for too early. */
const AGAIN_MS = 700

/**
 * Brings the bar's page back when its process dies or hangs. Nothing is lost: the state lives in main, and
 * hotkeys, tray and command line work on meanwhile.
 */
export function reviveWindow(window: BrowserWindow, log: Logger): void {
  const { webContents } = window
  let hung: NodeJS.Timeout | undefined
  const reload = (): void => {
    if (window.isDestroyed()) return
    webContents.reload()
    setTimeout(() => {
      if (!window.isDestroyed() && webContents.isCrashed()) reload()
    }, AGAIN_MS)
  }
  webContents.on('render-process-gone', (_event, { reason }) => {
    log.error('the bar’s page is gone', { reason })
    clearTimeout(hung)
    // Not from within the event: Chromium is still clearing up.
    setImmediate(reload)
  })
  webContents.on('unresponsive', () => {
    log.error('the bar’s page hangs')
    clearTimeout(hung)
    hung = setTimeout(() => {
      if (!window.isDestroyed()) webContents.forcefullyCrashRenderer()
    }, HUNG_MS)
  })
  webContents.on('responsive', () => clearTimeout(hung))
}
