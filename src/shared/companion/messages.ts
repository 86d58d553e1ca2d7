import type { WallTime } from '../time'
import type { CallKey, CallRef } from '../ids'
import type { PlainKey } from '../i18n/say'

/*
 * What the browser extension and the bar say to each other, through the relay. The bar parses what it is sent
 * (`core/companion/message.ts`); it sends nothing but what the badge shows and what the extension has to know to work.
 */

/** The extension's own sentences; the bar sends them in the agent's language. */
export const companionWords = [
  'command_hang_up',
  'command_hold',
  'command_retrieve',
  'command_transfer',
  'transfer_to',
  'companion_connected',
  'companion_no_pages',
  'companion_allow',
  'companion_not_running',
  'companion_no_answer',
  'companion_not_connected',
] as const satisfies readonly PlainKey[]
export type CompanionWord = (typeof companionWords)[number]

/** What a page asks for. `origin` is the page's, as the browser tells it. */
export type CompanionMessage = { readonly origin: string } & (
  | { readonly type: 'dial'; readonly text: string }
  | { readonly type: 'adopt'; readonly callId: string; readonly number?: string | undefined }
  | { readonly type: 'hangUp' | 'hold' | 'retrieve'; readonly call: CallRef }
  | { readonly type: 'transfer'; readonly call: CallRef; readonly to: string }
)

/** What became of it, in the agent's language; `says` is null where there is nothing to add. */
export type CompanionAnswer = { readonly ok: boolean; readonly says: string | null }

/** The call in the badge. Moments are milliseconds since 1970 on the wall clock. */
export type BadgeCall = {
  readonly key: CallKey
  readonly number: string
  readonly says: string
  readonly startedAt: WallTime
  readonly isHeld: boolean
  readonly mayHangUp: boolean
  readonly mayHold: boolean
  readonly mayTransfer: boolean
}

/** Sent at once, and at each change. */
export type CompanionState = {
  readonly origins: readonly string[]
  readonly popups: readonly string[]
  readonly words: Readonly<Record<CompanionWord, string>>
  /** Null while there is no call, and where the badge is switched off. */
  readonly call: BadgeCall | null
}

/** A page that the bar wants shown, such as a customer's record. */
type CompanionOpen = { readonly open: string }

/** What the bar says of its own accord. */
export type CompanionSaid = CompanionState | CompanionOpen
