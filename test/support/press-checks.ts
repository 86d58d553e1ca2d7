import type { Snapshot } from '../../src/shared/snapshot/state'
import { viewOf } from '../../src/shared/snapshot/view'
import { MOST_CALLS } from '../../src/shared/calls/calls'
import type { CommandId } from '../../src/shared/commands/table'
import type { Surface } from '../../src/shared/commands/declaration'
import type { Outcome } from '../../src/shared/outcome'
import { familyOf, hasSent, idOf, isAboutACall, isSameArgument, isSameCall, type Pressed } from './press-book'
import { isAccepted, isHungUp, mayFollow, plans, sequences, wantedOf } from './press-plans'

/*
 * What must hold for one press, whatever was answered: which requests it may lead to, with which call id, and what the
 * agent is told. Each check gives what is wrong, or nothing.
 */

/** Two presses on two surfaces within so many milliseconds are a click and a hotkey of one hand. */
const SAME_PRESS_MS = 120
/** A hang-up so soon after one that was accepted is that one. */
const SAME_HANG_UP_MS = 1_000

/** When a request of it sets out; it is the last of `sent`. */
export function sendingFaults(pressed: Pressed): string[] {
  const faults: string[] = []
  const now = pressed.sent.at(-1)
  if (now === undefined) return faults
  const { endpoint, request } = now
  const names = pressed.sent.map((sent) => sent.endpoint).join(' ')
  const before = pressed.sent.at(-2)
  if (before !== undefined && mayFollow[`${before.endpoint} ${endpoint}`]?.(before) !== true)
    faults.push(`sends ${endpoint} after ${before.endpoint} was answered ${JSON.stringify(before.answer)}`)
  const whole = sequences[pressed.id]
  if (whole === undefined) {
    const wanted = wantedOf(pressed)[pressed.sent.length - 1]
    if (wanted?.endpoint !== endpoint) faults.push(`sends ${names}`)
    else if (wanted.id !== undefined && request['call_id'] !== wanted.id)
      faults.push(`${endpoint} of ${String(request['call_id'])}; meant was ${wanted.id}`)
    else if (wanted.to !== undefined && request['to'] !== wanted.to)
      faults.push(`${endpoint} to ${String(request['to'])}; asked was ${wanted.to}`)
  } else if (!whole.some((longest) => `${longest} `.startsWith(`${names} `))) faults.push(`sends ${names}`)
  if (endpoint === 'setBreak' && request['break_id'] !== pressed.argument)
    faults.push(`break ${String(request['break_id'])}, asked was ${String(pressed.argument)}`)
  if (isAboutACall(pressed.id) && pressed.meant === null)
    faults.push(`sends ${endpoint} for ${pressed.target ?? 'a call'}, which is not shown`)
  if (pressed.id === 'call.dial' && asksFirst.has(pressed.source)) faults.push('dials without a yes')
  return [...faults, ...secondHandFaults(pressed)]
}

/** Where a dial is proposed first. */
const asksFirst = new Set<Surface>(['hotkey', 'tray', 'link'])
const isHuman = (source: Surface): boolean => source === 'bar' || source === 'hotkey' || source === 'tray'
const isToggle = (id: CommandId): boolean => id === 'call.toggleHold' || id === 'break.toggle'

/** A hang-up that names no call, a moment after the call in focus was hung up: the same hand, for the same call. */
const isSameHangUp = ({ id, target, meant, at }: Pressed, before: Pressed): boolean =>
  id === 'call.hangUp' &&
  target === undefined &&
  before.outcome?.ok === true &&
  before.meant?.key === before.shown.focusedCall &&
  meant?.key !== before.meant.key &&
  before.shown.calls.some(({ key }) => key === meant?.key) &&
  at >= before.settledAt &&
  at - before.settledAt < SAME_HANG_UP_MS

/** One press with the one before leads to no request of its own. */
function secondHandFaults(pressed: Pressed): string[] {
  const { before, lastHangUp, id, at, source } = pressed
  if (lastHangUp !== null && isSameHangUp(pressed, lastHangUp))
    return ['hangs up the next call after the one that was meant']
  if (before?.id !== id) return []
  if (!isSameArgument(before, pressed)) return []
  if (pressed.beforeWasUnderWay) return ['sends again while the same is under way']
  const byOneHand =
    isToggle(id) &&
    before.source !== source &&
    [source, before.source].every(isHuman) &&
    before.sent.length > 0
  return byOneHand && at - before.at < SAME_PRESS_MS
    ? ['undoes what a click and a hotkey asked for at once']
    : []
}

/** What the button said that was pressed. */
function meaningOf({ id, shown, meant }: Pressed): CommandId {
  if (id === 'call.toggleHold') return meant?.shown?.heldSince == null ? 'call.hold' : 'call.retrieve'
  if (id === 'break.toggle' && viewOf(shown).standing === 'onBreak') return 'break.end'
  return id
}

