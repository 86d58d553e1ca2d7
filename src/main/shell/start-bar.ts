import { app, clipboard, nativeTheme } from 'electron'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { alertsOf, notice } from '../../shared/agent/notices'
import type { Snapshot } from '../../shared/agent/state'
import { commandOf } from '../../shared/commands'
import { createBar, type Bar } from '../core/bar'
import { answerCli, openLink } from '../core/cli-answer'
import { parseArguments, type Arguments } from '../core/cli-args'
import { createClock } from '../core/clock'
import { createRedactor } from '../core/redact'
import { createRequestNotes } from '../core/request-notes'
import { openBarWindow, type BarWindow } from './bar-window'
import { serveCli } from './cli-socket'
import { followComputer } from './computer'
import { startDemoPabx } from './demo'
import { exportDiagnostics } from './diagnostics'
import { registerHotkeys } from './hotkeys'
import { openIpc, push } from './ipc'
import { keychain } from './keychain'
import { createLogger } from './log'
import { createPageWindows } from './page-window'
import { askPath, createPaper } from './paper'
import { createPabx } from './pabx'
import { readPolicy } from './policy'
import { refusePermissions } from './guard'
import { openReportEngine } from './report-engine'
import { reviveWindow } from './revive'
import { serveApp } from './protocol'
import { openSettingsFile } from './settings-file'
import { stopOnQuit } from './stop-on-quit'
import { createTextFile } from './text-file'
import { createTray } from './tray'
import { createPlaceFile } from './place-file'

type Start = Arguments & { readonly userData: string; readonly words: readonly string[] }

/** A page that is slower than this does not hold up the bar behind it. */
const PAGE_PATIENCE_MS = 1_500

const resources = join(import.meta.dirname, '../../resources')
const preload = join(import.meta.dirname, '../preload/index.cjs')

/** Wires the core to Electron and shows the bar. Nothing here waits for the keychain, the network or the disk. */
export async function startBar({ demo, hidden, invocation, userData }: Start): Promise<void> {
  const redactor = createRedactor()
  const log = createLogger(userData, !app.isPackaged, redactor)
  process.on('uncaughtException', (error) => log.error('uncaught', error))
  process.on('unhandledRejection', (error) => log.error('unhandled rejection', error))
  const clock = createClock()
  const requests = createRequestNotes()
  const place = createPlaceFile(join(userData, 'window.json'))
  const settingsFile = openSettingsFile(userData, log)
  const policy = readPolicy()
  const demoPabx = demo ? startDemoPabx(log) : null

  let barWindow: BarWindow | null = null
  const bar = createBar({
    clock,
    log,
    random: Math.random,
    newId: randomUUID,
    demo: demoPabx?.profile ?? null,
    secrets: demoPabx?.secrets ?? keychain,
    settingsFile,
    policy: demo ? {} : policy.tree,
    memory: createTextFile(join(userData, 'state.json')),
    systemLocales: app.getPreferredSystemLanguages(),
    pabx: (connection) => createPabx(connection, clock, redactor, requests, demoPabx?.ready),
    startDemo: () => {
      app.relaunch({ args: [...process.argv.slice(1), '--demo'] })
      app.quit()
    },
    reports: {
      openEngine: () => openReportEngine(userData, log),
      askPath: (name, format) => askPath(() => pages.get('reports'), name, format),
      wallNow: Date.now,
    },
    paper: createPaper(() => pages.get('reports')),
    desk: {
      focusBar: () => barWindow?.focus(),
      releaseFocus: () => barWindow?.releaseFocus(),
      toggleBar: () => barWindow?.toggle(),
      openWindow: (name) => pages.open(name),
      // A promise in newer versions of Electron, a string in older ones.
      readClipboard: async () => clipboard.readText(),
      exportDiagnostics: (path) => exportDiagnostics({ bar, userData, redactor, requests }, path),
      quit: () => app.quit(),
    },
  })
  const pages = createPageWindows(
    preload,
    () => undefined,
    (name) => {
      if (name === 'reports') bar.reports.close()
    },
  )
  tellTrouble(bar, clock.now(), { damaged: settingsFile.damaged, unreadable: policy.unreadable && !demo })

  await app.whenReady()
  refusePermissions()
  serveApp(join(import.meta.dirname, '../renderer'))
  const { dispatch } = bar.bus
  openIpc(
    {
      dispatch: (id, argument) => dispatch({ id, argument, source: 'bar' }),
      snapshot: bar.pushed,
      query: bar.query,
    },
    log,
  )
  const { values } = bar.settings.get()
  const shown = openBarWindow({
    preload,
    edge: values['bar.edge'],
    alwaysOnTop: values['bar.alwaysOnTop'],
    dark: values['bar.theme'] === 'system' ? nativeTheme.shouldUseDarkColors : values['bar.theme'] === 'dark',
    remembered: place.read(),
    onMoved: place.write,
  })
  barWindow = shown
  // At once, in the ground's colour: a window that is shown late misses a focus that was asked for early.
  if (!hidden) shown.show()

  const tray = createTray(join(resources, 'tray'), (id, argument) => {
    void dispatch({ id, argument, source: 'tray' })
  })
  const follow = (snapshot: Snapshot): void => {
    for (const window of [shown.window, ...pages.all()])
      if (!window.isDestroyed()) push(window.webContents, bar.pushed())
    shown.setRoom({ panel: snapshot.panel !== null, alert: alertsOf(snapshot).length > 0 })
    tray.update(snapshot)
  }
  bar.store.subscribe(follow)
  follow(bar.store.get())

  const hotkeys = (): void => {
    const refused = registerHotkeys(
      bar.settings.get().values,
      (id) => void dispatch({ id, source: 'hotkey' }),
      clock,
      log,
    )
    for (const { command, keys } of refused) {
      const values = { keys, command: { key: commandOf(command).label } }
      const told = notice(`hotkey-${command}`, 'warning', { key: 'hotkey_refused', values }, clock.now())
      bar.store.apply({ type: 'noticed', notice: told })
    }
  }
  hotkeys()
  bar.settings.subscribe((now) => {
    hotkeys()
    shown.setEdge(now['bar.edge'])
    shown.setAlwaysOnTop(now['bar.alwaysOnTop'])
  })

  const closeCli = serveCli(userData, (words) => answerCli(bar, parseArguments(words).invocation), log)
  app.on('second-instance', () => shown.show())
  app.on('open-url', (event, url) => {
    event.preventDefault()
    void openLink(bar, url)
  })
  followComputer(bar, clock.resync)
  reviveWindow(shown.window, log)
  stopOnQuit(bar, shown.window, closeCli)

  // The page first: reading the key and loading the client would hold up its files.
  await Promise.race([shown.loaded, new Promise((resolve) => setTimeout(resolve, PAGE_PATIENCE_MS))])
  await bar.start()
  if (invocation.kind === 'bar') for (const link of invocation.links) await openLink(bar, link)
  if (!bar.store.get().profile.complete && !demo && !hidden)
    await dispatch({ id: 'settings.open', source: 'main' })
}

function tellTrouble(bar: Bar, at: number, found: { damaged: boolean; unreadable: boolean }): void {
  const tell = (key: 'settings_damaged' | 'policy_unreadable') =>
    bar.store.apply({ type: 'noticed', notice: notice(key, 'warning', { key }, at) })
  if (found.damaged) tell('settings_damaged')
  if (found.unreadable) tell('policy_unreadable')
}
