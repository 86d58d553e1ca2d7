import type { Availability } from './availability'
import { commandIds, type CommandId } from './table'
import type { PlainKey } from '../i18n/say'
import { callsUp, consultationOf, hasRoom, isSpent, otherCall } from '../calls/calls'
import type { Call, KeyState, Snapshot } from '../snapshot/state'
import { tableOf } from '../table'
import { windowCommandIds } from './window-commands'
import { updateSentence } from '../updates/updates'
import { hasHeard, viewOf, type View } from '../snapshot/view'

type Rule = (snapshot: Snapshot) => Availability

const always: Rule = () => true

const because = (key: PlainKey): Availability => ({ key })

const inFlight = (snapshot: Snapshot, prefix: string): boolean =>
  snapshot.intents.some((intent) => intent.state === 'sent' && intent.command.startsWith(prefix))

/** True, or why there is no key: each trouble has its own sentence. */
function hasKey(key: KeyState): Availability {
  if (key === 'present' || key === 'session') return true
  if (key === 'unread') return because('reason_key_being_read')
  return because(key === 'missing' ? 'reason_no_key' : `key_${key}`)
}

const set: Rule = ({ profile, key }) => {
  if (!profile.complete) return because('reason_not_set_up')
  return hasKey(key)
}

/** The first rule that objects wins. */
const all =
  (...rules: readonly Rule[]): Rule =>
  (snapshot) => {
    for (const rule of rules) {
      const verdict = rule(snapshot)
      if (verdict !== true) return verdict
    }
    return true
  }

/** The standing that can be held against a press: until the PABX has spoken, it is the judge, not our memory. */
function standingOf(snapshot: Snapshot): Pick<View, 'standing' | 'doubt'> {
  return hasHeard(snapshot) ? viewOf(snapshot) : { standing: null, doubt: null }
}

const loggedIn: Rule = (snapshot) =>
  standingOf(snapshot).standing === 'loggedOut' ? because('reason_logged_out') : true

/** An agent who is in none of the queues' lists may be on a break in a queue that the bar does not ask. */
const listed: Rule = (snapshot) =>
  snapshot.reported === null || snapshot.reported.isListed ? loggedIn(snapshot) : true

const agentIdle: Rule = (snapshot) =>
  inFlight(snapshot, 'agent.') || inFlight(snapshot, 'break.') ? because('reason_being_done') : true

const callKnown: Rule = ({ call }) => {
  if (call === null) return because('reason_no_call')
  if (call.phase === 'dialling') return because('reason_call_being_placed')
  if (call.id === null) return because('reason_call_doubtful')
  return true
}

/** One command at a time for each call; what is still under way for a call that is gone holds up nothing. */
const isIdle = ({ intents }: Snapshot, call: Call): boolean =>
  !intents.some(({ state, callKey }) => state === 'sent' && callKey === call.key)

const callIdle: Rule = (snapshot) =>
  snapshot.call === null || isIdle(snapshot, snapshot.call) ? true : because('reason_being_done')

/** Somebody whom the agent speaks to: not waiting, not over, not made up by a link. */
const isSpokenTo = (call: Call): boolean =>
  call.heldSince === null && !isSpent(call) && call.namedBy !== 'link'

const notDialling: Rule = ({ calls }) =>
  calls.some(({ phase }) => phase === 'dialling') ? because('reason_call_being_placed') : true

/** While the call waits already, somebody else may be spoken to, whom a further dial would cut short. */
const onlyOneSpokenTo: Rule = ({ call, calls }) =>
  call?.heldSince != null && calls.some(isSpokenTo) ? because('reason_in_call') : true

const room: Rule = (snapshot) => (hasRoom(snapshot) ? true : because('reason_calls_full'))

/** The call that is asked about stays. */
const roomBeside: Rule = (snapshot) =>
  hasRoom(snapshot, snapshot.focusedCall) ? true : because('reason_calls_full')

const noPlan: Rule = ({ plan }) => (plan === null ? true : because('reason_being_done'))

/** A call to take turns with, which no other command is under way for. */
const another: Rule = (snapshot) => {
  const other = otherCall(snapshot, snapshot.call)
  if (other === null) return because('reason_no_other_call')
  if (other.phase !== 'dialling' && other.id === null) return because('reason_call_doubtful')
  return isIdle(snapshot, other) ? true : because('reason_being_done')
}

