// The smallest app that has everything the harness drives: a window, a global hotkey, a tray menu, a command line.
import { app, BrowserWindow, globalShortcut, Menu, nativeImage, Tray } from 'electron'

const page = `<!doctype html><meta charset="utf-8"><title>Fixture</title>
<div role="status" aria-label="Hotkey presses">0</div>
<div role="status" aria-label="Tray clicks">0</div>
<script>
  const count = (name) => {
    const region = document.querySelector('[aria-label="' + name + '"]')
    region.textContent = String(Number(region.textContent) + 1)
  }
</script>`

const kept = []

function openWindow() {
  const window = new BrowserWindow({ width: 400, height: 120, show: false })
  kept.push(window)
  const count = (name) => window.webContents.executeJavaScript(`count(${JSON.stringify(name)})`)
  globalShortcut.register('CommandOrControl+Shift+F9', () => count('Hotkey presses'))

  const tray = new Tray(
    nativeImage.createFromBuffer(Buffer.alloc(16 * 16 * 4, 200), { width: 16, height: 16 }),
  )
  kept.push(tray)
  tray.setToolTip('Fixture tooltip')
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: 'Count', click: () => count('Tray clicks') },
      { label: 'Never', enabled: false },
      { type: 'separator' },
      { label: 'More', submenu: [{ label: 'Checked', type: 'checkbox', checked: true }] },
    ]),
  )
  void window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(page)}`)
  window.once('ready-to-show', () => window.showInactive())
}

if (process.argv.includes('--version')) {
  console.log(app.getVersion())
  console.error('asked for the version')
  app.exit(3)
} else {
  // Not awaited here: Electron gets ready only once this module is through.
  void app.whenReady().then(openWindow)
}
