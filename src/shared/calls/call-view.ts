import type { Sentence, PlainKey } from '../i18n/say'
import type { Call } from '../snapshot/state'

/*
 * What a call is called, and what of it is not known: the same in the bar, in the tray and for `--status`.
 */

/** What of the call is not known, or only worked out; what weighs most comes first. */
export function callDoubt(call: Call): 'dial' | 'transfer' | 'ended' | 'hold' | null {
  if (call.phase === 'doubtful') return 'dial'
  if (call.maybeTransferredTo !== null) return 'transfer'
  if (call.seemsEndedAt !== null) return 'ended'
  return call.holdDoubtful ? 'hold' : null
}

/** Nothing but a link has told of it: a web page may have made it up. */
export const isSaidByLink = ({ namedBy, counted }: Call): boolean => namedBy === 'link' && !counted

/** One that may exist, and whose id nobody told, can be neither held nor transferred from here. */
export const isOutOfReach = ({ phase, id }: Call): boolean => phase === 'doubtful' && id === null

const doubtWords = {
  dial: 'call_doubtful',
  transfer: 'call_transfer_doubtful',
  ended: 'call_seems_ended',
  hold: 'call_hold_doubtful',
} as const satisfies Record<NonNullable<ReturnType<typeof callDoubt>>, PlainKey>

/** The call in a few words; what is in doubt comes first. */
export function callWord(call: Call): PlainKey {
  if (call.phase === 'dialling')
    return call.hangingUp ? 'call_hang_up_waiting' : call.phoneMayRing ? 'call_phone_rings' : 'call_dialling'
  if (call.hangingUp) return 'call_hanging_up'
  const doubt = callDoubt(call)
  if (doubt !== null) return doubtWords[doubt]
  if (call.heldSince !== null) return 'call_on_hold'
  if (isSaidByLink(call)) return 'call_said_by_link'
  return call.direction === 'inbound' ? 'call_inbound' : 'call_in_progress'
}

/** A number within a sentence; of a caller who withholds it that is said. */
export const numberSaid = (number: string): string | Sentence =>
  number === '' ? { key: 'number_unknown' } : number
