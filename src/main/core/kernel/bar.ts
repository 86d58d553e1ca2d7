import { emptySnapshot } from '../../../shared/snapshot/reduce'
import type { Profile } from '../../../shared/snapshot/state'
import { availabilities } from '../../../shared/commands/rules'
import { hotkeysOf } from '../../../shared/settings/settings'
import type { PanelRows } from '../../../shared/windows/bar-size'
import type { Pushed } from '../../../shared/ipc/bridge'
import { notice } from '../../../shared/snapshot/notices'
import type { BarPorts } from './bar-ports'
import { createBus, type Bus } from './bus'
import { createHoldWatch } from '../calls/hold-watch'
import { createCaFile } from '../settings/ca-file'
import { createCoach } from '../breaks/coach'
import { createEraser } from '../history/eraser'
import { createGate } from './gate'
import { createHistory } from '../history/history'
import { createKeyBindings } from '../secrets/key-bindings'
import { createKeyRing } from '../secrets/key-ring'
import { createKeyReader } from '../secrets/key-reader'
import { createMemory, createStateKeeper, isWorthKeeping } from '../persistence/memory'
import { roadOf } from '../pabx/network/road'
import { DEMO_ORIGIN, originOf } from '../pabx/origin'
import { createPace } from './pace'
import { createPanelRows, rowsOf } from '../windows/panel-rows'
import { createPolicyWatch } from '../policy/policy-watch'
import type { Core } from './perform'
import { profileOf } from '../agent/profile'
import { createQueries, type Query } from './queries'
import { connectReport } from '../reports/connect'
import { createReportDesk, type Connected, type ReportDesk } from '../reports/desk'
import { restore } from '../persistence/restore'
import { createSettingsStore, type SettingsStore } from '../settings/settings-store'
import { createStore, type Store } from './store'
import { createSync, type Sync } from '../polling/sync'
import { createTeamWatch } from '../team/team-watch'
import { createUpdates, type Updates } from '../updates/updates'
import type { Connection } from '../pabx/vocom-client'

export type Bar = {
  readonly store: Store
  readonly bus: Bus
  readonly query: Query
  readonly sync: Sync
  readonly settings: SettingsStore
  readonly reports: ReportDesk
  readonly updates: Updates
  readonly setScreenLocked: (locked: boolean) => void
  /** Back from sleep. */
  readonly woke: () => void
  /** What decides how high the open panel is. */
  readonly panelRows: () => PanelRows
  /** What a window is pushed. */
  readonly pushed: () => Pushed
  /** Reads the key and what is remembered, then begins to poll. */
  readonly start: () => Promise<void>
  /** Keeps what must outlive this run, and stops. */
  readonly stop: () => Promise<void>
}

const LINK_FOCUS_PAUSE_MS = 2_000

