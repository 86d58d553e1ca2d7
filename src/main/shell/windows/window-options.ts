import { app, type WebPreferences } from 'electron'

/** The same for every window: a sandboxed page that can do nothing but speak through the bridge. */
export const webPreferences = (preload: string): WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  // Timers must go on while another window covers the bar.
  backgroundThrottling: false,
  enableWebSQL: false,
  devTools: !app.isPackaged,
})
