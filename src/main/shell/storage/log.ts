// Not `electron-log/main`: that opens a channel of its own to every page.
import log from 'electron-log/node'
import { join } from 'node:path'
import { keptFiles } from '../../core/persistence/kept-files'
import type { Logger } from '../../core/kernel/ports'
import type { Redactor } from '../../core/secrets/redact'
import { closeToOthers } from './own-file'

/** One redacted log file in the user-data directory; the console only during development. */
export function createLogger(directory: string, verbose: boolean, { redact }: Redactor): Logger {
  log.transports.file.resolvePathFn = () => join(directory, keptFiles.log)
  // Only the agent may read the log, because it says what they did.
  log.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  closeToOthers(join(directory, 'logs'))
  log.transports.file.level = 'info'
  log.transports.file.maxSize = 2 * 1024 * 1024
  log.transports.console.level = verbose ? 'info' : false
  log.hooks.push((message) => ({ ...message, data: message.data.map(redact) }))
  return {
    info: (message, details) => log.info(message, ...(details === undefined ? [] : [details])),
    warn: (message, details) => log.warn(message, ...(details === undefined ? [] : [details])),
    error: (message, details) => log.error(message, ...(details === undefined ? [] : [details])),
  }
}
