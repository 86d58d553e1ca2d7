import { app, powerMonitor } from 'electron'
import type { Bar } from '../../core/kernel/bar'
import type { Lanes } from '../../core/pabx/lanes'
import type { SettingName } from '../../../shared/settings/settings'
import type { Buses } from './message-bus'
import { watchNetwork } from '../pabx/network-watch'
import { canReserve } from '../windows/reserved-strip'
import { followScreenLock, reportsLocks } from './screen-lock'

/** The settings that have no effect on this system. */
export async function unavailableSettings(buses: Buses): Promise<readonly SettingName[]> {
  const able: readonly (readonly [SettingName, boolean])[] = [
    ['bar.reserve', canReserve()],
    ['breaks.proposeOnLock', await reportsLocks(buses)],
    // Electron is not told when a Windows session ends.
    ['session.logOutOnShutdown', process.platform !== 'win32'],
  ]
  return able.filter(([, isAble]) => !isAble).map(([name]) => name)
}

/** Follows the computer's sleep, screen lock and network; each changes when the PABX is polled next. */
export function followPowerAndNetwork(bar: Bar, lanes: Lanes, buses: Buses): void {
  powerMonitor.on('resume', () => {
    lanes.networkChanged()
    bar.woke()
  })
  powerMonitor.on('lock-screen', () => bar.setScreenLocked(true))
  powerMonitor.on('unlock-screen', () => bar.setScreenLocked(false))
  if (process.platform === 'linux') void followScreenLock(buses, bar.setScreenLocked)
  powerMonitor.on('shutdown', (event?: { readonly preventDefault: () => void }) => {
    if (!bar.settings.get().values['session.logOutOnShutdown']) return
    event?.preventDefault()
    void bar.bus.dispatch({ id: 'agent.logout', source: 'main' }).then(() => app.quit())
  })
  watchNetwork(() => {
    lanes.networkChanged()
    bar.pollNow()
  })
}
