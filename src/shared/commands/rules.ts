import type { Availability } from './availability'
import { commandIds, type CommandId } from './table'
import type { PlainKey } from '../i18n/say'
import { callsUp, consultationOf, hasRoom, isSpent, otherCall } from '../calls/calls'
import { keyTrouble } from '../snapshot/key-sentence'
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
  return because(key === 'missing' ? 'reason_no_key' : keyTrouble(key))
}

const set: Rule = ({ profile, key }) => {
  if (!profile.complete) return because('reason_not_set_up')
  return hasKey(key)
}

/** The first rule that objects decides. */
const all =
  (...rules: readonly Rule[]): Rule =>
  (snapshot) => {
    for (const rule of rules) {
      const verdict = rule(snapshot)
      if (verdict !== true) return verdict
    }
    return true
  }

/**
 * The standing that may disable a command. Until this run has heard from the PABX, nothing remembered disables one: the
 * PABX decides.
 */
function standingOf(snapshot: Snapshot): Pick<View, 'standing' | 'doubt'> {
  return hasHeard(snapshot) ? viewOf(snapshot) : { standing: null, doubt: null }
}

const loggedIn: Rule = (snapshot) =>
  standingOf(snapshot).standing === 'loggedOut' ? because('reason_logged_out') : true

/** An agent who is in no list of these queues may be on a break in another queue. */
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

/** Only one command at a time for each call. A command for a call that is gone blocks nothing. */
const isIdle = ({ intents }: Snapshot, call: Call): boolean =>
  !intents.some(({ state, callKey }) => state === 'sent' && callKey === call.key)

const callIdle: Rule = (snapshot) =>
  snapshot.call === null || isIdle(snapshot, snapshot.call) ? true : because('reason_being_done')

/** The agent is speaking to this call: it is not on hold, not ended, and not made up by a link. */
const isSpokenTo = (call: Call): boolean =>
  call.heldSince === null && !isSpent(call) && call.namedBy !== 'link'

const notDialling: Rule = ({ calls }) =>
  calls.some(({ phase }) => phase === 'dialling') ? because('reason_call_being_placed') : true

/** While this call is on hold, the agent may be speaking to another call, which a further dial would interrupt. */
const onlyOneSpokenTo: Rule = ({ call, calls }) =>
  call?.heldSince != null && calls.some(isSpokenTo) ? because('reason_in_call') : true

const room: Rule = (snapshot) => (hasRoom(snapshot) ? true : because('reason_calls_full'))

/** The call that the consultation is about stays. */
const roomBeside: Rule = (snapshot) =>
  hasRoom(snapshot, snapshot.focusedCall) ? true : because('reason_calls_full')

const noPlan: Rule = ({ plan }) => (plan === null ? true : because('reason_being_done'))

/** There is another call to swap with, and no command is running for it. */
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
  // One break can follow another; the handler refuses the same break again.
  'break.start': all(set, agentIdle, loggedIn),
  'break.end': all(set, agentIdle, listed, (snapshot) => {
    const { standing, doubt } = standingOf(snapshot)
    return standing === 'available' && doubt === null ? because('reason_not_on_break') : true
  }),
  'break.toggle': all(set, agentIdle, loggedIn),
  // A second call may be placed while the first one is on hold.
  'call.dial': all(set, notDialling, noPlan, room, ({ calls }) =>
    calls.some(isSpokenTo) ? because('reason_in_call') : true,
  ),
  'call.consult': all(set, callKnown, notDialling, noPlan, callIdle, roomBeside, onlyOneSpokenTo),
  'call.swap': all(callKey, callKnown, noPlan, callIdle, another),
  'call.handOver': all(callKey, noPlan, consulting),
  'call.backToCaller': all(callKey, noPlan, consulting),
  'call.focus': ({ calls }) => (calls.length === 0 ? because('reason_no_call') : true),
  'call.toggleHold': all(callKey, callKnown, callIdle),
  // Hold and retrieve are both possible, because the PABX may only have queued an accepted hold; the agent hears the
  // true state, the bar does not.
  'call.hold': all(callKey, callKnown, callIdle),
  'call.retrieve': all(callKey, callKnown, callIdle),
  'call.transfer': all(callKey, callKnown, callIdle),
  // Never disabled while a call may exist. For a call without an id, the handler says what to do instead.
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
  'crm.open': ({ profile, call }) => {
    if (!profile.opensRecords) return because('reason_no_record_address')
    return call === null ? because('reason_no_call') : true
  },
  'team.open': ({ profile }) => (profile.complete ? true : because('reason_not_set_up')),
  'reports.open': set,
  'number.edited': always,
  'bar.focus': always,
  'bar.show': always,
  'bar.toggle': always,
  'bar.say': always,
  'panel.open': always,
  'panel.close': always,
  'notice.dismiss': always,
  'settings.open': always,
  'history.clear': always,
  'data.erase': always,
  'companion.connect': always,
  'diagnostics.export': always,
  'app.quit': always,
  ...tableOf(windowCommandIds, () => always),
}

/**
 * The availability of every command, for the call in focus: computed once, in main, and shown the same on every surface.
 * A surface that is about another call asks the rules with `seenFrom`.
 */
export type Availabilities = Readonly<Record<CommandId, Availability>>
export function availabilities(snapshot: Snapshot): Availabilities {
  return tableOf(commandIds, (id) => rules[id](snapshot))
}
