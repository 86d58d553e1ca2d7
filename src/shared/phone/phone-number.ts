import { readCopied } from './copied'
import { readDialled } from './dialled'
import type { Reading } from './reading'

/** A text longer than this is not looked through to its end. */
const LONGEST_TEXT = 2_000

/**
 * Where the text comes from. Who types means a number, whatever its shape; a link may not name star and hash codes
 * (they forward calls and open doors); in what somebody copied, most figures are no number.
 */
export type NumberSource = 'typed' | 'link' | 'copied'

/** The numbers of a text, the first one first; null where there is none. The one reader, for every surface. */
export function readNumbers(text: string, from: NumberSource): Reading | null {
  const short = text.slice(0, LONGEST_TEXT)
  return from === 'copied' ? readCopied(short) : readDialled(short, from === 'typed')
}

/**
 * A number as the PABX takes it: digits, `*`, `#` and a leading `+`, 2 to 32 characters; formatting is stripped.
 * Null for anything else.
 */
export const parseNumber = (text: string): string | null => readNumbers(text, 'typed')?.number ?? null
