import type { Buses, MessageBus } from './message-bus'

/** The bus names under which the screen lockers of Linux desktops can be found. */
const LOCKERS = ['freedesktop', 'gnome', 'cinnamon', 'mate', 'xfce'].map((who) => `org.${who}.ScreenSaver`)

const LOGIN = 'org.freedesktop.login1'

/** Reports locking and unlocking of the screen on Linux, where Electron does not. */
export async function followScreenLock(buses: Buses, onChange: (isLocked: boolean) => void): Promise<void> {
  const desktop = await buses('session')
  for (const locker of LOCKERS)
    desktop?.onSignal({ interface: locker, member: 'ActiveChanged' }, ([active]) => onChange(active === true))
  const system = await buses('system')
  const path = system === null ? null : await ownSession(system)
  if (path === null) return
  const own = { interface: `${LOGIN}.Session`, path }
  system?.onSignal({ ...own, member: 'Lock' }, () => onChange(true))
  system?.onSignal({ ...own, member: 'Unlock' }, () => onChange(false))
}

/** Whether this system has anything that would report a lock. */
export async function reportsLocks(buses: Buses): Promise<boolean> {
  if (process.platform !== 'linux') return true
  const [desktop, system] = [await buses('session'), await buses('system')]
  const isThere = async (name: string): Promise<boolean> =>
    desktop !== null && (await desktop.hasOwner(name).catch(() => false))
  if ((await Promise.all(LOCKERS.map(isThere))).includes(true)) return true
  return system !== null && (await ownSession(system)) !== null
}

/** The login session of this process, so that locks of other sessions are ignored. */
async function ownSession(system: MessageBus): Promise<string | null> {
  const manager = { name: LOGIN, path: '/org/freedesktop/login1', interface: `${LOGIN}.Manager` }
  try {
    const [path] = await system.call({ ...manager, member: 'GetSessionByPID' }, 'u', [process.pid])
    return typeof path === 'string' ? path : null
  } catch {
    return null
  }
}
