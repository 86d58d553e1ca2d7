import { callIdIn } from '../calls/call-id'
import { readNumbers } from './phone-number'
import type { ProposedNumber } from '../snapshot/state'
import type { Reading } from './reading'

/**
 * A number that comes from outside while somebody types is dialled by no key that was meant for another program.
 * Milliseconds after it was shown or changed.
 */
export const UNSEEN_MS = 800

/** Proposed by a web page or another program: nobody pressed anything in the bar for it. */
export const isFromOutside = ({ from }: Pick<ProposedNumber, 'from'>): boolean =>
  from === 'link' || from === 'commandLine'

/** What a copied text offers: numbers to dial, or a call to take over. */
export type Proposal =
  { readonly kind: 'number'; readonly reading: Reading } | { readonly kind: 'call'; readonly id: string }

export function proposalIn(copied: string): Proposal | null {
  const reading = readNumbers(copied, 'copied')
  if (reading !== null) return { kind: 'number', reading }
  const id = callIdIn(copied)
  return id === null ? null : { kind: 'call', id }
}
