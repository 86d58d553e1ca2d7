import type { Call, Snapshot } from '../../src/shared/snapshot/state'
import type { CommandId } from '../../src/shared/commands/table'
import { MOST_CALLS } from '../../src/shared/calls/calls'
import type { PressBook, Pressed } from './press-book'

/*
 * What the bar shows of its calls, beside what it was asked and what it has heard. Each check gives what is wrong, or
 * nothing.
 */

/** What every run of a story has heard of the calls so far. */
export type Heard = {
  /** The number that belongs to each call id: as it was dialled, or taken over. */
  readonly numbers: Map<string, string>
  /** What was asked to be dialled. */
  readonly dialled: Set<string>
  /** The last hold or retrieve of each id that the PABX has accepted, as far as the bar was told. */
  readonly lastHold: Map<string, 'hold' | 'retrieve'>
  readonly everHeld: Set<string>
  /** The keys of calls that were seen being dialled. */
  readonly placed: Set<string>
  /** The keys of calls about which the PABX has accepted a command. */
  readonly known: Set<string>
  /** Which call was to be transferred where: `id to`. */
  readonly transfers: Set<string>
}

export const hearsNothing = (): Heard => ({
  numbers: new Map(),
  dialled: new Set(),
  lastHold: new Map(),
  everHeld: new Set(),
  placed: new Set(),
  known: new Set(),
  transfers: new Set(),
})

const byKey = ({ calls }: Snapshot, key: string | null): Call | undefined =>
  calls.find((call) => call.key === key)

/** What one change of the snapshot shows. `isRestored`: it is what a restart has found on the disk. */
export function changeFaults(
  now: Snapshot,
  before: Snapshot,
  heard: Heard,
  book: PressBook,
  isRestored: boolean,
): string[] {
  for (const { key, phase } of now.calls) if (phase === 'dialling') heard.placed.add(key)
  return [
    ...now.calls.flatMap((call) => callFaults(call, byKey(before, call.key), heard, book, isRestored)),
    ...focusFaults(now, before, heard, book),
    ...listFaults(now),
  ]
}

function callFaults(
  call: Call,
  before: Call | undefined,
  heard: Heard,
  book: PressBook,
  isRestored: boolean,
): string[] {
  const faults: string[] = []
  const { id, number, heldSince, maybeTransferredTo: to, consultFor } = call
  const name = id ?? `the call to ${number}`
  if (id === null ? !heard.dialled.has(number) : heard.numbers.get(id) !== number)
    faults.push(`${name} is shown with ${number}`)
  if (before === undefined) {
    if (heldSince !== null && (!isRestored || id === null || !heard.everHeld.has(id)))
      faults.push(`${name} is shown as held from the start`)
    if (
      consultFor !== null &&
      !isRestored &&
      !book.underWay().some((press) => consultsFor(press, consultFor))
    )
      faults.push(`${name} is shown as a consultation that nobody asked for`)
  } else if (before.heldSince !== heldSince) {
    const said = id === null ? undefined : heard.lastHold.get(id)
    if (said !== (heldSince === null ? 'retrieve' : 'hold'))
      faults.push(
        `${name} is shown as ${heldSince === null ? 'not held' : 'held'}, and last heard was ${said}`,
      )
  }
  if (to !== null && !heard.transfers.has(`${id} ${to}`))
    faults.push(`${name} is shown as perhaps transferred to ${to}`)
  return faults
}

/** A consultation, or somebody dialled by hand while the call in focus waits. */
const consultsFor = ({ id, meant, shown }: Pressed, key: string): boolean =>
  id === 'call.consult'
    ? meant?.key === key
    : id === 'call.dial' && shown.focusedCall === key && byKey(shown, key)?.heldSince !== null

const movesFocus = new Set<CommandId>([
  'call.dial',
  'call.consult',
  'call.retrieve',
  'call.toggleHold',
  'call.swap',
  'call.backToCaller',
  'call.focus',
  'call.adopt',
])

/** The focus leaves a call that is still there only by a press, and never for a call that a page may have made up. */
function focusFaults(now: Snapshot, before: Snapshot, heard: Heard, book: PressBook): string[] {
  const was = byKey(before, before.focusedCall)
  if (now.call !== (byKey(now, now.focusedCall) ?? null)) return ['the call in focus is not the one it says']
  if (was === undefined || now.focusedCall === was.key || byKey(now, was.key) === undefined) return []
  const to = now.call?.id ?? 'a call without an id'
  if (!book.underWay().some(({ id }) => movesFocus.has(id))) return [`the focus moves to ${to} of itself`]
  const isNew = byKey(before, now.focusedCall) === undefined
  const isTakenOver = isNew && now.call?.phase !== 'dialling'
  const isKept = heard.placed.has(was.key) || heard.known.has(was.key)
  return isTakenOver && isKept ? [`${to} takes the focus from ${was.id ?? was.number}`] : []
}

function listFaults({ calls }: Snapshot): string[] {
  const keys = new Set(calls.map(({ key }) => key))
  const ids = calls.flatMap(({ id }) => id ?? [])
  const faults: string[] = []
  if (keys.size !== calls.length) faults.push('two calls have one key')
  if (new Set(ids).size !== ids.length) faults.push('one call is shown twice')
  if (calls.length > MOST_CALLS) faults.push(`${calls.length} calls are shown`)
  return faults
}

/** After every step: whether what is shown as being hung up is, and nothing else. */
export function hangUpFaults({ calls }: Snapshot, { presses }: PressBook): string[] {
  const underWay = presses.filter(({ joins, outcome }) => joins === null && outcome === null)
  return calls.flatMap(({ key, id, hangingUp }) => {
    if (id === null) return []
    const isAtIt = underWay.some(
      (press) => (press.id === 'call.hangUp' && press.meant?.key === key) || endsFirst(press, key),
    )
    if (hangingUp && !isAtIt) return [`${id} is shown as being hung up, and nobody is at it`]
    return !hangingUp && isAtIt ? [`${id} is being hung up, and that is not shown`] : []
  })
}

/** Whether that press ends the consulted call now. */
const endsFirst = ({ id, consulted, sent }: Pressed, key: string): boolean =>
  (id === 'call.handOver' || id === 'call.backToCaller') && consulted?.key === key && sent.length === 1
