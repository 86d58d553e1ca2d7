import { app } from 'electron'

/**
 * Whether the installed bar runs without Chromium's sandbox, as the start script of an AppImage does when the system
 * lets no ordinary user create namespaces. Root is not counted: Chromium then always runs without it, and root knows.
 */
export const isSandboxOff = (): boolean =>
  app.isPackaged && app.commandLine.hasSwitch('no-sandbox') && process.getuid?.() !== 0
