import type { SteadyTime } from '../time'
import type { CallId, CallKey, IntentId } from '../ids'
import type { Reading } from '../phone/reading'
import type { PabxError } from '../vocom/errors'
import type {
  Asked,
  Break,
  Call,
  Intent,
  KeyState,
  Notice,
  NumberFrom,
  Plan,
  PlanStep,
  Profile,
  SeenBefore,
} from './state'
import type { Panel } from '../windows/panels'
import type { NoticeId } from './notice-ids'
import type { Sighting } from './polls'
import type { UpdateState } from '../updates/updates'

/** Every event that can change the snapshot. `at` is main's steady time in milliseconds. */
export type AgentEvent =
  | { readonly type: 'profileChanged'; readonly profile: Profile }
  | { readonly type: 'keyChanged'; readonly key: KeyState; readonly at: SteadyTime }
  | {
      readonly type: 'restored'
      readonly asked: Asked | null
      readonly seenBefore: SeenBefore | null
      readonly calls: readonly Call[]
      readonly focusedCall: CallKey | null
      readonly seemsSingleLine: boolean
      readonly intents: readonly Intent[]
      readonly at: SteadyTime
    }
  | { readonly type: 'breaksListed'; readonly breaks: readonly Break[] }
  | { readonly type: 'intentSent'; readonly intent: Intent }
  | {
      readonly type: 'intentSettled'
      readonly id: IntentId
      readonly state: 'accepted' | 'refused' | 'unknown'
      readonly error: PabxError | null
      readonly at: SteadyTime
    }
  | {
      readonly type: 'callPlacing'
      readonly key: CallKey
      readonly number: string
      /** The key of the call that this consultation is about. */
      readonly consultFor: CallKey | null
      readonly at: SteadyTime
    }
  | {
      readonly type: 'callPlaced'
      readonly key: CallKey
      readonly id: CallId | null
      readonly at: SteadyTime
    }
  | { readonly type: 'callDoubtful'; readonly key: CallKey }
  | {
      readonly type: 'callAdopted'
      readonly key: CallKey
      readonly id: CallId
      readonly number: string
      readonly direction: Call['direction']
      readonly namedBy: 'agent' | 'link'
      readonly at: SteadyTime
    }
  /** The dial was refused: there is no such call. */
  | { readonly type: 'callNotPlaced'; readonly key: CallKey }
  /** The PABX accepted a command about the call, so a link did not make it up. */
  | { readonly type: 'callKnown'; readonly key: CallKey }
  | { readonly type: 'callEnded'; readonly key: CallKey }
  | { readonly type: 'callFocused'; readonly key: CallKey }
  | { readonly type: 'phoneMayRing'; readonly key: CallKey }
  /** The PABX accepted the hang-up, as a real server does for any id. */
  | {
      readonly type: 'callHungUp'
      readonly key: CallKey
      readonly callId: CallId
      readonly number: string
      readonly at: SteadyTime
    }
  /** The time for hanging up once more has passed; a later hang-up has its own. */
  | { readonly type: 'hungUpOver'; readonly at: SteadyTime }
  | { readonly type: 'hangingUp'; readonly key: CallKey; readonly on: boolean }
  | { readonly type: 'transfersRemembered'; readonly transfers: readonly string[] }
  | { readonly type: 'held'; readonly key: CallKey; readonly at: SteadyTime }
  | { readonly type: 'retrieved'; readonly key: CallKey }
  | { readonly type: 'holdDoubtful'; readonly key: CallKey }
  | { readonly type: 'transferDoubtful'; readonly key: CallKey; readonly to: string }
  | { readonly type: 'planBegan'; readonly plan: Plan }
  | {
      readonly type: 'planStepped'
      readonly id: string
      readonly step: number
      readonly state: PlanStep['state']
    }
  | { readonly type: 'planOver'; readonly id: string }
  /** Whether the extension refused a second call. */
  | { readonly type: 'linesSeen'; readonly single: boolean }
  | {
      readonly type: 'polled'
      /** When the first request of this poll was sent; the poll says nothing about anything later. */
      readonly sentAt: SteadyTime
      readonly sighting: Sighting | null
    }
  | { readonly type: 'pollFailed'; readonly at: SteadyTime; readonly error: PabxError }
  | { readonly type: 'syncPaused' }
  | { readonly type: 'noticed'; readonly notice: Notice }
  | { readonly type: 'noticeDismissed'; readonly id: NoticeId }
  /** The wall clock was compared with the steady one. */
  | { readonly type: 'clockCompared'; readonly ahead: number }
  | { readonly type: 'updateChanged'; readonly update: UpdateState }
  /** `call`: the one to be transferred, if it is not the one in focus. */
  | { readonly type: 'panelOpened'; readonly panel: Panel; readonly call?: CallKey }
  | { readonly type: 'panelClosed' }
  | {
      readonly type: 'numberProposed'
      readonly reading: Reading
      readonly from: NumberFrom
      readonly at: SteadyTime
    }
  /** The agent has changed the proposed number by hand. */
  | { readonly type: 'numberEdited' }
  | { readonly type: 'callProposed'; readonly id: CallId }
  /** A customer asked for it; `keptCalls` as in `eraseNumber`. */
  | { readonly type: 'numberErased'; readonly number: string; readonly keptCalls: readonly CallKey[] }
