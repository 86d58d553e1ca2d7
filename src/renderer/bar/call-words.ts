import type { Call } from '../../shared/agent/state'
import type { SentenceKey } from '../../shared/i18n/say'

/** Something about the call is not known, or only worked out: it is drawn so, and can be cleared away. */
export const isUnsure = ({ phase, holdDoubtful, maybeTransferredTo, seemsEndedAt }: Call): boolean =>
  phase === 'doubtful' || holdDoubtful || maybeTransferredTo !== null || seemsEndedAt !== null

/** One that may exist, and whose id nobody told, can be neither held nor transferred from here. */
export const isOutOfReach = ({ phase, id }: Call): boolean => phase === 'doubtful' && id === null

/** The call in a word or two; what is in doubt comes first. */
export function callLabel(call: Call): SentenceKey {
  if (call.hangingUp) return 'call_hanging_up'
  if (call.phase === 'dialling') return 'call_dialling'
  if (call.phase === 'doubtful') return 'call_doubtful'
  if (call.maybeTransferredTo !== null) return 'call_transfer_doubtful'
  if (call.seemsEndedAt !== null) return 'call_seems_ended'
  if (call.holdDoubtful) return 'call_hold_doubtful'
  if (call.heldSince !== null) return 'call_on_hold'
  return call.direction === 'inbound' ? 'call_inbound' : 'call_in_progress'
}
