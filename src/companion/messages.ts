import type { CallRef } from '../shared/ids'
import type { BadgeCall, CompanionAnswer, CompanionWord } from '../shared/companion/messages'

/*
 * What the parts of the extension say to one another. The worker adds the page's origin, as the browser tells it, to
 * what it passes on to the bar.
 */

/** What a page's script asks of the worker. */
export type PageMessage =
  | { readonly type: 'dial'; readonly text: string }
  | { readonly type: 'opened'; readonly url: string }
  | { readonly type: 'hangUp' | 'hold' | 'retrieve'; readonly call: CallRef }
  | { readonly type: 'transfer'; readonly call: CallRef; readonly to: string }

/** Null where there is nothing to say, because the address tells of no call. */
export type PageAnswer = CompanionAnswer | null

export type Words = Readonly<Record<CompanionWord, string>>

/** What the worker shows in the badge of each page. */
export type Shown = { readonly call: BadgeCall | null; readonly words: Words }

/** The name of the connection by which a page is told what to show. */
export const BADGE_PORT = 'badge'
/** Sent to every frame of the tab in which the key was pressed. */
export const DIAL_SELECTION = 'dialSelection'

/** `notConnected`: the browser cannot start the relay. */
export type Reach = 'connected' | 'notRunning' | 'notConnected'

/** What the window of the extension's button shows. */
export type PopupState = {
  readonly reach: Reach
  readonly words: Words
  readonly pages: readonly { readonly origin: string; readonly isGranted: boolean }[]
}
export const POPUP_STATE = 'popupState'
