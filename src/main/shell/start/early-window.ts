import { app, BrowserWindow, nativeTheme } from 'electron'
import { join } from 'node:path'
import { BAR_HEIGHT, BAR_WIDTH } from '../../../shared/windows/bar-shape'
import { keptFiles } from '../../core/persistence/kept-files'
import { appFile } from './app-files'
import { earlyLook } from './early-look'
import { closeSession } from '../windows/guard'
import { admit, openIpc, type Answerers } from '../ipc/ipc'
import { openBarWindow, type BarWindow } from '../windows/bar-window'
import { createPositionFile } from '../windows/position-file'
import { developmentUrl, pageUrl, serveApp } from '../windows/protocol'
import { webPreferences } from '../windows/window-options'

export type EarlyWindow = {
  readonly window: BrowserWindow
  /** The window in its place, as the settings' file has it. Null where the policy, which may have another, takes longer to read. */
  readonly shown: Promise<BarWindow | null>
  /** Resolves when the program behind the window may be read: the page has been drawn, or waits for it. */
  readonly mayRead: Promise<unknown>
  /** Resolves when its page is loaded, or is too slow to be waited for. */
  readonly drawn: Promise<unknown>
  /** From now on another decides what closing the window does. */
  readonly mayClose: () => void
  /** From now on main answers the page's queries. */
  readonly answerWith: (answerers: Answerers) => void
}

type Wanted = { readonly userData: string; readonly demo: boolean; readonly hidden: boolean }

/** A page that is slower than this is not waited for. Milliseconds. */
const PAGE_PATIENCE_MS = 1_500

/**
 * The bar's window, before the program behind it is read. Where the settings' file alone says which agent it is for, the
 * page is drawn with that; otherwise its first query waits for main, and the program is read while its process starts.
 */
export async function openEarlyWindow({ userData, demo, hidden }: Wanted): Promise<EarlyWindow> {
  await app.whenReady()
  // Not waited for: Chromium closes the session before it starts the page's process.
  const isClosed = closeSession()
  let isUnderWay: Promise<void> = Promise.resolve()
  if (developmentUrl() === undefined)
    isUnderWay = new Promise((resolve) => serveApp(appFile('out', 'renderer'), resolve))
  let answerWith: EarlyWindow['answerWith'] = () => undefined
  const answerers = new Promise<Answerers>((resolve) => (answerWith = resolve))
  const window = new BrowserWindow({
    width: BAR_WIDTH,
    height: BAR_HEIGHT,
    show: false,
    frame: false,
    resizable: false,
    maximizable: false,
    minimizable: false,
    fullscreenable: false,
    skipTaskbar: false,
    hasShadow: false,
    title: 'Vocom Bar',
    webPreferences: webPreferences(appFile('out', 'preload', 'index.cjs')),
  })
  admit(window.webContents, 'bar')
  // Alt+F4 ends no bar that is still being read.
  const stay = (event: Electron.Event): void => event.preventDefault()
  const mayClose = (): void => void window.off('close', stay)
  window.on('close', stay)
  app.once('before-quit', mayClose)
  const look = earlyLook(userData, demo, {
    isDark: () => nativeTheme.shouldUseDarkColors,
    locales: () => app.getPreferredSystemLanguages(),
    isInstalled: app.isPackaged,
  })
  const profile = look?.profile ?? null
  openIpc(answerers, profile === null ? null : { profile })
  const arrived = new Promise<void>((resolve) => window.webContents.once('did-navigate', () => resolve()))
  const loaded = window.loadURL(pageUrl('bar')).catch(() => undefined)
  // Not sooner: the window's empty first page is just being exchanged for ours.
  const shown = Promise.race([arrived, loaded]).then(() => {
    if (look === null || window.isDestroyed()) return null
    const places = createPositionFile(join(userData, keptFiles.place))
    const bar = openBarWindow({ window, ...look, places })
    // Shown before the page is loaded, in the background colour: a window shown later would miss an early request for
    // focus, and would paint its page later.
    if (!hidden) bar.show()
    return bar
  })
  await isClosed
  const drawn = Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, PAGE_PATIENCE_MS))])
  return { window, shown, mayRead: profile === null ? isUnderWay : drawn, drawn, mayClose, answerWith }
}
