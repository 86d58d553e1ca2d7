import { callIdIn } from './call-id'
import { readNumbers } from './phone-number'
import type { Reading } from './phone/reading'

/** What a copied text offers: numbers to dial, or a call to take over. */
export type Proposal =
  { readonly kind: 'number'; readonly reading: Reading } | { readonly kind: 'call'; readonly id: string }

export function proposalIn(copied: string): Proposal | null {
  const reading = readNumbers(copied, 'copied')
  if (reading !== null) return { kind: 'number', reading }
  const id = callIdIn(copied)
  return id === null ? null : { kind: 'call', id }
}
