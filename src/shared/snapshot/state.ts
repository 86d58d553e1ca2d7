import type { SteadyTime } from '../time'
import type { Branch, CallId, CallKey, IntentId } from '../ids'
import type { CommandId } from '../commands/table'
import type { Sentence } from '../i18n/say'
import type { Locale } from '../i18n/locale'
import type { Reading } from '../phone/reading'
import type { PabxError } from '../vocom/errors'
import type { UpdateState } from '../updates/updates'
import type { Panel } from '../windows/panels'
import type { NoticeId } from './notice-ids'

/*
 * One immutable Snapshot holds all that the bar knows. Moments (`…At`, `since`) are milliseconds since 1970 on main's
 * steady clock, which does not jump when the wall clock is set.
 */

export type Standing = 'loggedOut' | 'available' | 'onBreak' | 'other'

/** What the agent asked for and the PABX accepted from this bar. */
export type Asked = {
  readonly standing: 'loggedOut' | 'available' | 'onBreak'
  readonly since: SteadyTime
  readonly breakId: string | null
  /** Whether a poll sent later has confirmed it. */
  readonly confirmed: boolean
  /** How many successive polls have contradicted it. */
  readonly contradictions: number
}

/** What the PABX said about the agent in its last answer. */
export type Reported = {
  readonly standing: Standing
  /** The PABX's own word for the standing. */
  readonly status: string
  readonly branch: Branch
  readonly at: SteadyTime
  /** When the standing began, as far as the bar saw; `inferred` when that lies between two polls. */
  readonly since: SteadyTime
  readonly inferred: boolean
  /** False for an agent who is in no list of the queues. */
  readonly isListed: boolean
  readonly counters: Counters
  /** Missed calls since the last answered one, as far as the bar saw. */
  readonly missedInRow: number
}

/** What the PABX had said when the last run ended. */
export type SeenBefore = Pick<Reported, 'standing' | 'status' | 'since'>

/**
 * The agent's counters (the PABX counts by extension, so every queue shows the same); durations in seconds; null when
 * the PABX sent none.
 */
export type Counters = {
  readonly answered: number | null
  readonly answeredSeconds: number | null
  readonly missed: number | null
  readonly outbound: number | null
  readonly outboundSeconds: number | null
}

export type Break = {
  readonly id: string
  readonly name: string
  /** Minutes allowed; null for no limit (the PABX sends 0). */
  readonly limitMinutes: number | null
  readonly digit: string
}

export type Call = {
  /** The bar's own key, from the press on. Every event, intent and notice about the call names it. */
  readonly key: CallKey
  /** Null while the PABX has not sent it: the call is being dialled, or the answer to the dial was lost. */
  readonly id: CallId | null
  readonly number: string
  readonly direction: 'outbound' | 'inbound'
  /**
   * Where the call is known from. A call that only a `link` has named may be made up by a web page; `pabx`: the PABX
   * sent its id, or accepted a command about it.
   */
  readonly namedBy: 'agent' | 'link' | 'pabx'
  /** The PABX counted an answered call while this inbound one was shown, which suggests that the call exists. */
  readonly counted: boolean
  /** The key of the call that this consultation is about. */
  readonly consultFor: CallKey | null
  /** `dialling`: sent, not answered yet. `doubtful`: the answer was lost, so the call may exist. */
  readonly phase: 'dialling' | 'active' | 'doubtful'
  /** While dialling: the PABX has had the request for so long that the agent's phone may ring. */
  readonly phoneMayRing: boolean
  readonly startedAt: SteadyTime
  /** When the PABX accepted the hold; null while the call is not on hold. */
  readonly heldSince: SteadyTime | null
  /** The outcome of the last hold or retrieve is unknown. */
  readonly holdDoubtful: boolean
  /** The agent has hung up, and the PABX has not confirmed it yet. */
  readonly hangingUp: boolean
  /** The number that it may have been transferred to, because the answer to the last transfer was lost. */
  readonly maybeTransferredTo: string | null
  /** When the PABX's counters moved as they do at the end of a call, which suggests that it has ended; or null. */
  readonly seemsEndedAt: SteadyTime | null
}

/** One request of a plan, and its outcome. */
export type PlanStep = {
  readonly command: 'call.hold' | 'call.retrieve' | 'call.dial' | 'call.hangUp' | 'call.transfer'
  /** The number of the call, or the number that is dialled. */
  readonly number: string
  readonly state: 'waits' | 'sent' | 'accepted'
}

/** The steps are sent once each, in order. The plan ends at the first that fails. */
export type Plan = { readonly id: string; readonly command: CommandId; readonly steps: readonly PlanStep[] }

/** The last call whose hang-up the PABX accepted. For a while it can be hung up once more. */
export type HungUp = {
  readonly key: CallKey
  readonly callId: CallId
  readonly number: string
  readonly at: SteadyTime
}

