import type { BrowserWindow } from 'electron'

/** Gives a page its zoom factor whenever it has loaded, which it may also say when its window is already destroyed. */
export function keepZoom({ webContents }: BrowserWindow, factor: () => number): void {
  webContents.on('did-finish-load', () => {
    if (!webContents.isDestroyed()) webContents.setZoomFactor(factor())
  })
}
