import { spawn } from 'node:child_process'
import type { Locale } from '../../../shared/i18n/locale'

/** Longer than any sentence of the bar takes. Milliseconds. */
const LIMIT_MS = 30_000

/**
 * Speaks by the speech dispatcher of a Linux desktop, and resolves when the sentence is over: false where it is not
 * installed. The text goes in by its input, because everybody can read the arguments of a program.
 */
export function speakByDispatcher(text: string, locale: Locale): Promise<boolean> {
  return new Promise((resolve) => {
    const words = ['--wait', '--application-name', 'Vocom Bar', '--language', locale, '--pipe-mode']
    const child = spawn('spd-say', words, { stdio: ['pipe', 'ignore', 'ignore'], timeout: LIMIT_MS })
    child.once('error', () => resolve(false))
    child.once('close', (code) => resolve(code === 0))
    child.stdin.on('error', () => undefined)
    child.stdin.end(`${text}\n`)
  })
}
