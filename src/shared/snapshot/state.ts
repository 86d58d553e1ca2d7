import type { CommandId } from '../commands/table'
import type { Locale, Sentence } from '../i18n/say'
import type { Reading } from '../phone/reading'
import type { PabxError } from '../vocom/errors'
import type { UpdateState } from '../updates/updates'
import type { Panel } from '../windows/panels'
import type { NoticeId } from './notice-ids'

/*
 * One immutable Snapshot holds all that the bar knows. Moments (`…At`, `since`) are milliseconds since
 * 1970 on main's steady clock: it does not jump when somebody sets the wall clock.
 */

export type Standing = 'loggedOut' | 'available' | 'onBreak' | 'other'

/** What the agent asked for and the PABX accepted from this bar. */
export type Asked = {
  readonly standing: 'loggedOut' | 'available' | 'onBreak'
  readonly since: number
  readonly breakId: string | null
  /** Whether a poll that set out later has said the same. */
  readonly confirmed: boolean
  /** Polls in a row that said otherwise. */
  readonly contradictions: number
}

/** What the PABX said of the agent in its last answer. */
export type Reported = {
  readonly standing: Standing
  /** The PABX's own word for it. */
  readonly status: string
  readonly branch: string
  readonly at: number
  /** Since when, as far as the bar saw; `inferred` when it lies between two polls. */
  readonly since: number
  readonly inferred: boolean
  /** False for an agent who is in no list of the queues. */
  readonly isListed: boolean
  readonly counters: Counters
  /** Calls that were offered and not answered since the last that was, as far as the bar saw. */
  readonly missedInRow: number
}

/** What the PABX had said when the last run ended. */
export type SeenBefore = Pick<Reported, 'standing' | 'status' | 'since'>

/** The agent's counters (the PABX counts by extension, alike in every queue); seconds; null where it gave none. */
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
  /** Minutes allowed; null for no limit (the PABX says 0). */
  readonly limitMinutes: number | null
  readonly digit: string
}

export type Call = {
  /** Of ours, from the press on: what every event, intent and notice about the call names. */
  readonly key: string
  /** Null while the PABX has not told it: being dialled, or the answer to the dial was lost. */
  readonly id: string | null
  readonly number: string
  readonly direction: 'outbound' | 'inbound'
  /**
   * Who has told of it. What nothing but a `link` has named may be made up by a web page; `pabx`: it gave the id of
   * this call, or accepted a command about it.
   */
  readonly namedBy: 'agent' | 'link' | 'pabx'
  /** The PABX counted an answered call while this inbound one stood here: a hint that there is one. */
  readonly counted: boolean
  /** The key of the call that waits while this one asks a colleague about it. */
  readonly consultFor: string | null
  /** `dialling`: sent, not answered yet. `doubtful`: the answer was lost, the call may exist. */
  readonly phase: 'dialling' | 'active' | 'doubtful'
  /** While dialling: the PABX has had the request for long enough that the agent's phone may ring. */
  readonly phoneMayRing: boolean
  readonly startedAt: number
  /** Since when the call is on hold, as the PABX accepted it. */
  readonly heldSince: number | null
  /** The outcome of the last hold or retrieve is not known. */
  readonly holdDoubtful: boolean
  /** The agent has hung up, and the PABX has not confirmed it yet. */
  readonly hangingUp: boolean
  /** Where it may have been transferred to: the answer to the last transfer was lost. */
  readonly maybeTransferredTo: string | null
  /** The PABX's counters moved as they do when a call ends: a hint, not a fact. */
  readonly seemsEndedAt: number | null
}

/** One request of a press that takes several, and what was heard of it. */
export type PlanStep = {
  readonly command: 'call.hold' | 'call.retrieve' | 'call.dial' | 'call.hangUp' | 'call.transfer'
  /** Of the call, or the one that is dialled. */
  readonly number: string
  readonly state: 'waits' | 'sent' | 'accepted'
}

/** Its steps, each sent once, in their order; it ends at the first that fails. */
export type Plan = { readonly id: string; readonly command: CommandId; readonly steps: readonly PlanStep[] }

/** The last call whose hang-up the PABX accepted; for a while the same id can be hung up once more. */
export type HungUp = {
  readonly key: string
  readonly callId: string
  readonly number: string
  readonly at: number
}

