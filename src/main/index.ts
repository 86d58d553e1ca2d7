import { app, dialog, Menu } from 'electron'
import { join } from 'node:path'
import { parseArguments } from './core/cli/cli-args'
import { debuggerSwitch, debugSwitches } from './core/cli/debug-switches'
import { forgetForeignAppImage } from './shell/updates/app-image'
import { forgetStaleLock } from './shell/start/bar-lock'
import { keepMemoryOutOfDumps } from './shell/start/core-dumps'
import { openEarlyWindow } from './shell/start/early-window'
import { guardContents } from './shell/windows/guard'
import { writableFolder } from './shell/start/own-folders'
import { registerScheme } from './shell/windows/protocol'
import { hasDisplay } from './shell/system/session-kind'

/*
 * Entry point: only what Chromium must be told before it is ready. Chromium does not wait for an import, so everything
 * else is in role.ts, which is loaded while Chromium starts.
 */

keepMemoryOutOfDumps()
forgetForeignAppImage()
// In development the first bare word is the app's folder; in the installed app there is none.
const words = withoutAppFolder(process.argv.slice(1))
const wanted = parseArguments(words)

// Chromium refuses to run as root with a sandbox. When the sandbox is off for another reason, the bar warns about it
// (shell/start/sandbox.ts).
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerScheme()
guardContents()
// Electron's default menu reloads the page, and quits during a call without asking. On macOS start-bar.ts makes another
// menu.
Menu.setApplicationMenu(null)
// By default three crashes of the GPU process end Chromium; an agent in a call would lose the hotkeys with it.
app.commandLine.appendSwitch('disable-gpu-process-crash-limit')
app.commandLine.appendSwitch('disable-features', 'SpareRendererForSitePerProcess')
// Pages have no network, and main asks the PABX through Node: Chromium's network needs no process of its own.
app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2')
// A page's `<link rel="dns-prefetch">` could send any text to a name server.
app.commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false')
if (wanted.demo) app.setPath('userData', join(app.getPath('userData'), 'demo'))
const userData = app.getPath('userData')
const scratch = writableFolder(userData)
if (scratch !== userData) app.setPath('userData', scratch)

// Checked first, before Chromium opens the debugger that was asked for. The message is in English, for developers.
const isDebugged =
  debuggerSwitch(process.argv) !== null || debugSwitches.some((name) => app.commandLine.hasSwitch(name))
if (app.isPackaged && isDebugged) {
  process.stderr.write('The installed Vocom Bar does not open itself to debuggers.\n')
  process.exit(1)
}
// Only a bar takes the lock: otherwise a bar that starts at the same moment as a command line would find it taken.
const isFirst = wanted.invocation.kind === 'bar' && hasDisplay() && takeLock()

begin().catch(failedToBegin).catch(giveUp)

function takeLock(): boolean {
  forgetStaleLock(scratch)
  return app.requestSingleInstanceLock()
}

/**
 * Main's program in parts, the largest last. Chromium's own work for the page runs on this thread too: it goes on
 * between two parts, and would wait for the whole.
 */
const parts = [
  () => import('../shared/i18n/say'),
  () => import('../shared/settings/settings'),
  () => import('./shell/storage/log'),
  () => import('./shell/pabx/network'),
  () => import('./shell/storage/settings-file'),
  () => import('./core/kernel/bar'),
] as const

async function begin(): Promise<void> {
  const folders = { userData, scratch }
  const early = isFirst ? await openEarlyWindow({ ...wanted, ...folders }) : null
  // The page first: this program would delay its files.
  await early?.mayRead
  for (const load of parts) await load()
  const { takeRole } = await import('./role')
  await takeRole({ wanted, words, early, folders })
}

async function failedToBegin(fault: unknown): Promise<void> {
  const { tellFailedStart } = await import('./shell/start/failed-start')
  await tellFailedStart(fault, { invocation: wanted.invocation, folders: { userData, scratch } })
}

/**
 * Ends a start that failed before even the agent's language was known; an invisible process would hold the lock
 * forever.
 */
function giveUp(fault: unknown): void {
  process.stderr.write(`${String(fault)}\n`)
  if (wanted.invocation.kind === 'bar') dialog.showErrorBox('Vocom Bar', String(fault))
  app.exit(1)
}

function withoutAppFolder(all: readonly string[]): readonly string[] {
  if (app.isPackaged) return all
  const folder = all.findIndex((word) => !word.startsWith('-'))
  return all.filter((_word, index) => index !== folder)
}
