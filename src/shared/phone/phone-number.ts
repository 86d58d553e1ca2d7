import { readCopied } from './copied'
import { readDialled } from './dialled'
import type { Reading } from './reading'

/** The rest of a longer text is ignored. Characters. */
const LONGEST_TEXT = 2_000

/**
 * Where the text comes from. A typed text is a number, whatever its shape. A link may not contain star and hash codes,
 * which forward calls and open doors. In a copied text most figures are no numbers.
 */
export type NumberSource = 'typed' | 'link' | 'copied'

/**
 * The numbers in a text, the first one first; null when there is none. Every surface reads numbers with this function.
 */
export function readNumbers(text: string, from: NumberSource): Reading | null {
  const short = text.slice(0, LONGEST_TEXT)
  return from === 'copied' ? readCopied(short) : readDialled(short, from === 'typed')
}

/**
 * A number as the PABX accepts it: digits, `*`, `#` and a leading `+`, 2 to 32 characters, without formatting. Null for
 * anything else.
 */
export const parseNumber = (text: string): string | null => readNumbers(text, 'typed')?.number ?? null
