import type { SteadyTime } from '../../../shared/time'
import type { Finding } from '../../../shared/doctor/findings'
import type { Pushed } from '../../../shared/ipc/bridge'
import type { PageName } from '../../../shared/ipc/queries'
import type { PanelRows } from '../../../shared/windows/panel-height'
import type { ReportSession } from '../reports/session'
import type { SettingsStore } from '../settings/settings-store'
import type { AtQuit } from '../updates/updates'
import type { BarPorts } from './bar-ports'
import { createBus, type Bus } from './bus'
import { subscribeAll, withAll, withEach, type Feature } from './feature'
import { createFeatures } from './features'
import { createKernel } from './kernel'
import { pushedTo } from './pushed'
import { createQuery, type Query } from './queries'
import type { Store } from './store'

export type Bar = {
  readonly store: Store
  readonly bus: Bus
  readonly query: Query
  readonly settings: SettingsStore
  readonly reports: Pick<ReportSession, 'close' | 'closeQuestion'>
  /** What to do about a newer version now that the bar has quit. */
  readonly atQuit: () => AtQuit
  readonly setScreenLocked: (locked: boolean) => void
  /** Back from sleep. */
  readonly woke: () => void
  readonly pollNow: () => void
  readonly doctor: () => Promise<readonly Finding[]>
  /** The numbers of rows that decide how high the open panel is. */
  readonly panelRows: () => PanelRows
  /** The steady clock, by which the moments in the snapshot go. */
  readonly now: () => SteadyTime
  /** What that page's window is pushed. */
  readonly pushed: (page: PageName) => Pushed
  /** Runs when the pushed value has changed for any window. */
  readonly onPushed: (run: () => void) => void
  /** Restores what the last run left, then starts polling. */
  readonly start: () => Promise<void>
  /** Saves what must outlive this run, and stops. */
  readonly stop: () => Promise<void>
}

/** The whole bar without Electron: its features, and how they hear of each event in turn. */
export function createBar(ports: BarPorts): Bar {
  const { clock, log } = ports
  const kernel = createKernel(ports, (carriedOut) => features.sync.poke(carriedOut))
  const { core, settings } = kernel
  const pushers: (() => void)[] = []
  const features = createFeatures(kernel, ports, {
    beforePoll: () => followClock(false),
    onPoll: (polls) => withFeatures((feature) => feature.onPoll?.(polls)),
    logOut: () => bus.dispatch({ id: 'agent.logout', source: 'bar' }),
    press: (press) => bus.dispatch(press),
    onReport: () => pushers.forEach((push) => push()),
  })
  const withFeatures = (what: (feature: Feature) => void): void => void withEach(features.all, log, what)
  const bus = createBus(core, features.handlers, (press, outcome) =>
    withFeatures((feature) => feature.onOutcome?.(press, outcome)),
  )

  /** Each poll checks for a sleep that the system did not report and for a changed wall clock. */
  function followClock(woke: boolean): void {
    const { ahead, jumped } = clock.compare()
    if (jumped) core.store.apply({ type: 'clockCompared', ahead })
    if (jumped || woke) withFeatures((feature) => feature.onWake?.())
  }
  const onIdentity = (): void => withFeatures((feature) => feature.onIdentity?.())
  const unsubscribe = subscribeAll(features.all, core.store, settings, onIdentity)
  return {
    store: core.store,
    bus,
    query: createQuery(features.answerers),
    settings,
    reports: features.reports.session,
    atQuit: features.updates.atQuit,
    setScreenLocked: (locked) => withFeatures((feature) => feature.onScreenLock?.(locked)),
    woke: () => followClock(true),
    pollNow: features.sync.wake,
    doctor: features.doctor.read,
    panelRows: () => features.panelRows(core.store.get().panel),
    now: clock.now,
    onPushed: (run) => {
      pushers.push(run)
      core.store.subscribe(run)
    },
    pushed: pushedTo({ ...ports, store: core.store, settings, session: features.reports.session }),
    start: async () => {
      await withEach(features.all, log, (feature) => feature.load?.())
      kernel.live.open()
      await withEach(features.all, log, (feature) => feature.live?.())
    },
    stop: async () => {
      unsubscribe()
      await withAll(features.all, log, (feature) => feature.stop?.())
    },
  }
}
