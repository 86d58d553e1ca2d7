import { noticeOfIntent } from './notice-ids'
import type { Call, Intent, Notice, Snapshot } from './state'

/** Settled intents that are kept for the diagnostics. */
const SETTLED_KEPT = 30

/** What nobody knows is told until the agent has put it away. */
export const isUntold = (notices: readonly Notice[], { id, state }: Intent): boolean =>
  state === 'unknown' && notices.some((notice) => notice.id === noticeOfIntent(id))

/** The intents with one more; what is under way, and what is still told of, is never dropped for it. */
export function withIntent({ intents, notices }: Snapshot, added: Intent): readonly Intent[] {
  const isOpen = (intent: Intent): boolean => intent.state === 'sent' || isUntold(notices, intent)
  const settled = intents.filter((intent) => !isOpen(intent)).slice(-SETTLED_KEPT)
  return [...intents.filter((intent) => isOpen(intent) || settled.includes(intent)), added]
}

/** Whether that command made this call, or was given for it. */
export function isAboutCall({ command, callKey, callId, subject, sentAt }: Intent, call: Call): boolean {
  if (callKey !== null) return callKey === call.key
  if (callId !== null) return callId === call.id
  // A dial has no id to go by: it is the first to that number since the call began.
  return command === 'call.dial' && subject === call.number && sentAt >= call.startedAt
}
