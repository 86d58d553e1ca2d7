import type { BrowserWindow } from 'electron'

/** Sets a page's zoom factor each time it has loaded. The event can come after the page's window was destroyed. */
export function keepZoom({ webContents }: BrowserWindow, factor: () => number): void {
  webContents.on('did-finish-load', () => {
    if (!webContents.isDestroyed()) webContents.setZoomFactor(factor())
  })
}
