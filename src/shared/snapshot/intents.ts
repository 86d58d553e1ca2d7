import { noticeOfIntent } from './notice-ids'
import type { Call, Intent, Notice, Snapshot } from './state'

/** How many settled intents are kept for the diagnostics. */
const SETTLED_KEPT = 30

/** Whether the notice about this unknown outcome still stands. */
export const hasNotice = (notices: readonly Notice[], { id, state }: Intent): boolean =>
  state === 'unknown' && notices.some((notice) => notice.id === noticeOfIntent(id))

/** The intents with one more. Intents that are being sent, or whose notice still stands, are never dropped. */
export function withIntent({ intents, notices }: Snapshot, added: Intent): readonly Intent[] {
  const isOpen = (intent: Intent): boolean => intent.state === 'sent' || hasNotice(notices, intent)
  const settled = intents.filter((intent) => !isOpen(intent)).slice(-SETTLED_KEPT)
  return [...intents.filter((intent) => isOpen(intent) || settled.includes(intent)), added]
}

/** Whether that command placed this call, or was about it. */
export function isAboutCall({ command, callKey, callId, subject, sentAt }: Intent, call: Call): boolean {
  if (callKey !== null) return callKey === call.key
  if (callId !== null) return callId === call.id
  // A dial has no id to compare: it is the first one to that number since the call began.
  return command === 'call.dial' && subject === call.number && sentAt >= call.startedAt
}
