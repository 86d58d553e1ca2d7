import type { BrowserWindow } from 'electron'
import type { Logger } from '../core/ports'

/** A page that hangs for longer is ended and loaded anew. Milliseconds. */
const HUNG_MS = 2_000

/**
 * Brings the bar's page back when its process dies or hangs. Nothing is lost: the state lives in main, and
 * hotkeys, tray and command line work on meanwhile.
 */
export function reviveWindow(window: BrowserWindow, log: Logger): void {
  const { webContents } = window
  let hung: NodeJS.Timeout | undefined
  webContents.on('render-process-gone', (_event, { reason }) => {
    log.error('the bar’s page is gone', { reason })
    clearTimeout(hung)
    // Not from within the event: Chromium is still clearing up.
    setImmediate(() => {
      if (!window.isDestroyed()) webContents.reload()
    })
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
