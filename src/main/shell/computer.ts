import { app, powerMonitor } from 'electron'
import type { Bar } from '../core/bar'
import { watchNetwork } from './network-watch'

/** Sleep, lock and network of the computer the bar runs on: each changes when the PABX is asked next. */
export function followComputer(bar: Bar): void {
  powerMonitor.on('resume', bar.woke)
  powerMonitor.on('lock-screen', () => bar.setScreenLocked(true))
  powerMonitor.on('unlock-screen', () => bar.setScreenLocked(false))
  powerMonitor.on('shutdown', (event?: { readonly preventDefault: () => void }) => {
    if (!bar.settings.get().values['session.logOutOnShutdown']) return
    event?.preventDefault()
    void bar.bus.dispatch({ id: 'agent.logout', source: 'main' }).then(() => app.quit())
  })
  watchNetwork(bar.sync.wake)
}
