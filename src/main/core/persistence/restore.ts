import { numberSaid } from '../../../shared/calls/call-view'
import { noticeOfIntent } from '../../../shared/snapshot/notice-ids'
import { notice } from '../../../shared/snapshot/notices'
import type { Snapshot } from '../../../shared/snapshot/state'
import { unknownSentence } from '../../../shared/vocom/error-sentence'
import type { Clock } from '../kernel/ports'
import { recall } from './remembered'
import type { Store } from '../kernel/store'

/** Continues from the state of the last run, and tells the agent which outcomes remained unknown. */
export function restore(store: Store, text: string | null, clock: Clock): void {
  const { leftBehind, ...recalled } = recall(text, store.get().profile, clock.now())
  store.apply({ type: 'restored', ...recalled, at: clock.now() })
  for (const [at, number] of leftBehind.entries()) {
    const sentence = { key: 'call_left_behind', values: { number: numberSaid(number) } } as const
    store.apply({ type: 'noticed', notice: notice(`left-behind-${at}`, 'failure', sentence, clock.now()) })
  }
  for (const { id, command, subject, sentAt, error } of recalled.intents.filter(isUnknown)) {
    const of = command === 'call.transfer' ? command : 'call.dial'
    const sentence = unknownSentence(of, subject ?? '', error?.kind ?? null)
    store.apply({ type: 'noticed', notice: notice(noticeOfIntent(id), 'failure', sentence, sentAt) })
  }
}

const isUnknown = ({ state }: Snapshot['intents'][number]): boolean => state === 'unknown'
