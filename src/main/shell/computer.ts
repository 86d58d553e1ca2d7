import { app, powerMonitor } from 'electron'
import { notice } from '../../shared/agent/notices'
import type { Mend } from '../../shared/agent/state'
import { viewOf } from '../../shared/agent/view'
import type { SentenceKey } from '../../shared/i18n/say'
import type { Bar } from '../core/bar'
import { watchNetwork } from './network-watch'

/** Sleep, lock and network of the computer the bar runs on: each changes when the PABX is asked next. */
export function followComputer(bar: Bar, resyncClock: () => void): void {
  const { sync } = bar
  powerMonitor.on('resume', () => {
    resyncClock()
    sync.wake()
  })
  powerMonitor.on('lock-screen', () => {
    sync.setScreenLocked(true)
    proposeBreak(bar)
  })
  powerMonitor.on('unlock-screen', () => {
    sync.setScreenLocked(false)
    proposeReturn(bar)
  })
  powerMonitor.on('shutdown', (event?: { readonly preventDefault: () => void }) => {
    if (!bar.settings.get().values['session.logOutOnShutdown']) return
    event?.preventDefault()
    void bar.bus.dispatch({ id: 'agent.logout', source: 'main' }).then(() => app.quit())
  })
  watchNetwork(sync.wake)
}

/** Seen when the screen is unlocked again: nobody is put on break without asking. */
function proposeBreak(bar: Bar): void {
  if (!bar.settings.get().values['breaks.proposeOnLock'] || bar.store.get().call !== null) return
  if (viewOf(bar.store.get()).standing === 'available') propose(bar, 'lock_propose_break', 'break.toggle')
}

function proposeReturn(bar: Bar): void {
  if (!bar.settings.get().values['breaks.proposeOnLock']) return
  if (viewOf(bar.store.get()).standing === 'onBreak') propose(bar, 'lock_propose_return', 'break.end')
}

function propose({ store }: Bar, key: SentenceKey, command: Mend['command']): void {
  store.apply({
    type: 'noticed',
    notice: notice('lock', 'warning', { key }, Date.now(), { mend: { command } }),
  })
}