/** As soon as it has been pressed: whether it may be one with the press whose outcome it was given. */
export function joiningFaults(pressed: Pressed): string[] {
  const { joins, at } = pressed
  if (joins === null) {
    const { before } = pressed
    if (before?.id !== pressed.id || !pressed.beforeWasUnderWay) return []
    // Of two that are to be taken over the second is refused, and what comes then is compared with that one.
    if (pressed.id === 'call.adopt') return []
    if (isAboutACall(pressed.id) && pressed.meant === null) return []
    const isSame = isSameArgument(before, pressed) && isSameCall(before, pressed)
    return isSame ? ['is not the press that is under way'] : []
  }
  const faults: string[] = []
  const other = `taken for ${joins.id} by ${joins.source}`
  if (isSameHangUp(pressed, joins)) return []
  // A toggle right after a press that is done is the other half of a click and a hotkey, whatever the click named.
  const isOtherHalf = isToggle(pressed.id) && joins.outcome !== null
  const isSameWish = isSameArgument(joins, pressed) && meaningOf(joins) === meaningOf(pressed)
  if (familyOf(joins) !== familyOf(pressed)) faults.push(other)
  if (!isOtherHalf && joins.id !== pressed.id && !isSameWish)
    faults.push(`${other}, which means something else`)
  if (joins.id === pressed.id && !isSameArgument(joins, pressed)) faults.push(`${other}, of something else`)
  if (joins.outcome !== null && at - joins.at >= SAME_PRESS_MS) faults.push(`${other}, long ago`)
  if (!isSameCall(joins, pressed))
    faults.push(`${other}, of the call ${idOf(joins.meant)}; meant was ${idOf(pressed.meant)}`)
  return faults
}

/** When it has an outcome. */
export function settlingFaults(pressed: Pressed, outcome: Outcome, now: Snapshot): string[] {
  const faults: string[] = []
  const { id, source, target, meant, sent } = pressed
  if (sent.length === 0 && outcome.ok && outcome.sentence === undefined && !isDoneWithoutRequest(pressed))
    faults.push('leads to no request and no sentence')
  // The command line is answered itself; an open panel tells what was wrong with what was typed.
  if (!outcome.ok && source !== 'cli' && outcome.why !== 'badArgument') {
    const sentence = JSON.stringify(outcome.sentence)
    if (!JSON.stringify(now.notices.map((told) => told.sentence)).includes(sentence))
      faults.push(`nothing in the bar says ${sentence}`)
  }
  if (isAboutACall(id) && target !== undefined && meant === null && (outcome.ok || outcome.why !== 'refused'))
    faults.push(`names ${target}, which is not shown, and is not refused`)
  if (id === 'call.hangUp' && meant?.shown != null) {
    if (!outcome.ok && outcome.why === 'refused') faults.push('refused while the call was shown')
    if (sent.length === 0 && idOf(meant) !== null) faults.push(`leaves ${idOf(meant)} up, and asks nothing`)
  }
  const [last] = sent.slice(-1)
  if (last?.answer === null) faults.push('has an outcome before its request was answered')
  if (plans.has(id) && last !== undefined) faults.push(...planFaults(pressed, outcome, now))
  if (hasSent(pressed, 'dial')) {
    const { placedId } = pressed
    if (placedId !== null && !now.calls.some((call) => call.id === placedId))
      faults.push('its call is not shown')
    const isDoubtful = now.calls.some(
      ({ phase, number }) => phase === 'doubtful' && number === pressed.argument,
    )
    if (!outcome.ok && outcome.why === 'unknown' && last?.endpoint === 'dial' && !isDoubtful)
      faults.push('the call that may exist is not shown')
  }
  return faults
}

/** What a press of several requests has come to: all of them, or a sentence that says where it stopped. */
function planFaults(pressed: Pressed, outcome: Outcome, { calls }: Snapshot): string[] {
  const { sent, meant, other } = pressed
  const wanted = wantedOf(pressed)
  const last = sent.at(-1)
  const isDone = last !== undefined && (last.endpoint === 'hangUp' ? isHungUp(last) : isAccepted(last))
  const isWhole = isDone && sent.length === wanted.length
  const next = pressed.id === 'call.swap' ? other : pressed.waiting
  // A call may have ended while it was asked for.
  const isThere = (key: string | undefined): boolean => calls.some((call) => call.key === key)
  const hasEnded = last?.endpoint === 'retrieve' && !isThere(next?.key)
  if (outcome.ok && hasEnded && sent.length === wanted.length) return []
  if (outcome.ok) return isWhole ? [] : [`is done, and ${sent.length} of ${wanted.length} requests were`]
  if (isWhole) return ['is not done, and all of its requests were']
  const needed = pressed.id === 'call.consult' ? [meant] : [next]
  if (pressed.id === 'call.swap') needed.push(meant)
  const isFull = pressed.id === 'call.consult' && calls.length === MOST_CALLS
  if (isDone && !isFull && needed.every((call) => isThere(call?.key)))
    return [`stops after ${last.endpoint}, which was done`]
  return outcome.sentence.key === 'plan_stopped' ? [] : ['does not say where it stopped']
}

function isDoneWithoutRequest(pressed: Pressed): boolean {
  const { id, argument, meant, shown, shownAfter, at } = pressed
  switch (id) {
    case 'call.adopt':
    case 'call.forget':
    case 'call.focus':
      return true
    case 'break.toggle':
      return shownAfter.panel === 'breaks'
    case 'call.dial':
      return asksFirst.has(pressed.source) && shownAfter.proposedNumber?.number === argument
    case 'call.hangUp':
      return meant?.shown == null && shown.hungUp !== null && at - shown.hungUp.at < SAME_HANG_UP_MS
    default:
      return false
  }
}
