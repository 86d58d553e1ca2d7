import type { SteadyTime } from '../../../shared/time'
import type { CallKey } from '../../../shared/ids'
import { callDoubt, callWord, numberSaid } from '../../../shared/calls/call-view'
import { callByKey } from '../../../shared/calls/calls'
import { availabilities } from '../../../shared/commands/rules'
import { commandOf, type CommandId } from '../../../shared/commands/table'
import { say, type PlainKey, type Sentence } from '../../../shared/i18n/say'
import type { Outcome } from '../../../shared/outcome'
import type { Snapshot } from '../../../shared/snapshot/state'
import { standingSentence, viewOf } from '../../../shared/snapshot/view'
import type { Pressed } from '../kernel/feature'

/*
 * The spoken sentences. They are short, because the agent may be in a call.
 */

const MINUTE_MS = 60_000

/** The outcome of a press; null when nothing is to be said, as when a window took the focus: screen readers read that. */
export function outcomeWords({ id, callKey }: Pressed, outcome: Outcome, now: Snapshot): Sentence | null {
  if (outcome.ok) return outcome.sentence ?? doneWords(id, callKey, now)
  if (outcome.sentence.key === 'plan_stopped') return outcome.sentence
  return { key: 'press_failed', values: { command: { key: commandOf(id).label }, what: outcome.sentence } }
}

function doneWords(id: CommandId, callKey: CallKey | null, now: Snapshot): Sentence | null {
  switch (id) {
    case 'agent.login':
      return { key: 'heard_logged_in' }
    case 'agent.logout':
      return { key: 'heard_logged_out' }
    case 'break.start':
    case 'break.end':
      return breakWords(now)
    case 'break.toggle':
      return now.panel === 'breaks' ? { key: 'heard_breaks_open' } : breakWords(now)
    case 'call.hold':
    case 'call.retrieve':
    case 'call.toggleHold':
      return { key: callByKey(now, callKey)?.heldSince == null ? 'heard_retrieved' : 'heard_on_hold' }
    case 'call.hangUp':
      return { key: 'heard_call_ended' }
    case 'call.swap':
    case 'call.handOver':
    case 'call.backToCaller':
      return { key: 'heard_done', values: { command: { key: commandOf(id).label } } }
    case 'call.adopt':
      return { key: 'heard_adopted', values: { number: numberSaid(now.calls.at(-1)?.number ?? '') } }
    case 'call.dial':
      return proposalWords(now)
    default:
      return null
  }
}

function breakWords(now: Snapshot): Sentence {
  const { standing, break: kind } = viewOf(now)
  if (standing !== 'onBreak') return { key: 'heard_returned' }
  return kind === null ? { key: 'standing_on_break' } : { key: 'heard_on_break', values: { name: kind.name } }
}

/** A link leaves the focus where it is, so nothing else tells of the number that it proposes. */
function proposalWords({ proposedNumber }: Snapshot): Sentence | null {
  return proposedNumber?.from === 'link'
    ? { key: 'dial_from_link', values: { number: proposedNumber.number } }
    : null
}

/** The commands that `bar.say` may name, the most urgent first. */
const offered: readonly CommandId[] = [
  'call.hangUp',
  'call.handOver',
  'call.backToCaller',
  'call.swap',
  'call.hold',
  'call.retrieve',
  'call.transfer',
  'call.consult',
  'call.dial',
  'break.end',
  'break.start',
  'agent.login',
  'agent.logout',
]

/** Where the agent stands: state, calls, minutes and what may be done now. */
export function stateWords(snapshot: Snapshot, now: SteadyTime): Sentence {
  const { locale } = snapshot.profile
  const parts = [standingWords(snapshot, now), ...callWords(snapshot, now)]
  const commands = commandsNow(snapshot).map((key) => say({ key }, locale))
  if (commands.length > 0) parts.push({ key: 'heard_may', values: { commands: commands.join(', ') } })
  return { key: 'heard_state', values: { text: parts.map((part) => say(part, locale)).join(' ') } }
}

function standingWords(snapshot: Snapshot, now: SteadyTime): Sentence {
  const { standing, status, since, break: kind } = viewOf(snapshot)
  const state: Sentence =
    standing === null
      ? { key: 'standing_unknown' }
      : kind === null
        ? standingSentence(standing, status)
        : { key: 'heard_state_break', values: { name: kind.name } }
  if (since === null || standing === 'loggedOut') return { key: 'heard_part', values: { what: state } }
  return { key: 'heard_part_minutes', values: { what: state, minutes: minutesFrom(since, now) } }
}

function callWords({ calls, focusedCall }: Snapshot, now: SteadyTime): readonly Sentence[] {
  const focusedFirst = [...calls].sort(
    (one, other) => Number(other.key === focusedCall) - Number(one.key === focusedCall),
  )
  return focusedFirst.map((call) => ({
    key: 'heard_call',
    values: {
      number: numberSaid(call.number),
      state: { key: callWord(call) },
      minutes: minutesFrom(call.startedAt, now),
    },
  }))
}

/** By the words that the bar's buttons have now: hold or retrieve, never both. */
function commandsNow(snapshot: Snapshot): readonly PlainKey[] {
  const may = availabilities(snapshot)
  const { call } = snapshot
  const isSure = call === null || callDoubt(call) === null
  return offered
    .filter((id) => may[id] === true)
    .filter((id) => !isSure || id !== (call?.heldSince == null ? 'call.retrieve' : 'call.hold'))
    .map((id) => commandOf(id).label)
}

const minutesFrom = (since: SteadyTime, now: SteadyTime): number =>
  Math.max(0, Math.floor((now - since) / MINUTE_MS))
