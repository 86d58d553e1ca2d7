import type { Sentence } from '../i18n/say'
import type { NoticeId } from './notice-ids'
import type { Mend, Notice, Snapshot } from './state'

/** What keeps the polls from coming through; gone with the first that does. */
export const POLL_NOTICE = 'poll'

/** Of each tone but failures, the newest: many small notes push out none that says more. A failure stays until it is put away. */
const KEPT_OF_EACH_TONE = 50

type Extras = { readonly inferred?: boolean; readonly mend?: Mend }

/** A notice; one with an id that stands already takes its place. */
export const notice = (
  id: NoticeId,
  tone: Notice['tone'],
  sentence: Sentence,
  at: number,
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

/** The snapshot without it; the same one where there was none. */
export function withoutNotice(snapshot: Snapshot, id: NoticeId): Snapshot {
  const notices = snapshot.notices.filter((kept) => kept.id !== id)
  return notices.length === snapshot.notices.length ? snapshot : { ...snapshot, notices }
}

/** What is said aloud in the bar; the rest is only listed. */
export const alertsOf = ({ notices }: Snapshot): readonly Notice[] =>
  notices.filter(({ tone }) => tone !== 'info')
