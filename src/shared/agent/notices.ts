import type { Sentence } from '../i18n/say'
import type { Mend, Notice, Snapshot } from './state'

/** What keeps the polls from coming through; gone with the first that does. */
export const POLL_NOTICE = 'poll'

const NOTICES_KEPT = 50

type Extras = { readonly inferred?: boolean; readonly mend?: Mend }

/** A notice; one with an id that stands already takes its place. */
export const notice = (
  id: string,
  tone: Notice['tone'],
  sentence: Sentence,
  at: number,
  { inferred = false, mend }: Extras = {},
): Notice => ({ id, tone, sentence, at, inferred, mend: mend ?? null })

/** The snapshot with that notice as its newest. */
export function withNotice(snapshot: Snapshot, added: Notice): Snapshot {
  const others = snapshot.notices.filter(({ id }) => id !== added.id)
  return { ...snapshot, notices: [...others, added].slice(-NOTICES_KEPT) }
}

/** What is said aloud in the bar; the rest is only listed. */
export const alertsOf = ({ notices }: Snapshot): readonly Notice[] =>
  notices.filter(({ tone }) => tone !== 'info')
