import type { Sentence, PlainKey } from '../i18n/say'
import type { Call } from '../snapshot/state'

/*
 * The words for a call, and for what is unknown about it: the same in the bar, in the tray and for `--status`.
 */

/** The most important thing about the call that is unknown or only inferred. */
export function callDoubt(call: Call): 'dial' | 'transfer' | 'ended' | 'hold' | null {
  if (call.phase === 'doubtful') return 'dial'
  if (call.maybeTransferredTo !== null) return 'transfer'
  if (call.seemsEndedAt !== null) return 'ended'
  return call.holdDoubtful ? 'hold' : null
}

/** Only a link has named this call, so a web page may have made it up. */
export const isSaidByLink = ({ namedBy, counted }: Call): boolean => namedBy === 'link' && !counted

/** The call may exist, but its id is not known, so it can be neither held nor transferred from here. */
export const isOutOfReach = ({ phase, id }: Call): boolean => phase === 'doubtful' && id === null

const doubtWords = {
  dial: 'call_doubtful',
  transfer: 'call_transfer_doubtful',
  ended: 'call_seems_ended',
  hold: 'call_hold_doubtful',
} as const satisfies Record<NonNullable<ReturnType<typeof callDoubt>>, PlainKey>

/** The call in a few words; a doubt comes first. */
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

/** A number for use in a sentence; a withheld number becomes words. */
export const numberSaid = (number: string): string | Sentence =>
  number === '' ? { key: 'number_unknown' } : number
