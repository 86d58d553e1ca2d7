import { app, BrowserWindow, dialog } from 'electron'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { say, type PlainKey } from '../../../shared/i18n/say'
import { resolveLocale, type Locale } from '../../../shared/i18n/locale'
import { mergeSettings } from '../../../shared/settings/settings'
import type { Invocation } from '../../core/cli/cli-args'
import { keptFiles } from '../../core/persistence/kept-files'
import { createRedactor } from '../../core/secrets/redact'
import { createLogger } from '../storage/log'
import type { Folders } from './own-folders'
import { readPolicy } from '../security/policy'

/** How much of an error is shown in the dialog. Characters. */
const LONGEST = 500

type Start = { readonly invocation: Invocation; readonly folders: Folders }

/**
 * Reports a failed start on stderr, in the log, and to the agent in a dialog that offers another try. The process
 * always ends and releases the single-instance lock. A command line gets exit status 1.
 */
export async function tellFailedStart(fault: unknown, { invocation, folders }: Start): Promise<void> {
  const redactor = createRedactor()
  const what = String(redactor.redact(fault instanceof Error ? fault.message : String(fault)))
  const locale = await localeOf(folders.userData)
  const sentence = say({ key: 'start_failed', values: { what: what.slice(0, LONGEST) } }, locale)
  process.stderr.write(`${sentence}\n`)
  const log = createLogger(folders.scratch, false, redactor)
  log.error('the start failed', fault)
  // Otherwise Electron opens an error dialog of its own, and the process does not end until the agent has closed it.
  process.on('uncaughtException', (error) => log.error('uncaught', error))
  if (invocation.kind !== 'bar') {
    app.exit(1)
    return
  }
  await app.whenReady()
  // The bar's window came before the program that failed, and would show itself over the dialog. Without this listener
  // Electron quits with its last window.
  app.on('window-all-closed', () => undefined)
  for (const window of BrowserWindow.getAllWindows()) window.destroy()
  const words = (key: PlainKey): string => say({ key }, locale)
  // The synchronous dialog: on Linux, the promise of the other one never settles in a process with nothing else to do.
  const answer = dialog.showMessageBoxSync({
    type: 'error',
    title: 'Vocom Bar',
    message: sentence,
    buttons: [words('try_again'), words('command_quit')],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  // In a new process, because this one is only partly loaded.
  if (answer === 0) app.relaunch()
  app.exit(1)
}

/** The agent's language, if the settings can be read; they may be the reason for the failure. */
async function localeOf(userData: string): Promise<Locale> {
  const system = app.getPreferredSystemLanguages()
  try {
    const file: unknown = JSON.parse(readFileSync(join(userData, keptFiles.settings), 'utf8'))
    const policy = await readPolicy()
    const tree = policy.kind === 'inForce' ? policy.tree : {}
    return resolveLocale(mergeSettings(file, tree).values.language, system)
  } catch {
    return resolveLocale('system', system)
  }
}
