import type { Snapshot } from '../../src/shared/agent/state'
import { viewOf } from '../../src/shared/agent/view'
import type { CommandId, Surface } from '../../src/shared/commands'
import type { Outcome } from '../../src/shared/outcome'
import {
  familyOf,
  focusId,
  isAboutTheCall,
  isSameArgument,
  isSameFocus,
  type Pressed,
  type Sent,
} from './press-book'

/*
 * What must hold for one press, whatever was answered: which requests it may lead to, with which call id, and what the
 * agent is told. Each check gives what is wrong, or nothing.
 */

/** Two presses on two surfaces within so many milliseconds are a click and a hotkey of one hand. */
const SAME_PRESS_MS = 120
/** A hang-up so soon after one that was accepted is that one. */
const SAME_HANG_UP_MS = 1_000

/** The requests of one press in their order, as long as it may get; it may end after any of them. */
const sequences: Readonly<Partial<Record<CommandId, readonly string[]>>> = {
  'agent.login': ['login getBreakList'],
  'agent.logout': ['logout returnBreak logout', 'returnBreak logout'],
  'break.start': ['setBreak returnBreak setBreak', 'returnBreak setBreak'],
  'break.end': ['returnBreak'],
  'break.toggle': ['returnBreak'],
  'call.dial': ['dial'],
  'call.toggleHold': ['hold', 'retrieve'],
  'call.hold': ['hold'],
  'call.retrieve': ['retrieve'],
  'call.transfer': ['transfer'],
  'call.hangUp': ['hangUp hangUp hangUp hangUp'],
}

const isAccepted = ({ answer }: Sent): boolean =>
  answer !== null && (answer.ok || answer.error.acted === 'yes')
const isFailed = ({ answer }: Sent, kind: string): boolean =>
  answer !== null && !answer.ok && answer.error.kind === kind

/** What the answer to a request must have been for the next one of the same press. */
const mayFollow: Readonly<Record<string, (before: Sent) => boolean>> = {
  'login getBreakList': (before) => isAccepted(before) || isFailed(before, 'not_found_failed'),
  'logout returnBreak': (before) => isFailed(before, 'unsaid'),
  'setBreak returnBreak': (before) => isFailed(before, 'execute_failed'),
  'returnBreak logout': isAccepted,
  'returnBreak setBreak': isAccepted,
  'hangUp hangUp': (before) => before.answer !== null && !isAccepted(before),
}

const ofCall = new Set(['hold', 'retrieve', 'transfer', 'hangUp'])
const argumentFields = { dial: 'to', transfer: 'to', setBreak: 'break_id' } as const

/** When a request of it sets out; it is the last of `sent`. */
export function sendingFaults(pressed: Pressed): string[] {
  const faults: string[] = []
  const now = pressed.sent.at(-1)
  if (now === undefined) return faults
  const { endpoint, request } = now
  const names = pressed.sent.map((sent) => sent.endpoint).join(' ')
  if (sequences[pressed.id]?.some((whole) => `${whole} `.startsWith(`${names} `)) !== true)
    faults.push(`sends ${names}`)
  const before = pressed.sent.at(-2)
  if (before !== undefined && mayFollow[`${before.endpoint} ${endpoint}`]?.(before) !== true)
    faults.push(`sends ${endpoint} after ${before.endpoint} was answered ${JSON.stringify(before.answer)}`)
  if (ofCall.has(endpoint) && request['call_id'] !== focusId(pressed))
    faults.push(`${endpoint} of ${String(request['call_id'])}; in focus was ${focusId(pressed)}`)
  if (pressed.id === 'call.toggleHold') {
    const wanted = pressed.shown.call?.heldSince == null ? 'hold' : 'retrieve'
    if (endpoint !== wanted) faults.push(`sends ${endpoint}, and the button said ${wanted}`)
  }
  for (const [name, field] of Object.entries(argumentFields))
    if (endpoint === name && request[field] !== pressed.argument)
      faults.push(`${endpoint} of ${String(request[field])}, asked was ${String(pressed.argument)}`)
  if (pressed.id === 'call.dial' && asksFirst.has(pressed.source)) faults.push('dials without a yes')
  return [...faults, ...secondHandFaults(pressed)]
}

/** Where a dial is proposed first. */
const asksFirst = new Set<Surface>(['hotkey', 'tray', 'link'])
const isHuman = (source: Surface): boolean => source === 'bar' || source === 'hotkey' || source === 'tray'
const isToggle = (id: CommandId): boolean => id === 'call.toggleHold' || id === 'break.toggle'

