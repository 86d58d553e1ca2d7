import { app, BrowserWindow } from 'electron'
import { BAR_HEIGHT, BAR_WIDTH } from '../../../shared/windows/bar-size'
import { appFile } from './app-files'
import { closeSession } from '../windows/guard'
import { admit, openIpc, type Answerers } from '../ipc/ipc'
import { pageUrl, serveApp } from '../windows/protocol'
import { webPreferences } from '../windows/window-options'

export type EarlyWindow = {
  readonly window: BrowserWindow
  /** Resolves when its page is loaded. */
  readonly loaded: Promise<void>
  /** From now on main answers the page's queries. */
  readonly answerWith: (answerers: Answerers) => void
}

/**
 * The bar's window, not shown yet. A page's process takes longer to start than settings and policy take to read, so it
 * is started first and its first query waits for main.
 */
export async function openEarlyWindow(): Promise<EarlyWindow> {
  await app.whenReady()
  await closeSession()
  serveApp(appFile('out', 'renderer'))
  let answerWith: EarlyWindow['answerWith'] = () => undefined
  openIpc(new Promise((resolve) => (answerWith = resolve)))
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
  return { window, loaded: window.loadURL(pageUrl('bar')).catch(() => undefined), answerWith }
}
