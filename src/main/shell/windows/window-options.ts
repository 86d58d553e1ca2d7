import { app, type WebPreferences } from 'electron'

/** Every window: a sandboxed page that can do nothing but talk over the bridge. */
export const webPreferences = (preload?: string): WebPreferences => ({
  ...(preload === undefined ? {} : { preload }),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  // Timers must keep running while another window covers the bar.
  backgroundThrottling: false,
  enableWebSQL: false,
  devTools: !app.isPackaged,
})
