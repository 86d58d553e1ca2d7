import { app } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { resolveLocale, say } from '../shared/i18n/say'
import { parseArguments } from './core/cli-args'
import { debuggerSwitch } from './core/debug-switches'
import { answerOffline, withWholePaths } from './shell/cli'
import { askRunningBar } from './shell/cli-socket'
import { guardContents } from './shell/guard'
import { registerScheme } from './shell/protocol'
import { startBar } from './shell/start-bar'

/*
 * Composition root: who is asked for (a bar, a word with the running one, or just an answer), and the
 * folder it all lives in. Everything else is wired in shell/start-bar.ts.
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

void begin()

async function begin(): Promise<void> {
  const debugging = app.isPackaged ? debuggerSwitch(process.argv) : null
  if (debugging !== null) {
    exit({ code: 1, out: '', err: sentence('cli_debugger_refused') })
    return
  }
  const offline = answerOffline(wanted.invocation)
  if (offline !== null) {
    exit(offline)
    return
  }

  if (wanted.invocation.kind === 'report') {
    // A process of its own beside the bar: loaded when asked for, as hardly any start does.
    const { reportFromCli } = await import('./shell/report-cli')
    const { report, options } = wanted.invocation
    exit(await reportFromCli({ report, options, demo: wanted.demo, userData: app.getPath('userData') }))
    return
  }
  if (!app.requestSingleInstanceLock()) {
    const answer = await askRunningBar(app.getPath('userData'), withWholePaths(words, wanted.invocation))
    exit(answer ?? { code: 1, out: '', err: sentence('cli_no_answer') })
    return
  }
  if (wanted.invocation.kind === 'status' || wanted.invocation.kind === 'run') {
    exit({ code: 1, out: '', err: sentence('cli_not_running') })
    return
  }
  await startBar({ ...wanted, userData: app.getPath('userData'), words })
}

function sentence(key: 'cli_no_answer' | 'cli_not_running' | 'cli_debugger_refused'): string {
  return say({ key }, resolveLocale('system', app.getPreferredSystemLanguages()))
}

/** Prints and ends, before any window exists. */
function exit({ code, out, err }: { code: number; out: string; err: string }): void {
  if (out !== '') process.stdout.write(`${out}\n`)
  if (err !== '') process.stderr.write(`${err}\n`)
  app.exit(code)
}

function withoutAppFolder(all: readonly string[]): readonly string[] {
  if (app.isPackaged) return all
  const folder = all.findIndex((word) => !word.startsWith('-'))
  return all.filter((_word, index) => index !== folder)
}
