import { app } from 'electron'
import { setTimeout as pause } from 'node:timers/promises'
import { isCommandId } from '../shared/commands/table'
import { say, type PlainKey, type Sentence } from '../shared/i18n/say'
import { resolveLocale } from '../shared/i18n/locale'
import type { CliAnswer } from './core/cli/cli-answer'
import type { Arguments, Invocation } from './core/cli/cli-args'
import { isHeld } from './shell/start/bar-lock'
import { answerOffline, withWholePaths } from './shell/cli/cli'
import { askRunningBar } from './shell/cli/cli-socket'
import { openEarlyWindow, type EarlyWindow } from './shell/start/early-window'
import type { Folders } from './shell/start/own-folders'
import { hasDisplay } from './shell/system/session-kind'
import { startBar } from './shell/start/start-bar'

type Start = {
  readonly wanted: Arguments
  readonly words: readonly string[]
  /**
   * The window of the bar that was asked for. Null where another bar may be running with these settings, or none was
   * asked for.
   */
  readonly early: EarlyWindow | null
  readonly folders: Folders
}

/** A bar that is starting or quitting has answered or is gone by then. Milliseconds. */
const PATIENCE_MS = 4_000
const LOOK_EVERY_MS = 200
/**
 * A cold start on a busy disk can take long, and a lost link would not be clicked again, so links wait longer.
 * Milliseconds.
 */
const LINK_PATIENCE_MS = 300_000
const LOOK_AGAIN_EVERY_MS = 1_000
/**
 * Enough for the slowest command (a hang-up that waits for the answer to a dial and is then tried again), doubled.
 * Milliseconds.
 */
const COMMAND_LIMIT_MS = 120_000
const ANSWER_LIMIT_MS = 10_000
/** The slowest check of the doctor (the PABX, or a policy on Windows), doubled. Milliseconds. */
const DOCTOR_LIMIT_MS = 30_000
const CONNECT_LIMIT_MS = 2_000

const answerLimits: Readonly<Partial<Record<Invocation['kind'], number>>> = {
  run: COMMAND_LIMIT_MS,
  doctor: DOCTOR_LIMIT_MS,
}

/** Decides what this process is: a bar, a message to the running bar, or an answer that needs no bar. */
export async function takeRole({ wanted, words, early, folders }: Start): Promise<void> {
  const { invocation, demo } = wanted
  const start = async (): Promise<void> =>
    startBar({ ...wanted, ...folders, early: early ?? (await openEarlyWindow({ ...wanted, ...folders })) })
  const offline = answerOffline(invocation)
  if (offline !== null) {
    exit(offline)
    return
  }
  if (invocation.kind === 'report') {
    // Loaded on demand, because hardly any start runs a report.
    const { reportFromCli } = await import('./shell/cli/report-cli')
    const { report, options } = invocation
    exit(await reportFromCli({ report, options, demo, ...folders }))
    return
  }
  if (early !== null) {
    await start()
    return
  }
  // The program that reads the lines has ended.
  if (invocation.kind === 'watch') process.stdout.on('error', () => app.exit(0))
  const whole = withWholePaths(words, invocation)
  const begun = performance.now()
  const bringsLink = invocation.kind === 'bar' && invocation.links.length > 0
  const patienceMs = bringsLink && hasDisplay() ? LINK_PATIENCE_MS : PATIENCE_MS
  for (;;) {
    const answer = await askRunningBar(folders.userData, whole, {
      connectMs: CONNECT_LIMIT_MS,
      greetMs: ANSWER_LIMIT_MS,
      answerMs: answerLimits[invocation.kind] ?? ANSWER_LIMIT_MS,
      ...(invocation.kind === 'watch' ? { onLine: printLine } : {}),
    })
    // Showing the bar can be asked for again. Any other request may already have been carried out.
    if (answer === 'silent' && !(invocation.kind === 'bar' && invocation.links.length === 0)) {
      exit(told(1, { key: silences[invocation.kind] ?? 'cli_no_answer' }))
      return
    }
    if (answer !== null && answer !== 'silent' && answer !== 'unheard') {
      exit(answer)
      return
    }
    if (invocation.kind === 'bar' && hasDisplay() && app.requestSingleInstanceLock()) {
      await start()
      return
    }
    if (!isHeld(folders.scratch)) {
      if (invocation.kind !== 'bar' || !hasDisplay()) break
      // The bar has just quit, or the disk takes no lock; in that case this bar runs without one.
      app.requestSingleInstanceLock()
      await start()
      return
    }
    const waitedMs = performance.now() - begun
    if (waitedMs > patienceMs) {
      // The running bar received nothing, so nothing was done.
      if (answer === 'unheard') {
        exit(told(1, { key: 'cli_no_answer' }))
        return
      }
      break
    }
    await pause(waitedMs < PATIENCE_MS ? LOOK_EVERY_MS : LOOK_AGAIN_EVERY_MS)
  }
  if (invocation.kind === 'doctor') {
    const { doctorFromCli } = await import('./shell/doctor/doctor-cli')
    exit(await doctorFromCli({ demo, ...folders }))
    return
  }
  exit(unanswered(invocation))
}

function unanswered(invocation: Invocation): CliAnswer {
  if (invocation.kind === 'bar') return told(1, { key: hasDisplay() ? 'cli_no_answer' : 'cli_no_display' })
  const { command = '' } = invocation.kind === 'run' ? invocation : {}
  if (invocation.kind === 'run' && !isCommandId(command))
    return told(2, { key: 'command_unknown', values: { text: command.slice(0, 60) } })
  return told(1, { key: 'cli_not_running' })
}

const told = (code: number, sentence: Sentence): CliAnswer => ({
  code,
  out: '',
  err: say(sentence, resolveLocale('system', app.getPreferredSystemLanguages())),
})

/** Why nothing more came of a request that the bar had received. */
const silences: Partial<Record<Invocation['kind'], PlainKey>> = {
  run: 'cli_maybe_done',
  watch: 'cli_watch_broken',
}

/** Waits for a reader that is slow, so that the lines wait in the bar, which keeps only so many. */
const printLine = (line: string): Promise<void> =>
  new Promise((resolve) => process.stdout.write(`${line}\n`, () => resolve()))

/** Prints the answer and ends, before any window is shown. */
function exit({ code, out, err }: CliAnswer): void {
  if (out !== '') process.stdout.write(`${out}\n`)
  if (err !== '') process.stderr.write(`${err}\n`)
  app.exit(code)
}
