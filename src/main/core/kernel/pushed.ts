import { availabilities } from '../../../shared/commands/rules'
import type { Pushed } from '../../../shared/ipc/bridge'
import type { PageName } from '../../../shared/ipc/queries'
import { hotkeysOf } from '../../../shared/settings/settings'
import type { ReportSession } from '../reports/session'
import type { SettingsStore } from '../settings/settings-store'
import type { BarPorts } from './bar-ports'
import type { Store } from './store'

type Read = Pick<BarPorts, 'clock' | 'hotkeys'> & {
  readonly store: Store
  readonly settings: SettingsStore
  readonly session: Pick<ReportSession, 'view'>
}

/** What that page's window is pushed: the snapshot, what may be pressed, and the page's own part. */
export const pushedTo =
  ({ store, settings, clock, hotkeys, session }: Read) =>
  (page: PageName): Pushed => ({
    snapshot: store.get(),
    may: availabilities(store.get()),
    keys: hotkeysOf(settings.get().values),
    now: clock.now(),
    report: page === 'reports' ? session.view() : null,
    hotkeys: page === 'settings' ? hotkeys.state() : null,
  })