/** One command that was sent to the PABX, and its outcome. */
export type Intent = {
  readonly id: IntentId
  readonly command: CommandId
  /** The number or break that it is about, for the sentence on the screen. */
  readonly subject: string | null
  readonly callId: CallId | null
  /** The bar's key of the call; null for a command that is not about a call. */
  readonly callKey: CallKey | null
  readonly state: 'sent' | 'accepted' | 'confirmed' | 'refused' | 'unknown'
  readonly sentAt: SteadyTime
  readonly error: PabxError | null
  /** The standing that the command asks for, which a later poll can confirm; null for other commands. */
  readonly aim: { readonly standing: Asked['standing']; readonly breakId: string | null } | null
}

export type Notice = {
  readonly id: NoticeId
  /** `info` is only listed. The others are also shown in the bar: good news, something to know, a failure. */
  readonly tone: 'info' | 'news' | 'warning' | 'failure'
  readonly sentence: Sentence
  readonly at: SteadyTime
  /** Inferred by the bar from two answers, not said by the PABX. */
  readonly inferred: boolean
  /** The one press that the notice offers. */
  readonly mend: Mend | null
}

export type Mend = { readonly command: CommandId; readonly argument?: string }

/** The state of the API key. Every state except `present` and `session` has a sentence of its own. */
export const keyStates = [
  'unread',
  'present',
  /** Kept in memory until the bar quits, because the agent chose that. */
  'session',
  'missing',
  /** The keychain did not answer in time; it waits to be unlocked. */
  'locked',
  'denied',
  'no_service',
  'no_bus',
  /** Written, but reading it back gave something else. */
  'not_kept',
  /** There is a key, but it was entered for another address and is not sent to this one. */
  'other_address',
  /** The PABX refused it. */
  'rejected',
] as const
export type KeyState = (typeof keyStates)[number]

/** `idle`: nothing asked yet; `paused`: waiting for settings or a key. */
export type Sync = {
  readonly phase: 'idle' | 'fresh' | 'failing' | 'paused'
  readonly confirmedAt: SteadyTime | null
  readonly failingSince: SteadyTime | null
  readonly failure: PabxError | null
}

export type Profile = {
  readonly demo: boolean
  /** Whether address, company, agent, extension and a queue are all set. */
  readonly complete: boolean
  /** The address of the PABX; "" for the demo. */
  readonly baseUrl: string
  readonly agent: string
  readonly branch: Branch
  readonly companyId: string
  readonly queues: readonly string[]
  readonly locale: Locale
  readonly theme: 'system' | 'light' | 'dark'
  readonly edge: 'top' | 'bottom' | 'free'
  /** Icons instead of words. */
  readonly compact: boolean
  readonly syncIntervalSeconds: number
  /** Whether there is an address under which the records of customers open. */
  readonly opensRecords: boolean
}

/** Where a proposed number comes from; `agent` once it was changed by hand. */
export type NumberFrom = 'clipboard' | 'link' | 'commandLine' | 'agent'

/** A number that waits to be confirmed, with the rest of its text. */
export type ProposedNumber = Reading & { readonly from: NumberFrom; readonly at: SteadyTime }

export type Snapshot = {
  readonly revision: number
  readonly profile: Profile
  readonly key: KeyState
  readonly asked: Asked | null
  readonly reported: Reported | null
  /** Used only for the time in a state, and shown only after a poll has confirmed that state. */
  readonly seenBefore: SeenBefore | null
  /**
   * How many successive polls have omitted an agent who was listed before; a single one may be a slip of the server.
   */
  readonly absentPolls: number
  readonly breaks: readonly Break[]
  /** In the order in which they arrived. */
  readonly calls: readonly Call[]
  /** The key of the call that the agent speaks to, which a command means that names no call. */
  readonly focusedCall: CallKey | null
  /** That call itself; `withCalls` keeps these three fields consistent. */
  readonly call: Call | null
  /** The running plan, with the outcome of its steps so far. */
  readonly plan: Plan | null
  /** The extension refused a second call last time, which the agent is told before the next one. */
  readonly seemsSingleLine: boolean
  readonly hungUp: HungUp | null
  /**
   * When a command on the agent's standing was last sent or answered. Polls sent before that are ignored for the
   * standing.
   */
  readonly agentCommandAt: SteadyTime
  readonly intents: readonly Intent[]
  readonly notices: readonly Notice[]
  /**
   * By how many milliseconds the moments in the snapshot are ahead of the wall clock: more than 0 after the wall clock
   * was set back. The moments themselves stay, so that no duration changes; `timeOfDay` subtracts the difference.
   */
  readonly clockAhead: number
  readonly sync: Sync
  readonly panel: Panel | null
  /** The call that the open panel transfers: the one in focus when it was opened, whatever comes into focus later. */
  readonly panelCall: CallKey | null
  /** Destinations of recent transfers, the last one first. */
  readonly recentTransfers: readonly string[]
  /** Newer versions of the bar itself. */
  readonly update: UpdateState
  readonly proposedNumber: ProposedNumber | null
  /** The id of a copied call, which the bar may adopt. */
  readonly proposedCall: CallId | null
  /** Counts the proposals, so that a number that is proposed again replaces what the agent has typed meanwhile. */
  readonly proposals: number
}
