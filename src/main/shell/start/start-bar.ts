import { app, clipboard, nativeTheme, screen } from 'electron'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { wallTime } from '../../../shared/time'
import { alertsOf, notice } from '../../../shared/snapshot/notices'
import { panelHeight } from '../../../shared/windows/panel-height'
import { say } from '../../../shared/i18n/say'
import type { Locale } from '../../../shared/i18n/locale'
import type { Settings } from '../../../shared/settings/settings'
import { createBar } from '../../core/kernel/bar'
import { answerCli, createCliFollow, openLink } from '../../core/cli/cli-answer'
import { parseArguments, type Arguments } from '../../core/cli/cli-args'
import { createCompanionDoor } from '../../core/companion/door'
import { createClock } from '../../core/kernel/clock'
import { keptFiles } from '../../core/persistence/kept-files'
import { createHotkeyBoard } from '../../core/hotkeys/hotkey-board'
import { noPolicy } from '../../core/policy/policy'
import { createRedactor } from '../../core/secrets/redact'
import { createRequestNotes } from '../../core/pabx/request-notes'
import { appFile } from './app-files'
import { groundOf, lookOf } from '../windows/bar-look'
import { openBarWindow, type BarWindow } from '../windows/bar-window'
import { caDialog } from '../dialogs/ca-dialog'
import { serveCli } from '../cli/cli-socket'
import { createDoorFile } from '../door/door-file'
import { followPowerAndNetwork, unavailableSettings } from '../system/power-and-network'
import { startDemoPabx } from './demo'
import type { EarlyWindow } from './early-window'
import { exportDiagnostics } from '../storage/diagnostics'
import { globalKeyboard } from '../system/hotkeys'
import { followLogin } from '../system/start-at-login'
import { push } from '../ipc/ipc'
import { watchedKeychain } from '../security/keychain'
import { listSeparator } from '../system/list-separator'
import { createLogger } from '../storage/log'
import { createLogFiles } from '../storage/log-files'
import { createBuses } from '../system/message-bus'
import { giveMacMenu } from '../windows/mac-menu'
import { openLanes } from '../pabx/network'
import { createPagePlaceFile } from '../windows/page-place'
import { createPageWindows } from '../windows/page-window'
import { createPageOutput } from '../dialogs/print-and-pictures'
import { closeToOthers } from '../storage/own-file'
import type { Folders } from './own-folders'
import { createPabx } from '../pabx/pabx'
import { openPolicy } from '../security/policy'
import { createReportEngines } from '../reports/report-engine'
import { soon } from './soon'
import { tellCliTrouble, tellRefused, tellTrouble } from './troubles'
import { createReservedStrip } from '../windows/reserved-strip'
import { followReplacement } from './replaced'
import { reviveWindow } from '../windows/revive'
import { isSandboxOff } from './sandbox'
import { createSaveDialog } from '../dialogs/save-dialog'
import { openSettingsFile } from '../storage/settings-file'
import { isWayland } from '../system/session-kind'
import { confirmImport, forgetCopied, systemDesktop } from '../system/desktop'
import { stopOnQuit } from './stop-on-quit'
import { createTextExchange } from '../dialogs/text-exchange'
import { createTextFile, forgetUnread } from '../storage/text-file'
import { createTray } from '../tray/tray'
import { followTrayPanel } from '../tray/tray-panel'
import { createPositionFile } from '../windows/position-file'
import { createUpdater } from '../updates/updater'

type Start = Arguments & Folders & { readonly early: EarlyWindow }

const resources = appFile('resources')
const preload = appFile('out', 'preload', 'index.cjs')

