import type { SteadyTime } from '../time'
import { noticeOfPress } from './notice-ids'
import type { Sentence } from '../i18n/say'
import type { AgentEvent } from './events'
import { notice, POLL_NOTICE, withNotice } from './notices'
import { comparePolls, riseOf, type RemoteEvent, type Sighting } from './polls'
import { withCalls } from '../calls/calls'
import type { Asked, Call, Intent, Notice, Reported, Snapshot, Standing } from './state'
import { agreement } from './view'

type Polled = Extract<AgentEvent, { type: 'polled' }>

/**
 * Applies one poll. A poll that was sent before the last command on the agent's standing says nothing about the
 * standing; it only shows that the PABX can be reached.
 */
export function reducePolled(snapshot: Snapshot, event: Polled): Snapshot {
  const reachable: Snapshot = {
    ...snapshot,
    notices: withoutPollNotice(snapshot.notices),
    sync: { ...snapshot.sync, phase: 'fresh', failingSince: null, failure: null },
  }
  const { confirmedAt } = snapshot.sync
  const late = event.sentAt <= snapshot.agentCommandAt || (confirmedAt !== null && event.sentAt < confirmedAt)
  const commandUnderWay = snapshot.intents.some((intent) => intent.state === 'sent' && intent.aim !== null)
  if (late || commandUnderWay) return reachable

  const { sighting } = event
  if (sighting !== null && isFirstAbsence(snapshot, sighting))
    return { ...reachable, absentPolls: snapshot.absentPolls + 1 }
  const seen: Snapshot = {
    ...reachable,
    reported: sighting === null ? null : report(snapshot, sighting, event.sentAt),
    absentPolls: 0,
    sync: { ...reachable.sync, confirmedAt: event.sentAt },
  }
  return [adoptLostOutcome, judgeStanding, tellEvents].reduce(
    (current, judge) => judge(current, snapshot, event),
    seen,
  )
}

/**
 * A logout that the agent did not ask for is believed only after a second poll confirms it; the agent's own logout is
 * believed at once.
 */
const isFirstAbsence = ({ reported, asked, absentPolls }: Snapshot, { isListed }: Sighting): boolean =>
  !isListed &&
  absentPolls === 0 &&
  asked?.standing !== 'loggedOut' &&
  reported !== null &&
  reported.standing !== 'loggedOut'

const withoutPollNotice = (notices: readonly Notice[]): readonly Notice[] =>
  notices.some(({ id }) => id === POLL_NOTICE) ? notices.filter(({ id }) => id !== POLL_NOTICE) : notices

function report({ reported, seenBefore }: Snapshot, now: Sighting, sentAt: SteadyTime): Reported {
  const before = reported ?? seenBefore
  const unchanged = before !== null && before.standing === now.standing && before.status === now.status
  return {
    ...now,
    at: sentAt,
    since: unchanged ? before.since : sentAt,
    // It changed between two polls or before the first one, so the time is inferred.
    inferred: unchanged && reported !== null ? reported.inferred : true,
    missedInRow: reported === null ? 0 : missedInRow(reported, now),
  }
}

function missedInRow(before: Reported, now: Sighting): number {
  const missed = riseOf('missed', before, now)
  return riseOf('answered', before, now) > 0 ? missed : before.missedInRow + missed
}

type Judge = (current: Snapshot, before: Snapshot, event: Polled) => Snapshot

/** This poll shows the effect of a command whose answer was lost, so the command was carried out. */
const adoptLostOutcome: Judge = (current) => {
  const last = current.intents.findLast((intent) => intent.aim !== null)
  if (last === undefined || last.aim === null || last.state !== 'unknown' || current.reported === null)
    return current
  if (current.reported.standing !== last.aim.standing) return current
  const asked: Asked = { ...last.aim, since: last.sentAt, confirmed: true, contradictions: 0 }
  const told = noticeOfPress(last.command)
  const notices = current.notices.filter(({ id, tone }) => id !== told || tone !== 'failure')
  return { ...current, asked, notices, intents: confirm(current.intents, last) }
}

const confirm = (intents: readonly Intent[], done: Intent): readonly Intent[] =>
  intents.map((intent) => (intent.id === done.id ? { ...intent, state: 'confirmed' } : intent))

