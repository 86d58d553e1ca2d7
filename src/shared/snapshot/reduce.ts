import { steadyTime } from '../time'
import { branch } from '../ids'
import { withCalls } from '../calls/calls'
import { reduceCalls } from '../calls/reduce-calls'
import type { AgentEvent } from './events'
import { eraseNumber } from './erasure'
import { errorSentence } from '../vocom/error-sentence'
import { lastingOfWay, type PabxError } from '../vocom/errors'
import { withIntent } from './intents'
import { notice, POLL_NOTICE, withNotice, withoutNotice } from './notices'
import { isSameInQueues } from './identity'
import { reducePolled } from './reduce-polled'
import type { Asked, Intent, Profile, Snapshot } from './state'

export const emptyProfile: Profile = {
  demo: false,
  complete: false,
  baseUrl: '',
  agent: '',
  branch: branch(''),
  companyId: '',
  queues: [],
  locale: 'pt-BR',
  theme: 'system',
  edge: 'top',
  compact: false,
  syncIntervalSeconds: 5,
  opensRecords: false,
}

export const emptySnapshot: Snapshot = {
  revision: 0,
  profile: emptyProfile,
  key: 'unread',
  asked: null,
  reported: null,
  seenBefore: null,
  absentPolls: 0,
  breaks: [],
  calls: [],
  focusedCall: null,
  call: null,
  plan: null,
  seemsSingleLine: false,
  hungUp: null,
  agentCommandAt: steadyTime(0),
  intents: [],
  notices: [],
  clockAhead: 0,
  sync: { phase: 'idle', confirmedAt: null, failingSince: null, failure: null },
  panel: null,
  panelCall: null,
  recentTransfers: [],
  update: { phase: 'off' },
  proposedNumber: null,
  proposedCall: null,
  proposals: 0,
}

/** What a panel was opened for. */
const nothingMeant = { proposedNumber: null, proposedCall: null, panelCall: null }

/** The next snapshot. Pure. An event that changes nothing returns the same object. */
export function reduce(snapshot: Snapshot, event: AgentEvent): Snapshot {
  const next = step(snapshot, event)
  return isSame(snapshot, next) ? snapshot : { ...next, revision: snapshot.revision + 1 }
}

const isSame = (one: Snapshot, other: Snapshot): boolean =>
  one === other || (Object.keys(one) as (keyof Snapshot)[]).every((part) => one[part] === other[part])

function step(snapshot: Snapshot, event: AgentEvent): Snapshot {
  switch (event.type) {
    case 'profileChanged':
      return changeProfile(snapshot, event.profile)
    case 'keyChanged':
      return changeKey(snapshot, event)
    case 'restored':
      return {
        ...withCalls(snapshot, event.calls, event.focusedCall),
        asked: event.asked,
        seenBefore: event.seenBefore,
        intents: event.intents,
        seemsSingleLine: event.seemsSingleLine,
      }
    case 'transfersRemembered':
      return { ...snapshot, recentTransfers: event.transfers }
    case 'breaksListed':
      return { ...snapshot, breaks: event.breaks }
    case 'intentSent':
      return {
        ...snapshot,
        intents: withIntent(snapshot, event.intent),
        agentCommandAt: event.intent.aim === null ? snapshot.agentCommandAt : event.intent.sentAt,
      }
    case 'intentSettled':
      return settleIntent(snapshot, event)
    case 'polled':
      return reducePolled(snapshot, event)
    case 'pollFailed':
      return failPoll(snapshot, event)
    case 'syncPaused':
      return snapshot.sync.phase === 'paused'
        ? snapshot
        : { ...snapshot, sync: { ...snapshot.sync, phase: 'paused' } }
    case 'noticed':
      return withNotice(snapshot, event.notice)
    case 'noticeDismissed':
      return withoutNotice(snapshot, event.id)
    case 'clockCompared':
      return { ...snapshot, clockAhead: event.ahead }
    case 'updateChanged':
      return { ...snapshot, update: event.update }
    case 'panelOpened':
      // The panel is opened for something else than the earlier proposal.
      return {
        ...snapshot,
        ...nothingMeant,
        panel: event.panel,
        panelCall: event.panel === 'transfer' ? (event.call ?? snapshot.focusedCall) : null,
      }
    case 'panelClosed':
      return snapshot.panel === null ? snapshot : { ...snapshot, panel: null, ...nothingMeant }
    case 'numberProposed':
      return {
        ...snapshot,
        ...nothingMeant,
        panel: 'dial',
        proposedNumber: { ...event.reading, from: event.from, at: event.at },
        proposals: snapshot.proposals + 1,
      }
    case 'numberEdited': {
      const { proposedNumber } = snapshot
      if (proposedNumber === null || proposedNumber.from === 'agent') return snapshot
      return { ...snapshot, proposedNumber: { ...proposedNumber, from: 'agent' } }
    }
    case 'callProposed':
      return { ...snapshot, ...nothingMeant, panel: 'dial', proposedCall: event.id }
    case 'numberErased':
      return eraseNumber(snapshot, event).snapshot
    case 'hungUpOver':
      return snapshot.hungUp?.at === event.at ? { ...snapshot, hungUp: null } : snapshot
    case 'planBegan':
      return { ...snapshot, plan: event.plan }
    case 'planStepped': {
      const { plan } = snapshot
      if (plan?.id !== event.id) return snapshot
      const steps = plan.steps.map((step, at) => (at === event.step ? { ...step, state: event.state } : step))
      return { ...snapshot, plan: { ...plan, steps } }
    }
    case 'planOver':
      return snapshot.plan?.id === event.id ? { ...snapshot, plan: null } : snapshot
    case 'linesSeen':
      return { ...snapshot, seemsSingleLine: event.single }
    default:
      return reduceCalls(snapshot, event)
  }
}

