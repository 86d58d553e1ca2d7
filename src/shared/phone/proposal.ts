import type { CallId } from '../ids'
import { callIdIn } from '../calls/call-id'
import { readNumbers } from './phone-number'
import type { ProposedNumber } from '../snapshot/state'
import type { Reading } from './reading'

/**
 * A number that arrives from outside can be dialled only after this time. Before that, a key press was meant for the
 * program in which the agent is typing. Milliseconds after the number was shown or changed.
 */
export const UNSEEN_MS = 800

/** The number comes from a web page or another program; the agent pressed nothing in the bar for it. */
export const isFromOutside = ({ from }: Pick<ProposedNumber, 'from'>): boolean =>
  from === 'link' || from === 'commandLine'

/** What a copied text offers: numbers to dial, or a call to adopt. */
export type Proposal =
  { readonly kind: 'number'; readonly reading: Reading } | { readonly kind: 'call'; readonly id: CallId }

export function proposalIn(copied: string): Proposal | null {
  const reading = readNumbers(copied, 'copied')
  if (reading !== null) return { kind: 'number', reading }
  const id = callIdIn(copied)
  return id === null ? null : { kind: 'call', id }
}
