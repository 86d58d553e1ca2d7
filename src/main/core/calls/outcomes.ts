import type { CallKey, IntentId } from '../../../shared/ids'
import { noticeOfIntent } from '../../../shared/snapshot/notice-ids'
import { notice } from '../../../shared/snapshot/notices'
import type { Sentence } from '../../../shared/i18n/say'
import type { Outcome } from '../../../shared/outcome'
import type { Core } from '../kernel/core'

export const alreadyEnded: Outcome = { ok: true, sentence: { key: 'done_already_ended' } }
/** For a plan: its call ended during the first request. */
export const gone: Outcome = { ok: false, why: 'failed', sentence: { key: 'call_gone' } }
export const noCall: Outcome = { ok: false, why: 'refused', sentence: { key: 'reason_no_call' } }

/** Tells the agent that the outcome of a command is unknown. The notice stays until it is dismissed. */
export function tellUnknown(core: Core, intentId: IntentId, sentence: Sentence): Outcome {
  core.store.apply({
    type: 'noticed',
    notice: notice(noticeOfIntent(intentId), 'failure', sentence, core.clock.now()),
  })
  return { ok: false, why: 'unknown', sentence }
}

/** The PABX no longer knows the call. A hold, retrieve or transfer has to tell the agent. */
export function tellGone(core: Core, key: CallKey): Outcome {
  const sentence: Sentence = { key: 'call_gone' }
  core.store.apply({ type: 'callEnded', key })
  core.store.apply({ type: 'noticed', notice: notice('call-gone', 'warning', sentence, core.clock.now()) })
  return { ok: false, why: 'failed', sentence }
}
