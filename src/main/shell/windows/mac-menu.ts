import { app, Menu } from 'electron'

/**
 * On macOS the keys of copy and paste are those of a menu; elsewhere the system has them, and there is no menu. Nothing in
 * it reloads a page, opens tools, or quits without the question that the bar asks in a call.
 */
export function giveMacMenu(quit: () => void, quitLabel: string): void {
  if (process.platform !== 'darwin') return
  const own = {
    label: app.name,
    submenu: [
      { role: 'about' as const },
      { type: 'separator' as const },
      { role: 'hide' as const },
      { role: 'hideOthers' as const },
      { role: 'unhide' as const },
      { type: 'separator' as const },
      { label: quitLabel, accelerator: 'Command+Q', click: quit },
    ],
  }
  Menu.setApplicationMenu(Menu.buildFromTemplate([own, { role: 'editMenu' }]))
}
