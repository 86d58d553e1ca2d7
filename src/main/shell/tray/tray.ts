import { Menu, Tray, nativeImage, type MenuItemConstructorOptions } from 'electron'
import { join } from 'node:path'
import type { CallKey } from '../../../shared/ids'
import type { Snapshot } from '../../../shared/snapshot/state'
import type { CommandId } from '../../../shared/commands/table'
import { availabilities } from '../../../shared/commands/rules'
import { trayIcon, trayMenu, trayState, type TrayIcon, type TrayItem } from '../../core/tray/tray-menu'

type Press = (command: CommandId, argument?: string, call?: CallKey) => void

export type BarTray = {
  readonly update: (snapshot: Snapshot) => void
  /** Announces the icon again, to a panel that has just started. */
  readonly renew: () => void
}

/** A new menu takes main milliseconds, so it is made when a press and its answer are over, not between them. */
const MENU_DELAY_MS = 100

/**
 * The tray icon, which follows the snapshot at once, and its menu, which follows within a tenth of a second. The menu is
 * rebuilt only when its words change, because that closes an open one.
 */
export function createTray(images: string, press: Press): BarTray {
  const icons = new Map<TrayIcon, Electron.NativeImage>()
  const iconOf = (name: TrayIcon): Electron.NativeImage => {
    const known = icons.get(name)
    if (known !== undefined) return known
    const template = process.platform === 'darwin'
    const image = nativeImage.createFromPath(join(images, template ? `${name}Template.png` : `${name}.png`))
    image.setTemplateImage(template)
    icons.set(name, image)
    return image
  }

  let tray = open('loggedOut')
  let shown = ''
  let shownIcon: TrayIcon = 'loggedOut'
  let last: Snapshot | null = null
  let menuTimer: NodeJS.Timeout | null = null

  function open(icon: TrayIcon): Tray {
    const made = new Tray(iconOf(icon))
    made.on('click', () => press('bar.toggle'))
    return made
  }

  function update(snapshot: Snapshot): void {
    last = snapshot
    const icon = trayIcon(snapshot)
    if (icon !== shownIcon) tray.setImage(iconOf(icon))
    shownIcon = icon
    // An icon without a menu gets its menu at once: a panel asks for both when it first hears of the icon.
    if (shown === '') showMenu()
    else menuTimer ??= setTimeout(showMenu, MENU_DELAY_MS)
  }

  function showMenu(): void {
    menuTimer = null
    if (last === null) return
    const snapshot = last
    const items = trayMenu(snapshot, availabilities(snapshot))
    const words = JSON.stringify(items)
    if (words === shown) return
    shown = words
    tray.setToolTip(trayState(snapshot))
    tray.setContextMenu(Menu.buildFromTemplate(items.map((item) => template(item, press))))
  }

  return {
    update,
    renew: () => {
      tray.destroy()
      tray = open(shownIcon)
      shown = ''
      if (last !== null) update(last)
    },
  }
}

function template(item: TrayItem, press: Press): MenuItemConstructorOptions {
  switch (item.kind) {
    case 'separator':
      return { type: 'separator' }
    case 'label':
      return { label: item.text, enabled: false }
    case 'submenu':
      return {
        label: item.text,
        enabled: item.enabled,
        submenu: item.items.map((inner) => template(inner, press)),
      }
    case 'command':
      return {
        label: item.text,
        enabled: item.enabled,
        ...(item.reason === null ? {} : { toolTip: item.reason }),
        click: () => press(item.command, item.argument, item.call),
      }
  }
}
