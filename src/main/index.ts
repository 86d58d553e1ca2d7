import { app } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArguments } from './core/cli-args'
import { debuggerSwitch } from './core/debug-switches'
import { openEarlyWindow } from './shell/early-window'
import { guardContents } from './shell/guard'
import { registerScheme } from './shell/protocol'

/*
 * Entry: what must be said before Chromium is ready, and the window that takes longest to come. Everything
 * else stands in take-up.ts and is read while Chromium and the page's process start.
 */

// In development the first bare word is the app's folder; in the installed app there is none.
const words = withoutAppFolder(process.argv.slice(1))
const wanted = parseArguments(words)

// Chromium refuses to run as root with a sandbox; then, and only then, somebody switched it off.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerScheme()
guardContents()
// Three crashes of the GPU process end Chromium otherwise; an agent in a call would lose the hotkeys with it.
app.commandLine.appendSwitch('disable-gpu-process-crash-limit')
app.commandLine.appendSwitch('disable-features', 'SpareRendererForSitePerProcess')
if (wanted.demo) app.setPath('userData', join(app.getPath('userData'), 'demo'))
mkdirSync(app.getPath('userData'), { recursive: true, mode: 0o700 })

const isDebugged = app.isPackaged && debuggerSwitch(process.argv) !== null
const concernsBar = ['bar', 'run', 'status'].includes(wanted.invocation.kind)
const isFirst = !isDebugged && concernsBar && app.requestSingleInstanceLock()
const early = isFirst && wanted.invocation.kind === 'bar' ? openEarlyWindow() : null

void begin()

async function begin(): Promise<void> {
  // Not in step with the window: both would be slower.
  await early
  const { takeUp } = await import('./take-up')
  await takeUp({ wanted, words, isDebugged, isFirst, early })
}

function withoutAppFolder(all: readonly string[]): readonly string[] {
  if (app.isPackaged) return all
  const folder = all.findIndex((word) => !word.startsWith('-'))
  return all.filter((_word, index) => index !== folder)
}
