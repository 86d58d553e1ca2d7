import { powerMonitor } from 'electron'
import type { Bar } from '../core/bar'
import { watchNetwork } from './network-watch'

/** Sleep, lock and network of the computer the bar runs on: each changes when the PABX is asked next. */
export function followComputer({ sync }: Bar, resyncClock: () => void): void {
  powerMonitor.on('resume', () => {
    resyncClock()
    sync.wake()
  })
  powerMonitor.on('lock-screen', () => sync.setScreenLocked(true))
  powerMonitor.on('unlock-screen', () => sync.setScreenLocked(false))
  watchNetwork(sync.wake)
}
