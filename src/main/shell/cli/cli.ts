import { app } from 'electron'
import { resolve } from 'node:path'
import { commandIds, commandOf, isCommandId } from '../../../shared/commands/table'
import { say } from '../../../shared/i18n/say'
import { resolveLocale } from '../../../shared/i18n/locale'
import type { CliAnswer } from '../../core/cli/cli-answer'
import type { Invocation } from '../../core/cli/cli-args'

/** The answers that need no bar: version, help, an error in the flags. Null for anything else. */
export function answerOffline(invocation: Invocation): CliAnswer | null {
  const locale = resolveLocale('system', app.getPreferredSystemLanguages())
  switch (invocation.kind) {
    case 'version':
      return { code: 0, out: versions(invocation.verbose), err: '' }
    case 'help':
      return { code: 0, out: helpText(locale), err: '' }
    case 'mistake':
      return { code: 2, out: '', err: say(invocation.sentence, locale) }
    default:
      return null
  }
}

/** Makes relative paths absolute, because the running bar has another working directory. */
export function withWholePaths(words: readonly string[], invocation: Invocation): readonly string[] {
  if (invocation.kind !== 'run' || invocation.argument === undefined) return words
  const { command, argument } = invocation
  if (!isCommandId(command) || commandOf(command).argument !== 'optionalPath') return words
  return words.map((word) => (word === argument ? resolve(argument) : word))
}

function versions(verbose: boolean): string {
  const { electron, chrome, node } = process.versions
  if (!verbose) return app.getVersion()
  return [`Vocom Bar ${app.getVersion()}`, `Electron ${electron}`, `Chromium ${chrome}`, `Node ${node}`].join(
    '\n',
  )
}

function helpText(locale: Parameters<typeof say>[1]): string {
  const commands = commandIds
    .filter((id) => commandOf(id).surfaces.includes('cli'))
    .map((id) => `  ${id.padEnd(18)} ${say({ key: commandOf(id).label }, locale)}`)
  return `${say({ key: 'cli_help' }, locale)}\n\n${commands.join('\n')}`
}
