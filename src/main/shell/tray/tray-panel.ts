import * as z from 'zod'
import type { Clock } from '../../core/kernel/ports'
import type { Buses, MessageBus } from '../system/message-bus'

/** Whoever owns this name keeps the tray icons of a Linux desktop. */
const PANEL = 'org.kde.StatusNotifierWatcher'
/** Chromium may announce the icon by itself, and has done so by then. Milliseconds. */
const ANNOUNCED_MS = 500
/** A panel that starts with the session, or starts again, is there by then. Milliseconds. */
const PATIENCE_MS = 10_000

type Wishes = {
  /** Makes the icon anew, which announces it. */
  readonly renew: () => void
  /** Shows the bar: nobody finds one that is put away where no panel has its icon. */
  readonly show: () => void
}

/** Keeps the bar within reach on a Linux whose panel starts after it, ends, or is none. */
export async function followTrayPanel(
  buses: Buses,
  clock: Clock,
  isHidden: boolean,
  { renew, show }: Wishes,
): Promise<void> {
  if (process.platform !== 'linux') return
  const bus = await buses('session')
  const hasPanel = async (): Promise<boolean> =>
    bus !== null && (await bus.hasOwner(PANEL).catch(() => false))
  const soon = (milliseconds: number, run: () => Promise<void>): void => {
    clock.after(milliseconds, () => void run())
  }
  const renewWhereUnknown = async (): Promise<void> => {
    if (bus !== null && (await hasPanel()) && !(await hasOurIcon(bus))) renew()
  }
  const showWithoutPanel = async (): Promise<void> => {
    if (!(await hasPanel())) show()
  }
  soon(ANNOUNCED_MS, renewWhereUnknown)
  if (isHidden) soon(PATIENCE_MS, showWithoutPanel)
  bus?.onOwner(PANEL, (isThere) => {
    if (isThere) soon(ANNOUNCED_MS, renewWhereUnknown)
    else soon(PATIENCE_MS, showWithoutPanel)
  })
}

const items = z.tuple([z.object({ value: z.array(z.string()) })])

/** Chromium keeps the icon under a name of this process on the bus; a path may follow it. */
async function hasOurIcon(bus: MessageBus): Promise<boolean> {
  const to = { name: PANEL, path: '/StatusNotifierWatcher', interface: 'org.freedesktop.DBus.Properties' }
  try {
    const asked = await bus.call({ ...to, member: 'Get' }, 'ss', [PANEL, 'RegisteredStatusNotifierItems'])
    const [{ value }] = items.parse(asked)
    const names = value.map((item) => item.split('/')[0] ?? '')
    const owners = await Promise.all(names.map((name) => bus.processOf(name).catch(() => 0)))
    return owners.includes(process.pid)
  } catch {
    return false
  }
}
