import { app } from 'electron'
import { commandIds, commandOf } from '../../shared/commands'
import { resolveLocale, say } from '../../shared/i18n/say'
import type { CliAnswer } from '../core/cli-answer'
import type { Invocation } from '../core/cli-args'

/** What can be answered without any bar: version, help, a mistake in the flags. Null for the rest. */
export function answerOffline(invocation: Invocation): CliAnswer | null {
  const locale = resolveLocale('system', app.getPreferredSystemLanguages())
  switch (invocation.kind) {
    case 'version':
      return { code: 0, out: versions(invocation.verbose), err: '' }
    case 'help':
      return { code: 0, out: helpText(locale), err: '' }
    case 'report':
      return { code: 1, out: '', err: say({ key: 'reason_no_reports_yet' }, locale) }
    case 'mistake':
      return { code: 2, out: '', err: say(invocation.sentence, locale) }
    default:
      return null
  }
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
