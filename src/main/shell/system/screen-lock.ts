import type { Buses, MessageBus } from './message-bus'

/** Whoever locks the screen of a Linux desktop speaks under one of these names. */
const LOCKERS = ['freedesktop', 'gnome', 'cinnamon', 'mate', 'xfce'].map((who) => `org.${who}.ScreenSaver`)

const LOGIN = 'org.freedesktop.login1'

/** Tells of a screen that is locked and unlocked on Linux, where Electron does not. */
export async function followScreenLock(buses: Buses, tell: (isLocked: boolean) => void): Promise<void> {
  const desktop = await buses('session')
  for (const locker of LOCKERS)
    desktop?.onSignal({ interface: locker, member: 'ActiveChanged' }, ([active]) => tell(active === true))
  const system = await buses('system')
  const path = system === null ? null : await ownSession(system)
  if (path === null) return
  const own = { interface: `${LOGIN}.Session`, path }
  system?.onSignal({ ...own, member: 'Lock' }, () => tell(true))
  system?.onSignal({ ...own, member: 'Unlock' }, () => tell(false))
}

/** Whether anything here would tell of a lock. */
export async function tellsOfLocks(buses: Buses): Promise<boolean> {
  if (process.platform !== 'linux') return true
  const [desktop, system] = [await buses('session'), await buses('system')]
  const isThere = async (name: string): Promise<boolean> =>
    desktop !== null && (await desktop.hasOwner(name).catch(() => false))
  if ((await Promise.all(LOCKERS.map(isThere))).includes(true)) return true
  return system !== null && (await ownSession(system)) !== null
}

/** The session of this process at the system's login service; others' locks are not ours. */
async function ownSession(system: MessageBus): Promise<string | null> {
  const manager = { name: LOGIN, path: '/org/freedesktop/login1', interface: `${LOGIN}.Manager` }
  try {
    const [path] = await system.call({ ...manager, member: 'GetSessionByPID' }, 'u', [process.pid])
    return typeof path === 'string' ? path : null
  } catch {
    return null
  }
}
