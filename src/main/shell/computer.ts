import { app, powerMonitor } from 'electron'
import type { Bar } from '../core/bar'
import type { Lanes } from '../core/lanes'
import { watchNetwork } from './network-watch'

/** Sleep, lock and network of the computer the bar runs on: each changes when the PABX is asked next. */
export function followComputer(bar: Bar, lanes: Lanes): void {
  powerMonitor.on('resume', () => {
    lanes.networkChanged()
    bar.woke()
  })
  powerMonitor.on('lock-screen', () => bar.setScreenLocked(true))
  powerMonitor.on('unlock-screen', () => bar.setScreenLocked(false))
  powerMonitor.on('shutdown', (event?: { readonly preventDefault: () => void }) => {
    if (!bar.settings.get().values['session.logOutOnShutdown']) return
    event?.preventDefault()
    void bar.bus.dispatch({ id: 'agent.logout', source: 'main' }).then(() => app.quit())
  })
  watchNetwork(() => {
    lanes.networkChanged()
    bar.sync.wake()
  })
}
