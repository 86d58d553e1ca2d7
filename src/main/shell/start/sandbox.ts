import { app } from 'electron'

/**
 * Somebody starts the installed bar without Chromium's sandbox: the start script of an AppImage does where this system lets no
 * ordinary user make namespaces. As root Chromium runs without it only, and whoever starts it so knows.
 */
export const isSandboxOff = (): boolean =>
  app.isPackaged && app.commandLine.hasSwitch('no-sandbox') && process.getuid?.() !== 0