/** One press with the one before leads to no request of its own. */
function secondHandFaults(pressed: Pressed): string[] {
  const { before, id, at, source } = pressed
  if (before?.id !== id) return []
  if (!isSameArgument(before, pressed) || !isSameFocus(before, pressed)) return []
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
function meaningOf({ id, shown }: Pressed): CommandId {
  if (id === 'call.toggleHold') return shown.call?.heldSince == null ? 'call.hold' : 'call.retrieve'
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
    const isSame = isSameArgument(before, pressed) && isSameFocus(before, pressed)
    return isSame ? ['is not the press that is under way'] : []
  }
  const faults: string[] = []
  const other = `taken for ${joins.id} by ${joins.source}`
  // A toggle right after a press that is done is the other half of a click and a hotkey, whatever the click named.
  const isOtherHalf = isToggle(pressed.id) && joins.outcome !== null
  const isSameWish = isSameArgument(joins, pressed) && meaningOf(joins) === meaningOf(pressed)
  if (familyOf(joins) !== familyOf(pressed)) faults.push(other)
  if (!isOtherHalf && joins.id !== pressed.id && !isSameWish)
    faults.push(`${other}, which means something else`)
  if (joins.id === pressed.id && !isSameArgument(joins, pressed)) faults.push(`${other}, of something else`)
  if (joins.outcome !== null && at - joins.at >= SAME_PRESS_MS) faults.push(`${other}, long ago`)
  if (!isSameFocus(joins, pressed))
    faults.push(`${other}, of the call ${focusId(joins)}; in focus was ${focusId(pressed)}`)
  return faults
}

/** When it has an outcome. */
export function settlingFaults(pressed: Pressed, outcome: Outcome, now: Snapshot): string[] {
  const faults: string[] = []
  const { id, source, shown, sent } = pressed
  if (sent.length === 0 && outcome.ok && outcome.sentence === undefined && !isDoneWithoutRequest(pressed))
    faults.push('leads to no request and no sentence')
  // The command line is answered itself; an open panel tells what was wrong with what was typed.
  if (!outcome.ok && source !== 'cli' && outcome.why !== 'badArgument') {
    const sentence = JSON.stringify(outcome.sentence)
    if (!JSON.stringify(now.notices.map((told) => told.sentence)).includes(sentence))
      faults.push(`nothing in the bar says ${sentence}`)
  }
  if (id === 'call.hangUp' && shown.call !== null && !outcome.ok && outcome.why === 'refused')
    faults.push('refused while a call was shown')
  const [last] = sent.slice(-1)
  if (last?.answer === null) faults.push('has an outcome before its request was answered')
  if (id === 'call.dial' && sent.length > 0) {
    if (pressed.placedId !== null && now.call?.id !== pressed.placedId) faults.push('its call is not shown')
    if (!outcome.ok && outcome.why === 'unknown' && now.call?.phase !== 'doubtful')
      faults.push('the call that may exist is not shown')
  }
  return faults
}

function isDoneWithoutRequest(pressed: Pressed): boolean {
  const { id, argument, shown, shownAfter, at } = pressed
  switch (id) {
    case 'call.adopt':
    case 'call.forget':
      return true
    case 'break.toggle':
      return shownAfter.panel === 'breaks'
    case 'call.dial':
      return asksFirst.has(pressed.source) && shownAfter.proposedNumber?.number === argument
    case 'call.hangUp':
      return shown.call === null && shown.hungUp !== null && at - shown.hungUp.at < SAME_HANG_UP_MS
    default:
      return false
  }
}

/** After every change: what the bar shows of the call, beside what was asked of the PABX. */
export function callFaults({ call }: Snapshot, presses: readonly Pressed[], shownSince: number): string[] {
  if (call === null) return []
  const faults: string[] = []
  const ofIt = presses.filter(
    (press) => isAboutTheCall(press) && press.joins === null && focusId(press) === call.id,
  )
  if (
    call.hangingUp &&
    call.id !== null &&
    !ofIt.some(({ id, outcome }) => id === 'call.hangUp' && outcome === null)
  )
    faults.push(`${call.id} is shown as being hung up, and nobody is at it`)
  const isBeingHungUp = ofIt.some(
    ({ id, outcome, at }) => id === 'call.hangUp' && outcome === null && at > shownSince,
  )
  if (!call.hangingUp && call.id !== null && isBeingHungUp)
    faults.push(`${call.id} is being hung up, and that is not shown`)
  return faults
}