/** Wires the core to Electron and shows the bar. Nothing here waits for the keychain, the network or the disk. */
export async function startBar({ demo, hidden, invocation, userData, scratch, early }: Start): Promise<void> {
  const redactor = createRedactor()
  const log = createLogger(scratch, !app.isPackaged, redactor)
  process.on('uncaughtException', (error) => log.error('uncaught', error))
  process.on('unhandledRejection', (error) => log.error('unhandled rejection', error))
  closeToOthers(userData)
  const clock = createClock()
  const requests = createRequestNotes()
  const lanes = openLanes()
  const buses = createBuses(log)
  const settingsFile = openSettingsFile(userData, log)
  const policy = demo ? noPolicy : await openPolicy(userData)
  const updater = createUpdater(log, createTextFile(join(userData, keptFiles.updates)))
  const demoPabx = demo ? startDemoPabx(log) : null
  const secrets = demoPabx?.secrets ?? watchedKeychain(buses)
  const engines = createReportEngines(scratch, log)

  let barWindow: BarWindow | null = null
  let pushAll = (): void => undefined
  const pushSoon = soon(() => pushAll())
  const hotkeys = createHotkeyBoard({
    keyboard: globalKeyboard,
    press: (id) => void bar.bus.dispatch({ id, source: 'hotkey' }),
    onRefused: (command, keys) => tellRefused(bar, command, keys, clock.now()),
    onFreed: (command) => bar.store.apply({ type: 'noticeDismissed', id: `hotkey-${command}` }),
    onChange: pushSoon,
    clock,
    log,
  })
  const locale = (): Locale => bar.store.get().profile.locale
  const ground = (): string =>
    groundOf(bar.settings.get().values['bar.theme'], nativeTheme.shouldUseDarkColors)
  const askInReports = createSaveDialog(() => pages.get('reports'), locale)
  const askAnywhere = createSaveDialog(() => undefined, locale)
  const bar = createBar({
    clock,
    log,
    random: Math.random,
    newId: randomUUID,
    demo: demoPabx?.profile ?? null,
    secrets,
    doorFile: createDoorFile(userData, log),
    keyBinding: createTextFile(join(userData, keptFiles.keyAddress)),
    settingsFile,
    policy,
    history: createTextFile(join(userData, keptFiles.history)),
    memory: createTextFile(join(userData, keptFiles.state)),
    forgetUnread: async () => {
      await forgetUnread(join(userData, keptFiles.history))
      await forgetUnread(join(userData, keptFiles.state))
    },
    logFiles: createLogFiles(scratch),
    systemLocales: app.getPreferredSystemLanguages(),
    pabx: (connection) => createPabx(connection, clock, redactor, requests, lanes, demoPabx?.ready),
    startDemo: () => {
      app.relaunch({ args: [...process.argv.slice(1), '--demo'] })
      app.quit()
    },
    reports: {
      openEngine: engines.open,
      askPath: askInReports,
      listSeparator,
      wallNow: () => wallTime(Date.now()),
    },
    hotkeys,
    updater,
    voice: async () => {
      const { createVoice } = await import('../heard/voice')
      return createVoice(buses, log)
    },
    doctor: async () => {
      const { openDoctor } = await import('../doctor/doctor')
      return openDoctor({ lanes, buses, keychain: secrets.watch, demo, redactor })
    },
    connectBrowsers: async () => (await import('../system/browsers')).connectBrowsers(userData),
    confirmImport,
    forgetCopied,
    files: createTextExchange(
      () => pages.get('settings'),
      createSaveDialog(() => pages.get('settings'), locale),
    ),
    caFile: caDialog(() => pages.get('settings')),
    resetPlace: () => barWindow?.resetPlace(),
    isWayland: isWayland(),
    unavailable: () => unavailableSettings(buses),
    pageOutput: createPageOutput(() => pages.get('reports'), askInReports),
    desktop: {
      showBar: () => barWindow?.show(),
      focusBar: () => barWindow?.focus(),
      releaseFocus: () => barWindow?.releaseFocus(),
      toggleBar: () => barWindow?.toggle(),
      fitPanel: (panel, height) => barWindow?.fitPanel(panel, height),
      openWindow: (name) => pages.open(name),
      // A promise in newer versions of Electron, a string in older ones.
      readClipboard: async () => clipboard.readText(),
      exportDiagnostics: (path) =>
        exportDiagnostics({ bar, folder: scratch, redactor, requests, askPath: askAnywhere }, path),
      ...systemDesktop,
      // The browser extension has a tab for it; the system opens a new one for every call.
      openPage: async (url) => companion.openPage(url) || systemDesktop.openPage(url),
      quit: () => app.quit(),
    },
  })
  const companion = createCompanionDoor(bar)
  const pages = createPageWindows(
    preload,
    () => barWindow?.freeArea() ?? screen.getPrimaryDisplay().workArea,
    () => lookOf(bar.settings.get().values).scale,
    ground,
    { reports: createPagePlaceFile(join(userData, keptFiles.reportsPlace)) },
    log,
    (name) => {
      if (name === 'reports') void bar.reports.close()
      releaseHotkeys(name)
    },
    (name) => releaseHotkeys(name),
    (name) => (name === 'reports' ? bar.reports.closeQuestion() : null),
  )
  /** A form that was closed can no longer record keys. */
  function releaseHotkeys(page: 'settings' | 'reports'): void {
    if (page !== 'settings') return
    hotkeys.suspend(false)
    hotkeys.examine(false)
  }
  tellTrouble(bar, clock.now(), {
    settings_damaged: settingsFile.damaged,
    wayland_limits: isWayland(),
    sandbox_off: isSandboxOff(),
  })
  followReplacement(() => {
    const told = notice('bar_replaced', 'warning', { key: 'bar_replaced' }, clock.now())
    bar.store.apply({ type: 'noticed', notice: told })
  })

  const { window, answerWith } = early
  const { dispatch } = bar.bus
  answerWith({
    dispatch: (id, argument, page, call) => dispatch({ id, argument, call, source: page }),
    snapshot: bar.pushed,
    query: bar.query,
    log,
  })
  const { values } = bar.settings.get()
  const places = createPositionFile(join(userData, keptFiles.place))
  const shown =
    (await early.shown) ?? openBarWindow({ window, look: lookOf(values), ground: ground(), places })
  barWindow = shown
  shown.setLook(lookOf(values))
  shown.reserveBy(createReservedStrip(log).reserve)
  if (!hidden) shown.show()
  reviveWindow(shown.window, log)
  // The page first: the tray, hotkeys and key would delay its files.
  await early.drawn

  const tray = createTray(join(resources, 'tray'), (id, argument, call) => {
    void dispatch({ id, argument, call, source: 'tray' })
  })
  void followTrayPanel(buses, clock, hidden, { renew: tray.renew, show: shown.show })
  pushAll = (): void => {
    if (shown.window.isDestroyed()) return
    const snapshot = bar.store.get()
    for (const [name, page] of [['bar', shown.window] as const, ...pages.all()])
      if (!page.isDestroyed()) push(page.webContents, bar.pushed(name))
    const panel = panelHeight(snapshot, shown.shape(), bar.panelRows())
    const room = { open: snapshot.panel, panel, alert: alertsOf(snapshot).length > 0 }
    shown.setRoom(room, snapshot.call !== null)
    tray.update(snapshot)
    hotkeys.setInCall(snapshot.call !== null)
  }
  bar.onPushed(pushSoon)
  pushAll()

  const applySettings = (now: Settings): void => {
    hotkeys.apply(now)
    followLogin(now.startAtLogin)
  }
  applySettings(values)
  bar.settings.subscribe((now) => {
    applySettings(now)
    shown.setLook(lookOf(now))
    restyle()
  })
  // A window that grows shows its ground before the page is painted there.
  function restyle(): void {
    if (shown.window.isDestroyed()) return
    shown.window.setBackgroundColor(ground())
    pages.restyle()
  }
  nativeTheme.on('updated', restyle)

  const followCli = createCliFollow(bar)
  const closeCli = serveCli(userData, {
    answer: (words) => companion.answer(words) ?? answerCli(bar, parseArguments(words).invocation),
    follow: (words) => companion.follow(words) ?? followCli(parseArguments(words).invocation),
    onTrouble: (trouble) => tellCliTrouble(bar, trouble, clock.now()),
    log,
  })
  // Only the bar's own scheme: which program opens tel: is the agent's or administrator's choice. On Windows the
  // command ends with `--`, so that a link is never read as a switch.
  if (app.isPackaged) app.setAsDefaultProtocolClient('vocom-bar', process.execPath, ['--'])
  app.on('second-instance', () => shown.show())
  app.on('open-url', (event, url) => {
    event.preventDefault()
    void openLink(bar, url)
  })
  followPowerAndNetwork(bar, lanes, buses)
  giveMacMenu(
    () => void dispatch({ id: 'app.quit', source: 'tray' }),
    say({ key: 'command_quit' }, bar.store.get().profile.locale),
  )
  stopOnQuit(bar, shown.window, closeCli, updater, log)
  early.mayClose()

  await bar.start()
  if (invocation.kind === 'bar') for (const link of invocation.links) await openLink(bar, link)
  if (!bar.store.get().profile.complete && !demo && !hidden)
    await dispatch({ id: 'settings.open', source: 'main' })
}