/** Decides whether asked and reported agree, differ for the moment, or somebody else changed the standing. */
const judgeStanding: Judge = (current, before) => {
  const { asked, reported } = current
  if (asked === null) {
    const changed =
      before.reported !== null && reported !== null && before.reported.standing !== reported.standing
    return changed ? tellStanding(current, before, before.reported.standing, reported) : current
  }
  switch (agreement(asked, reported)) {
    case 'unsure':
      return current
    case 'agrees': {
      const settled: Asked = { ...asked, confirmed: true, contradictions: 0 }
      const last = current.intents.findLast((intent) => intent.aim !== null)
      const intents = last?.state === 'accepted' ? confirm(current.intents, last) : current.intents
      return { ...current, asked: settled, intents }
    }
    case 'differs':
      // The PABX had already confirmed the standing, so a difference is a change from elsewhere and not a doubt.
      if (asked.confirmed && reported !== null) {
        return tellStanding({ ...current, asked: null }, before, asked.standing, reported)
      }
      return { ...current, asked: { ...asked, contradictions: asked.contradictions + 1 } }
  }
}

function tellStanding(current: Snapshot, before: Snapshot, from: Standing, reported: Reported): Snapshot {
  const { standing, missedInRow: missed, at } = reported
  // mod_callcenter itself puts an agent on a break after some missed calls.
  const byPabx =
    standing === 'onBreak' && before.reported !== null && riseOf('missed', before.reported, reported) > 0
  const sentence: Sentence = byPabx
    ? { key: 'remote_missed_break', values: { count: missed } }
    : standingSentence(from, reported)
  // At the start of a run this is how the shift begins, not news: the bar shows the state, with the login button beside
  // it.
  const isNews = before.sync.confirmedAt !== null
  const tone = standing !== 'loggedOut' ? 'warning' : isNews ? 'failure' : 'info'
  const mend = standing === 'loggedOut' ? { mend: { command: 'agent.login' } as const } : {}
  return withNotice(current, notice('standing', tone, sentence, at, { inferred: true, ...mend }))
}

function standingSentence(from: Standing, { standing, status }: Reported): Sentence {
  if (standing === 'onBreak') return { key: 'remote_break_begun' }
  if (standing === 'loggedOut') return { key: 'remote_logged_out' }
  if (standing === 'available') return { key: from === 'onBreak' ? 'remote_break_ended' : 'remote_logged_in' }
  return { key: 'remote_status', values: { status } }
}

const tellEvents: Judge = (current, before, event) => {
  if (before.reported === null || event.sighting === null) return current
  const seenBeforeAt = before.reported.at
  return comparePolls(before.reported, event.sighting).reduce(
    (snapshot, remote) => tellEvent(snapshot, remote, event.sentAt, seenBeforeAt),
    current,
  )
}

function tellEvent(
  current: Snapshot,
  remote: RemoteEvent,
  at: SteadyTime,
  seenBeforeAt: SteadyTime,
): Snapshot {
  const tell = (tone: 'info' | 'warning', sentence: Sentence, inferred: boolean) =>
    withNotice(current, notice(`polled-${remote.kind}-${at}`, tone, sentence, at, { inferred }))
  switch (remote.kind) {
    case 'branchChanged':
      // The bar itself logs in with this extension, so it is not news.
      if (remote.to === current.profile.branch) return current
      return tell('warning', { key: 'remote_branch', values: { branch: remote.to } }, false)
    case 'inboundAnswered':
      return countAnswered(tell('info', { key: 'remote_inbound_answered' }, true))
    case 'callMissed':
      return tell('info', { key: 'remote_call_missed' }, true)
    case 'outboundFinished':
      return seemEnded(tell('info', { key: 'remote_outbound_finished' }, true), 'outbound', at, seenBeforeAt)
    case 'inboundFinished':
      return seemEnded(tell('info', { key: 'remote_inbound_finished' }, true), 'inbound', at, seenBeforeAt)
  }
}

/** Changes the only call that may be meant; with several candidates, none. */
function theOnlyOne(snapshot: Snapshot, mayBeIt: (call: Call) => boolean, change: Partial<Call>): Snapshot {
  const [only, ...more] = snapshot.calls.filter(mayBeIt)
  if (only === undefined || more.length > 0) return snapshot
  const calls = snapshot.calls.map((call) => (call === only ? { ...call, ...change } : call))
  return withCalls(snapshot, calls, snapshot.focusedCall)
}

const countAnswered = (snapshot: Snapshot): Snapshot =>
  theOnlyOne(snapshot, ({ direction, counted }) => direction === 'inbound' && !counted, { counted: true })

/** Talking time added since the previous poll belongs to the call that was ringing or talking then. */
const seemEnded = (
  snapshot: Snapshot,
  of: Call['direction'],
  at: SteadyTime,
  seenBeforeAt: SteadyTime,
): Snapshot =>
  theOnlyOne(
    snapshot,
    ({ direction, phase, startedAt, seemsEndedAt }) =>
      direction === of && phase !== 'dialling' && startedAt <= seenBeforeAt && seemsEndedAt === null,
    { seemsEndedAt: at },
  )
