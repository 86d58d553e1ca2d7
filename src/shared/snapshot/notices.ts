import type { SteadyTime } from '../time'
import type { Sentence } from '../i18n/say'
import type { NoticeId } from './notice-ids'
import type { Mend, Notice, Snapshot } from './state'

/** The notice about polls that fail; the next successful poll removes it. */
export const POLL_NOTICE = 'poll'

/**
 * How many notices of each tone are kept, so that many small ones do not displace a more important one. Failures are
 * all kept until they are dismissed.
 */
const KEPT_OF_EACH_TONE = 50

type Extras = { readonly inferred?: boolean; readonly mend?: Mend }

/** A notice. It replaces an existing one with the same id. */
export const notice = (
  id: NoticeId,
  tone: Notice['tone'],
  sentence: Sentence,
  at: SteadyTime,
  { inferred = false, mend }: Extras = {},
): Notice => ({ id, tone, sentence, at, inferred, mend: mend ?? null })

/** The snapshot with that notice as its newest. */
export function withNotice(snapshot: Snapshot, added: Notice): Snapshot {
  const notices = [...snapshot.notices.filter(({ id }) => id !== added.id), added]
  const ofTone = notices.filter(({ tone }) => tone === added.tone)
  const [oldest] = ofTone
  const isFull = added.tone !== 'failure' && ofTone.length > KEPT_OF_EACH_TONE
  return { ...snapshot, notices: isFull ? notices.filter((kept) => kept !== oldest) : notices }
}

/** The snapshot without that notice; the same object when there was none. */
export function withoutNotice(snapshot: Snapshot, id: NoticeId): Snapshot {
  const notices = snapshot.notices.filter((kept) => kept.id !== id)
  return notices.length === snapshot.notices.length ? snapshot : { ...snapshot, notices }
}

/** The notices that the bar shows by itself; the others are only listed. */
export const alertsOf = ({ notices }: Snapshot): readonly Notice[] =>
  notices.filter(({ tone }) => tone !== 'info')
