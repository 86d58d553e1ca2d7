import { app } from 'electron'
import { resolveLocale, say } from '../shared/i18n/say'
import type { Arguments } from './core/cli-args'
import { answerOffline, withWholePaths } from './shell/cli'
import { askRunningBar } from './shell/cli-socket'
import type { EarlyWindow } from './shell/early-window'
import { startBar } from './shell/start-bar'

type Start = {
  readonly wanted: Arguments
  readonly words: readonly string[]
  /** Started with a switch that opens it to a debugger, which the installed app refuses. */
  readonly isDebugged: boolean
  /** No other bar runs with these settings. */
  readonly isFirst: boolean
  /** There where a bar is to be shown. */
  readonly early: Promise<EarlyWindow> | null
}

/** Composition root: who is asked for (a bar, a word with the running one, or just an answer). */
export async function takeUp({ wanted, words, isDebugged, isFirst, early }: Start): Promise<void> {
  const { invocation, demo } = wanted
  const userData = app.getPath('userData')
  if (isDebugged) {
    exit({ code: 1, out: '', err: sentence('cli_debugger_refused') })
    return
  }
  const offline = answerOffline(invocation)
  if (offline !== null) {
    exit(offline)
    return
  }
  if (invocation.kind === 'report') {
    // A process of its own beside the bar: loaded when asked for, as hardly any start does.
    const { reportFromCli } = await import('./shell/report-cli')
    const { report, options } = invocation
    exit(await reportFromCli({ report, options, demo, userData }))
    return
  }
  if (!isFirst) {
    const answer = await askRunningBar(userData, withWholePaths(words, invocation))
    exit(answer ?? { code: 1, out: '', err: sentence('cli_no_answer') })
    return
  }
  if (early === null) {
    exit({ code: 1, out: '', err: sentence('cli_not_running') })
    return
  }
  await startBar({ ...wanted, userData, early })
}

function sentence(key: 'cli_no_answer' | 'cli_not_running' | 'cli_debugger_refused'): string {
  return say({ key }, resolveLocale('system', app.getPreferredSystemLanguages()))
}

/** Prints and ends, before any window is shown. */
function exit({ code, out, err }: { code: number; out: string; err: string }): void {
  if (out !== '') process.stdout.write(`${out}\n`)
  if (err !== '') process.stderr.write(`${err}\n`)
  app.exit(code)
}
