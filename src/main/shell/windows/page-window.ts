import { app, BrowserWindow, screen, type Rectangle } from 'electron'
import { fitInto, placeIn, type Size } from '../../core/windows/bar-position'
import type { Logger, QuitQuestion } from '../../core/kernel/ports'
import { admit } from '../ipc/ipc'
import { keepZoom } from './page-zoom'
import { pageUrl } from './protocol'
import type { PagePlaceFile } from './page-place'
import { systemDesktop } from '../system/desktop'
import { reviveCrashed } from './revive'
import { webPreferences } from './window-options'

const sizes = {
  settings: { width: 960, height: 760 },
  reports: { width: 1_240, height: 760 },
} as const

/** How long a loaded page may take to be painted before its window is shown anyway. Milliseconds. */
const PAINT_WAIT_MS = 1_000

type WindowName = keyof typeof sizes

const enlarged = ({ width, height }: Size, by: number): Size => ({ width: width * by, height: height * by })

/**
 * Resolves once the hidden window is painted, or `PAINT_WAIT_MS` after its page has loaded. Some desktops never paint a
 * hidden window, and a graphics process that hangs for a moment may skip it: without the limit it would stay hidden.
 */
function readyToShow(window: BrowserWindow): Promise<void> {
  return new Promise((resolve) => {
    window.once('ready-to-show', resolve)
    window.webContents.once('did-stop-loading', () => setTimeout(resolve, PAINT_WAIT_MS))
  })
}

/** Windows that are made on demand and destroyed on close. Opening one again brings it to the front. */
export function createPageWindows(
  preload: string,
  freeArea: () => Rectangle,
  /** The factor by which text is enlarged, here as in the bar. */
  scale: () => number,
  /** The colour of a window until its page is painted. */
  ground: () => string,
  /** Where windows that remember it were left. */
  places: Partial<Record<WindowName, PagePlaceFile>>,
  log: Logger,
  onClosed: (name: WindowName) => void,
  /**
   * Called when the page reloads or its process has died, so that whatever the page had switched on is switched off.
   */
  onReset: (name: WindowName) => void,
  /** The question before the window is closed; null to close it at once. */
  doubt: (name: WindowName) => QuitQuestion | null,
) {
  const open = new Map<WindowName, BrowserWindow>()
  // Quitting has its own question.
  let quitting = false
  app.on('before-quit', () => {
    quitting = true
    for (const [name, window] of open) keepPlace(name, window)
  })

  const keepPlace = (name: WindowName, window: BrowserWindow): void => {
    if (window.isDestroyed()) return
    places[name]?.write({ ...window.getNormalBounds(), isMaximized: window.isMaximized() })
  }
  return {
    open: (name: WindowName): void => {
      const shown = open.get(name)
      if (shown !== undefined) {
        shown.show()
        return
      }
      const kept = places[name]?.read() ?? null
      const window = new BrowserWindow({
        // Placed beside the bar, which would cover its title bar.
        ...(kept === null
          ? placeIn(freeArea(), enlarged(sizes[name], scale()))
          : fitInto(screen.getDisplayMatching(kept).workArea, kept)),
        show: false,
        autoHideMenuBar: true,
        title: 'Vocom Bar',
        backgroundColor: ground(),
        webPreferences: webPreferences(preload),
      })
      admit(window.webContents, name)
      keepZoom(window, scale)
      open.set(name, window)
      let asking = false
      window.on('close', (event) => {
        keepPlace(name, window)
        const words = quitting ? null : doubt(name)
        if (words === null) return
        event.preventDefault()
        if (asking) return
        asking = true
        void systemDesktop.confirmQuit(words).then((sure) => {
          asking = false
          if (sure && !window.isDestroyed()) window.destroy()
        })
      })
      window.on('closed', () => {
        open.delete(name)
        onClosed(name)
      })
      window.webContents.on('render-process-gone', () => onReset(name))
      window.webContents.on('did-start-loading', () => onReset(name))
      reviveCrashed(window, log)
      void readyToShow(window).then(() => {
        if (window.isDestroyed()) return
        if (kept?.isMaximized === true) window.maximize()
        window.show()
      })
      void window.loadURL(pageUrl(name))
    },
    /** Another scale or ground counts for windows that are open too. */
    restyle: (): void => {
      for (const window of open.values()) {
        window.webContents.setZoomFactor(scale())
        window.setBackgroundColor(ground())
      }
    },
    get: (name: WindowName): BrowserWindow | undefined => open.get(name),
    all: (): readonly (readonly [WindowName, BrowserWindow])[] => [...open],
  }
}
