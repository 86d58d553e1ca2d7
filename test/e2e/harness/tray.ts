import dbus, { type Message, type MessageBus, type Variant } from 'dbus-next'
import * as z from 'zod'
import type { Desktop } from '../../../scripts/lib/desktop.mjs'
import { StatusNotifierWatcher, WATCHER_NAME, WATCHER_PATH } from './tray-watcher'

const ITEM = { path: '/StatusNotifierItem', interface: 'org.kde.StatusNotifierItem' }
const MENU = 'com.canonical.dbusmenu'

export type MenuItem = {
  readonly id: number
  readonly label: string
  readonly enabled: boolean
  readonly visible: boolean
  readonly separator: boolean
  readonly checked: boolean
  readonly items: readonly MenuItem[]
}

export type TrayFace = {
  readonly tooltip: string
  readonly title: string
  readonly icon: { readonly width: number; readonly height: number; readonly pixels: Uint8Array } | undefined
}

export type TrayHost = {
  /** The menu as the app exports it at this moment; waits for the app's icon to appear first. */
  readonly menu: () => Promise<readonly MenuItem[]>
  /** Tooltip and picture. */
  readonly face: () => Promise<TrayFace>
  /** Clicks the item with that label (deep in submenus too, or within one alone), as the desktop's panel would. */
  readonly click: (label: string, within?: string) => Promise<void>
  /** A click on the icon itself. */
  readonly activate: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Takes the tray's place on the desktop's session bus: Electron exports its icon and menu to whoever owns that name. */
export async function hostTray({ env }: Desktop): Promise<TrayHost> {
  const bus = dbus.sessionBus({ busAddress: env['DBUS_SESSION_BUS_ADDRESS'] ?? '' })
  const watcher = new StatusNotifierWatcher()
  bus.export(WATCHER_PATH, watcher)
  await bus.requestName(WATCHER_NAME, 0)

  const properties = async () => {
    const item = await watcher.item
    const [all] = await call(bus, item, ITEM.path, 'org.freedesktop.DBus.Properties', 'GetAll', 's', [
      ITEM.interface,
    ])
    return itemProperties.parse(all)
  }
  const menuCall = async (member: string, signature: string, body: unknown[]) =>
    call(bus, await watcher.item, (await properties()).Menu.value, MENU, member, signature, body)
  const menu = async (): Promise<readonly MenuItem[]> => {
    const [, layout] = await menuCall('GetLayout', 'iias', [0, -1, []])
    return parseItem(layout).items
  }
  return {
    menu,
    face: async () => {
      const { ToolTip, Title, IconPixmap } = await properties()
      const [width, height, pixels] = IconPixmap?.value.at(-1) ?? []
      const icon = width && height && pixels ? { width, height, pixels } : undefined
      return { tooltip: ToolTip?.value[2] ?? '', title: Title?.value ?? '', icon }
    },
    click: async (label, within) => {
      const all = await menu()
      const items = within === undefined ? all : all.filter((item) => item.label === within)
      const item = flat(items).find((candidate) => candidate.label === label)
      if (item === undefined)
        throw new Error(
          `no tray item "${label}" among: ${flat(items)
            .map((i) => i.label)
            .join(', ')}`,
        )
      if (!item.enabled) throw new Error(`the tray item "${label}" is disabled`)
      await menuCall('Event', 'isvu', [item.id, 'clicked', new dbus.Variant('i', 0), 0])
    },
    activate: async () => {
      await call(bus, await watcher.item, ITEM.path, ITEM.interface, 'Activate', 'ii', [0, 0])
    },
    close: async () => {
      // What was asked under the name before is answered first.
      await bus.releaseName(WATCHER_NAME)
      bus.disconnect()
    },
  }
}

// The item has no introspection, so these are plain method calls rather than proxies.
async function call(
  bus: MessageBus,
  destination: string,
  path: string,
  iface: string,
  member: string,
  signature: string,
  body: unknown[],
): Promise<unknown[]> {
  const reply: Message | null = await bus.call(
    new dbus.Message({ destination, path, interface: iface, member, signature, body }),
  )
  return z.array(z.unknown()).parse(reply?.body ?? [])
}

const variant = <Value extends z.ZodType>(value: Value) => z.object({ value })
const pixmaps = z.array(z.tuple([z.number(), z.number(), z.instanceof(Uint8Array)]))

const itemProperties = z.object({
  Menu: variant(z.string()),
  Title: variant(z.string()).optional(),
  ToolTip: variant(z.tuple([z.string(), pixmaps, z.string(), z.string()])).optional(),
  IconPixmap: variant(pixmaps).optional(),
})

const layoutItem = z.tuple([
  z.number(),
  z.object({
    label: variant(z.string()).optional(),
    enabled: variant(z.boolean()).optional(),
    visible: variant(z.boolean()).optional(),
    type: variant(z.string()).optional(),
    'toggle-state': variant(z.number()).optional(),
  }),
  z.array(z.custom<Variant>((child) => child instanceof dbus.Variant)),
])

/** What is not said has the default of the menu protocol: enabled, visible, an ordinary item. */
function parseItem(layout: unknown): MenuItem {
  const [id, said, children] = layoutItem.parse(layout)
  return {
    id,
    // A single underscore marks the access key, a double one stands for itself.
    label: (said.label?.value ?? '').replace(/_(_?)/g, '$1'),
    enabled: said.enabled?.value ?? true,
    visible: said.visible?.value ?? true,
    separator: said.type?.value === 'separator',
    checked: said['toggle-state']?.value === 1,
    items: children.map((child) => parseItem(child.value)),
  }
}

function flat(items: readonly MenuItem[]): MenuItem[] {
  return items.flatMap((item) => [item, ...flat(item.items)])
}