const consulting: Rule = (snapshot) => {
  const consultation = consultationOf(snapshot, snapshot.call)
  if (consultation === null) return because('reason_no_consultation')
  const { consulted, waiting } = consultation
  if (consulted.phase === 'dialling') return because('reason_call_being_placed')
  if (consulted.id === null || waiting.id === null) return because('reason_call_doubtful')
  const isFree = !consulted.hangingUp && isIdle(snapshot, consulted) && isIdle(snapshot, waiting)
  return isFree ? true : because('reason_being_done')
}

const callKey: Rule = ({ key }) => hasKey(key)

/** Whether each command makes sense now, and if not, why: one reason, the same on every surface. */
export const rules: Readonly<Record<CommandId, Rule>> = {
  'agent.login': all(set, agentIdle, (snapshot) => {
    const { standing, doubt } = standingOf(snapshot)
    if (doubt?.pabx === 'loggedOut') return true
    if (standing === 'onBreak') return because('reason_return_instead')
    return standing === 'available' || standing === 'other' ? because('reason_logged_in') : true
  }),
  'agent.logout': all(set, agentIdle, (snapshot) => {
    const { standing, doubt } = standingOf(snapshot)
    if (callsUp(snapshot).length > 0) return because('reason_in_call')
    return standing === 'loggedOut' && doubt === null ? because('reason_logged_out') : true
  }),
  // From a break to another one too; the handler refuses the same.
  'break.start': all(set, agentIdle, loggedIn),
  'break.end': all(set, agentIdle, listed, (snapshot) => {
    const { standing, doubt } = standingOf(snapshot)
    return standing === 'available' && doubt === null ? because('reason_not_on_break') : true
  }),
  'break.toggle': all(set, agentIdle, loggedIn),
  // A second call is placed while the first one waits.
  'call.dial': all(set, notDialling, noPlan, room, ({ calls }) =>
    calls.some(isSpokenTo) ? because('reason_in_call') : true,
  ),
  'call.consult': all(set, callKnown, notDialling, noPlan, callIdle, roomBeside, onlyOneSpokenTo),
  'call.swap': all(callKey, callKnown, noPlan, callIdle, another),
  'call.handOver': all(callKey, noPlan, consulting),
  'call.backToCaller': all(callKey, noPlan, consulting),
  'call.focus': ({ calls }) => (calls.length === 0 ? because('reason_no_call') : true),
  'call.toggleHold': all(callKey, callKnown, callIdle),
  // An accepted hold may have been queued and no more: the agent hears what the bar cannot, and both stay possible.
  'call.hold': all(callKey, callKnown, callIdle),
  'call.retrieve': all(callKey, callKnown, callIdle),
  'call.transfer': all(callKey, callKnown, callIdle),
  // Never held back while a call may exist: without an id it says what to do instead.
  'call.hangUp': ({ call, hungUp }) => (call === null && hungUp === null ? because('reason_no_call') : true),
  'call.adopt': all(({ profile }) => (profile.complete ? true : because('reason_not_set_up')), room),
  'call.forget': ({ call }) =>
    call === null || call.phase === 'dialling' ? because('reason_no_call') : true,
  'update.check': ({ update }) => {
    const { phase } = update
    const cannot = phase === 'off' || phase === 'checking' || phase === 'downloading'
    return cannot ? updateSentence(update) : true
  },
  'update.install': ({ update }) => {
    if (update.phase === 'ready') return true
    return update.phase === 'waiting' ? updateSentence(update) : because('update_none')
  },
  'team.open': ({ profile }) => (profile.complete ? true : because('reason_not_set_up')),
  'reports.open': set,
  'number.edited': always,
  'bar.focus': always,
  'bar.show': always,
  'bar.toggle': always,
  'panel.open': always,
  'panel.close': always,
  'notice.dismiss': always,
  'settings.open': always,
  'history.clear': always,
  'data.erase': always,
  'diagnostics.export': always,
  'app.quit': always,
  ...tableOf(windowCommandIds, () => always),
}

/** What every command may do now. Computed once, in main, and shown alike on every surface. */
export type Availabilities = Readonly<Record<CommandId, Availability>>
export function availabilities(snapshot: Snapshot): Availabilities {
  return tableOf(commandIds, (id) => rules[id](snapshot))
}
