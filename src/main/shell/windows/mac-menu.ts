import { app, Menu } from 'electron'

/**
 * On macOS the keys for copy and paste belong to a menu; on other systems there is no menu. Nothing in this menu
 * reloads a page, opens developer tools, or quits a call without the bar's question.
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
