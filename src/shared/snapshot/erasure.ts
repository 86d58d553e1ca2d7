import type { CallKey } from '../ids'
import { withCalls } from '../calls/calls'
import { valuesOf, type Sentence } from '../i18n/say'
import { mentions } from '../phone/same-number'
import { isAboutCall } from './intents'
import { noticeOfIntent } from './notice-ids'
import type { Call, Intent, Snapshot } from './state'

/*
 * Removes one customer's number from the snapshot, at the customer's request. What is in use stays: a call in progress
 * must remain possible to hang up, and a command being sent must be settled.
 */

type Erasure = {
  readonly number: string
  /** The keys of the calls that the last run left, which are only kept records. Any other call is in progress. */
  readonly keptCalls: readonly CallKey[]
}

/** How many places of each kind contained the number. */
export type ErasedParts = {
  readonly calls: number
  readonly commands: number
  readonly notices: number
  readonly proposals: number
}

type Erased = {
  readonly snapshot: Snapshot
  readonly found: ErasedParts
  /** The number is still used by a call in progress or by a command being sent. */
  readonly isInUse: boolean
}

export function eraseNumber(snapshot: Snapshot, { number, keptCalls }: Erasure): Erased {
  const { hungUp, proposedNumber } = snapshot
  const isKept = ({ key, phase }: Call): boolean => keptCalls.includes(key) && phase !== 'dialling'
  const left = snapshot.calls.flatMap((call) => (isKept(call) ? withoutKept(call, number) : [call]))
  const inUse = left.filter((call) => isOf(call, number))
  const staysForUse = (intent: Intent): boolean =>
    intent.state === 'sent' || inUse.some((call) => isAboutCall(intent, call))
  const names = ({ subject }: Intent): boolean => subject !== null && mentions(subject, number)
  const intents = snapshot.intents.filter((intent) => !names(intent) || staysForUse(intent))
  const ofUse = new Set(intents.filter(names).map(({ id }) => noticeOfIntent(id)))
  const notices = snapshot.notices.filter(({ id, sentence }) => ofUse.has(id) || !isSaid(sentence, number))
  const isProposed =
    proposedNumber !== null &&
    [proposedNumber, ...proposedNumber.others].some((offered) => mentions(offered.number, number))
  const isHungUp = hungUp !== null && mentions(hungUp.number, number)
  const found = {
    calls: snapshot.calls.filter((call) => !left.includes(call)).length + (isHungUp ? 1 : 0),
    commands: snapshot.intents.length - intents.length,
    notices: snapshot.notices.length - notices.length,
    proposals: isProposed ? 1 : 0,
  }
  const isFound = Object.values(found).some((count) => count > 0)
  const erased: Snapshot = {
    ...withCalls(snapshot, left, snapshot.focusedCall),
    // The call can still be hung up once more.
    hungUp: isHungUp ? { ...hungUp, number: '' } : hungUp,
    intents,
    notices,
    ...(isProposed ? { proposedNumber: null, panel: snapshot.panel === 'dial' ? null : snapshot.panel } : {}),
  }
  return { snapshot: isFound ? erased : snapshot, found, isInUse: inUse.length > 0 || ofUse.size > 0 }
}

const isOf = ({ number: called, maybeTransferredTo }: Call, number: string): boolean =>
  mentions(called, number) || (maybeTransferredTo !== null && mentions(maybeTransferredTo, number))

function withoutKept(call: Call, number: string): readonly Call[] {
  if (mentions(call.number, number)) return []
  const { maybeTransferredTo } = call
  const isSent = maybeTransferredTo !== null && mentions(maybeTransferredTo, number)
  return [isSent ? { ...call, maybeTransferredTo: null } : call]
}

/** Whether a sentence contains the number, directly or in a nested sentence. */
const isSaid = (sentence: Sentence, number: string): boolean =>
  Object.values(valuesOf(sentence)).some((value) =>
    typeof value === 'object' ? isSaid(value, number) : typeof value === 'string' && mentions(value, number),
  )