/** The life of one command that was sent to the PABX. */
export type Intent = {
  readonly id: string
  readonly command: CommandId
  /** The number or break it was about, for the sentence on the screen. */
  readonly subject: string | null
  readonly callId: string | null
  /** Of ours; null for what is not about a call. */
  readonly callKey: string | null
  readonly state: 'sent' | 'accepted' | 'confirmed' | 'refused' | 'unknown'
  readonly sentAt: number
  readonly error: PabxError | null
  /** What the agent's standing is to become, for commands that change it: a later poll can tell. */
  readonly aim: { readonly standing: Asked['standing']; readonly breakId: string | null } | null
}

export type Notice = {
  readonly id: NoticeId
  /** `info` is only listed; the others are said in the bar: good news, something to know, something that failed. */
  readonly tone: 'info' | 'news' | 'warning' | 'failure'
  readonly sentence: Sentence
  readonly at: number
  /** What the PABX said, or what the bar worked out from two answers. */
  readonly inferred: boolean
  /** The one press that mends it. */
  readonly mend: Mend | null
}

export type Mend = { readonly command: CommandId; readonly argument?: string }

/** Where the API key stands; all but `present` and `session` have a sentence of their own. */
export const keyStates = [
  'unread',
  'present',
  /** Held in memory until the bar quits, because the agent chose so. */
  'session',
  'missing',
  /** The keychain did not answer in time: it waits for somebody to unlock it. */
  'locked',
  'denied',
  'no_service',
  'no_bus',
  /** Written, but what was read back was something else. */
  'not_kept',
  /** There is one, and it was entered for another address: it is sent to no other. */
  'other_address',
  /** The PABX refused it. */
  'rejected',
] as const
export type KeyState = (typeof keyStates)[number]

/** `idle`: nothing asked yet; `paused`: waiting for settings or a key. */
export type Sync = {
  readonly phase: 'idle' | 'fresh' | 'failing' | 'paused'
  readonly confirmedAt: number | null
  readonly failingSince: number | null
  readonly failure: PabxError | null
}

export type Profile = {
  readonly demo: boolean
  /** Address, company, agent, extension and a queue are all set. */
  readonly complete: boolean
  /** Where the PABX is; "" for the demo. */
  readonly baseUrl: string
  readonly agent: string
  readonly branch: string
  readonly companyId: string
  readonly queues: readonly string[]
  readonly locale: Locale
  readonly theme: 'system' | 'light' | 'dark'
  readonly edge: 'top' | 'bottom' | 'free'
  readonly syncIntervalSeconds: number
}

/** Where a proposed number was found; `agent` once it was changed by hand. */
export type NumberFrom = 'clipboard' | 'link' | 'commandLine' | 'agent'

/** A number waiting to be confirmed, with what else its text said. */
export type ProposedNumber = Reading & { readonly from: NumberFrom; readonly at: number }

export type Snapshot = {
  readonly revision: number
  readonly profile: Profile
  readonly key: KeyState
  readonly asked: Asked | null
  readonly reported: Reported | null
  /** Counts for the time in a state only: it is shown once a poll has said the same. */
  readonly seenBefore: SeenBefore | null
  /** Polls in a row that did not name an agent who had been there: one may be a slip of the server. */
  readonly absentPolls: number
  readonly breaks: readonly Break[]
  /** In the order in which they came. */
  readonly calls: readonly Call[]
  /** The key of the call that the agent speaks to: what a command means that names none. */
  readonly focusedCall: string | null
  /** That call itself: `withCalls` keeps the three together. */
  readonly call: Call | null
  /** What a press of several steps has come to. */
  readonly plan: Plan | null
  /** The extension took no second call the last time: it is said before the next one. */
  readonly seemsSingleLine: boolean
  readonly hungUp: HungUp | null
  /** When a command on the agent's standing was last sent or answered: what a poll read before is void. */
  readonly agentCommandAt: number
  readonly intents: readonly Intent[]
  readonly notices: readonly Notice[]
  /**
   * How far the moments in here are ahead of the wall clock, in milliseconds: more than nothing once the wall clock
   * was set back. They stay as they are, so that no duration changes; `timeOfDay` takes it off.
   */
  readonly clockAhead: number
  readonly sync: Sync
  readonly panel: Panel | null
  /** Where calls were transferred to, the last one first. */
  readonly recentTransfers: readonly string[]
  /** Newer versions of the bar itself. */
  readonly update: UpdateState
  readonly proposedNumber: ProposedNumber | null
  /** The id of a call that was copied: the bar may take that call over. */
  readonly proposedCall: string | null
  /** How many numbers were proposed: one that is proposed again replaces what was made of it meanwhile. */
  readonly proposals: number
}