/** The whole bar without Electron. */
export function createBar(ports: BarPorts): Bar {
  const { clock, log, memory } = ports
  const store = createStore(emptySnapshot, (bug) => log.error('bug in a listener of the store', bug))
  const settings = createSettingsStore(ports.settingsFile, ports.policy, log)
  const policy = createPolicyWatch({ store, settings, source: ports.policy, clock, log })
  const keyRing = createKeyRing(ports.secrets, createKeyBindings(ports.keyBinding, log), clock, log)
  const origin = (): string =>
    ports.demo === null ? originOf(settings.get().values['pabx.baseUrl']) : DEMO_ORIGIN

  const connection = (): Connection | null => {
    const values = settings.get().values
    const key = keyRing.keyFor(origin())
    const baseUrl = ports.demo?.baseUrl() ?? values['pabx.baseUrl']
    if (baseUrl === '' || key === null) return null
    return {
      baseUrl,
      key,
      allowInsecureHttp: values['pabx.allowInsecureHttp'],
      keyVersion: keyRing.version(),
      ...roadOf(values),
    }
  }
  const pabx = ports.pabx(connection)

  // What the last run left is taken up before anything is written in its place.
  const live = createGate()
  const stateKeeper = createStateKeeper(store, memory, clock, log)
  const { keepNow, applyKept } = createMemory(store, stateKeeper, live)

  const core: Core = {
    store,
    pabx,
    clock,
    log,
    desk: ports.desk,
    newId: ports.newId,
    keepNow,
    applyKept,
    isKeyInUse: (version) => version === keyRing.version(),
    poke: (carriedOut) => sync.poke(carriedOut),
    clearHistory: () => history.clear(),
    eraseNumber: (number) => eraser.erase(number),
    updates: { check: () => updates.check(), install: () => updates.install() },
    confirmsLinkDial: () => settings.get().values['links.confirmDial'],
    isReportRunning: () => reports.isRunning(),
    mayLinkFocus: createPace(clock, LINK_FOCUS_PAUSE_MS),
    adoptsFromLinks: () => settings.get().values['links.adopt'] === 'on',
  }
  const team = createTeamWatch(store, clock, () => settings.get().values['pabx.timeZone'])
  /** Time that was slept without anything telling of it, and a wall clock that was set, are noticed with the next poll. */
  const followWallClock = (): void => {
    const { ahead, jumped } = clock.compare()
    if (!jumped) return
    store.apply({ type: 'clockCompared', ahead })
    coach.woke()
    history.prune()
  }
  const sync: Sync = createSync({
    ...core,
    random: ports.random,
    onPoll: followWallClock,
    onLists: team.onLists,
  })
  const bus = createBus(core)
  const keepDays = (): number => settings.get().values['history.keepDays']
  const history = createHistory({
    store,
    clock,
    file: ports.history,
    keepDays,
    onRefused: (error) => log.error('history not kept', error),
    live,
  })
  const coach = createCoach({ store, clock, desk: ports.desk, settings: () => settings.get().values })
  const warnSeconds = (): number => settings.get().values['calls.holdWarnSeconds']
  const holdWatch = createHoldWatch({ store, clock, warnSeconds })
  const connect = (): Connected =>
    // The demo PABX does not follow the settings.
    ports.demo === null
      ? connectReport({ connection, companyId: () => store.get().profile.companyId, pabxAt: ports.pabx })
      : { pabx, isCurrent: () => true }
  const reports = createReportDesk({ ...ports.reports, connect, clock, log, store, settings })
  const eraser = createEraser({ ...core, ...ports, history, stateKeeper, reports })
  const updates = createUpdates({
    ...core,
    updater: ports.updater,
    random: ports.random,
    feedUrl: () => settings.get().values['updates.feedUrl'],
    isBusy: reports.isHeld,
  })
  const query = createQueries({
    store,
    settings,
    keyRing,
    clock,
    log,
    pabxWith: (other) => ports.pabx(() => other),
    startDemo: ports.startDemo,
    history: history.read,
    reports,
    listSeparator: ports.reports.listSeparator,
    paper: ports.paper,
    hotkeys: ports.hotkeys,
    files: ports.files,
    caFile: createCaFile(ports.caFile, settings),
    confirmImport: ports.confirmImport,
    forgetCopied: ports.forgetCopied,
    resetPlace: ports.resetPlace,
    isWayland: ports.isWayland,
    unavailable: ports.unavailable,
    logOut: () => bus.dispatch({ id: 'agent.logout', source: 'bar' }),
    team: () => ({ ...team.seen(), favourites: history.read().favourites }),
    star: history.star,
  })

  const panelRows = createPanelRows(() =>
    rowsOf(team.seen().members, history.read(), store.get().profile.agent),
  )

  const currentProfile = (): Profile => profileOf(settings.get().values, ports.demo, ports.systemLocales)
  store.apply({ type: 'profileChanged', profile: currentProfile() })

  const loadKey = createKeyReader({ store, clock, log, keyRing, origin, keychain: ports.secrets.watch })

  settings.subscribe((now, before) => {
    store.apply({ type: 'profileChanged', profile: currentProfile() })
    const isMoved = originOf(now['pabx.baseUrl']) !== originOf(before['pabx.baseUrl'])
    if (isMoved || now['pabx.companyId'] !== before['pabx.companyId']) void loadKey()
    coach.replan()
    holdWatch.replan()
    if (now['history.keepDays'] !== before['history.keepDays']) history.prune()
    sync.wake()
    void updates.follow()
  })
  store.subscribe((now, before) => {
    if (isWorthKeeping(now, before)) void keepNow()
    if (now.key !== before.key) sync.wake()
  })

  return {
    store,
    bus,
    query,
    sync,
    settings,
    reports,
    updates,
    setScreenLocked: (locked) => {
      sync.setScreenLocked(locked)
      coach.setScreenLocked(locked)
    },
    woke: () => {
      followWallClock()
      coach.woke()
      history.prune()
      sync.wake()
      void policy.look()
    },
    panelRows: () => panelRows(store.get().panel),
    pushed: () => ({
      snapshot: store.get(),
      may: availabilities(store.get()),
      keys: hotkeysOf(settings.get().values),
      now: clock.now(),
    }),
    start: async () => {
      const text = await memory.read().catch(() => null)
      await history.load()
      restore(store, text, clock)
      eraser.begin()
      live.open()
      void keepNow()
      policy.start()
      for (const { name, why } of settings.get().problems.filter(({ why }) => why !== 'unknown')) {
        const key = why === 'invalid' ? 'settings_value_invalid' : 'settings_policy_only'
        const sentence = { key, values: { name } } as const
        store.apply({ type: 'noticed', notice: notice(`setting-${name}`, 'warning', sentence, clock.now()) })
      }
      await loadKey()
      sync.wake()
      void updates.follow()
    },
    stop: async () => {
      policy.stop()
      coach.stop()
      holdWatch.stop()
      updates.stop()
      sync.stop()
      // First, because nothing that goes wrong below may cost what is kept.
      const kept = Promise.all([keepNow().then(stateKeeper.close), history.stop()])
      await Promise.all([kept, reports.close()])
    },
  }
}
