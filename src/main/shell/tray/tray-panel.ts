import * as z from 'zod'
import type { Clock } from '../../core/kernel/ports'
import type { Buses, MessageBus } from '../system/message-bus'

/** The owner of this name shows the tray icons of a Linux desktop. */
const PANEL = 'org.kde.StatusNotifierWatcher'
/** Chromium may announce the icon by itself; by then it has. Milliseconds. */
const ANNOUNCED_MS = 500
/** A panel that starts or restarts with the session is there by then. Milliseconds. */
const PATIENCE_MS = 10_000

type Wishes = {
  /** Makes the icon again, which announces it. */
  readonly renew: () => void
  /** Shows the bar, because without a panel a hidden bar could not be found. */
  readonly show: () => void
}

/** Keeps the bar reachable on a Linux desktop whose panel starts after it, ends, or does not exist. */
export async function followTrayPanel(
  buses: Buses,
  clock: Clock,
  isHidden: boolean,
  { renew, show }: Wishes,
): Promise<void> {
  if (process.platform !== 'linux') return
  const bus = await buses('session')
  const hasPanel = (): Promise<boolean> => hasTrayPanel(bus)
  const soon = (milliseconds: number, run: () => Promise<void>): void => {
    clock.after(milliseconds, () => void run())
  }
  /**
   * Makes the icon again where the panel does not know it. Only the latest look counts: Chromium announces the icon to
   * a newer panel by itself, and a look meant for the panel before would take it away there.
   */
  let looks = 0
  const lookForIcon = (): void => {
    const look = ++looks
    soon(ANNOUNCED_MS, async () => {
      const isUnknown = bus !== null && (await hasPanel()) && !(await hasOurIcon(bus))
      if (isUnknown && look === looks) renew()
    })
  }
  const showWithoutPanel = async (): Promise<void> => {
    if (!(await hasPanel())) show()
  }
  lookForIcon()
  if (isHidden) soon(PATIENCE_MS, showWithoutPanel)
  bus?.onOwner(PANEL, (isThere) => {
    if (isThere) lookForIcon()
    else soon(PATIENCE_MS, showWithoutPanel)
  })
}

/** Whether anything on this desktop shows tray icons. */
export const hasTrayPanel = async (bus: MessageBus | null): Promise<boolean> =>
  bus !== null && (await bus.hasOwner(PANEL).catch(() => false))

const items = z.tuple([z.object({ value: z.array(z.string()) })])

/** Chromium registers the icon under this process's name on the bus, possibly followed by a path. */
async function hasOurIcon(bus: MessageBus): Promise<boolean> {
  const to = { name: PANEL, path: '/StatusNotifierWatcher', interface: 'org.freedesktop.DBus.Properties' }
  try {
    const answer = await bus.call({ ...to, member: 'Get' }, 'ss', [PANEL, 'RegisteredStatusNotifierItems'])
    const [{ value }] = items.parse(answer)
    const names = value.map((item) => item.split('/')[0] ?? '')
    const owners = await Promise.all(names.map((name) => bus.processOf(name).catch(() => 0)))
    return owners.includes(process.pid)
  } catch {
    return false
  }
}