/** Failures that do not pass by themselves; each is announced once. */
const lasting = new Set<PabxError['kind']>([
  'insecure_http_refused',
  ...lastingOfWay,
  'redirected',
  'not_vocom',
  'params_failed',
  'bad_request',
])

function failPoll(snapshot: Snapshot, { at, error }: Extract<AgentEvent, { type: 'pollFailed' }>): Snapshot {
  const { sync } = snapshot
  const failing: Snapshot = {
    ...snapshot,
    sync: { ...sync, phase: 'failing', failingSince: sync.failingSince ?? at, failure: error },
  }
  if (!lasting.has(error.kind) || sync.failure?.kind === error.kind) return failing
  const mend = { mend: { command: 'settings.open' } } as const
  return withNotice(failing, notice(POLL_NOTICE, 'failure', errorSentence(error, true), at, mend))
}

/** With another PABX, company, agent or queue, everything known about the previous one is dropped. */
function changeProfile(snapshot: Snapshot, profile: Profile): Snapshot {
  const { profile: old } = snapshot
  const same = isSameInQueues(old, profile)
  if (same || !old.complete) return { ...snapshot, profile }
  const { asked, reported, seenBefore, absentPolls, breaks, hungUp, agentCommandAt, sync } = emptySnapshot
  const unknown = { asked, reported, seenBefore, absentPolls, breaks, hungUp, agentCommandAt, sync }
  return { ...snapshot, profile, ...unknown }
}

function changeKey(snapshot: Snapshot, event: Extract<AgentEvent, { type: 'keyChanged' }>): Snapshot {
  if (snapshot.key === event.key) return snapshot
  const notices = snapshot.notices.filter(({ id }) => id !== 'key')
  const cleared = { ...snapshot, key: event.key, notices }
  if (event.key === 'unread' || event.key === 'present' || event.key === 'session') return cleared
  const paused: Snapshot = { ...cleared, sync: { ...snapshot.sync, phase: 'paused' } }
  if (event.key === 'missing' && !snapshot.profile.complete) return paused
  return withNotice(
    paused,
    notice('key', 'failure', { key: `key_${event.key}` }, event.at, { mend: { command: 'settings.open' } }),
  )
}

function settleIntent(snapshot: Snapshot, event: Extract<AgentEvent, { type: 'intentSettled' }>): Snapshot {
  const intent = snapshot.intents.find(({ id }) => id === event.id)
  if (intent === undefined) return snapshot
  const settled: Intent = { ...intent, state: event.state, error: event.error }
  const { aim } = intent
  const asked: Asked | null =
    event.state === 'accepted' && aim !== null
      ? { ...aim, since: event.at, confirmed: false, contradictions: 0 }
      : snapshot.asked
  return {
    ...snapshot,
    asked,
    intents: snapshot.intents.map((other) => (other.id === event.id ? settled : other)),
    agentCommandAt: aim === null ? snapshot.agentCommandAt : event.at,
  }
}
