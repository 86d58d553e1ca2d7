import type { SteadyTime } from '../../shared/time'
import type { Snapshot } from '../../shared/snapshot/state'
import type { Sentence, PlainKey } from '../../shared/i18n/say'

export type Freshness = {
  readonly sentence: Sentence
  /** Where there is no room for the age of the last answer. */
  readonly short: Sentence
  readonly hint: PlainKey
  /** Old or absent enough to be told rather than hinted. */
  readonly loud: boolean
}

/** Polls come each few seconds: after this many intervals without one, what is shown is old. */
const STALE_INTERVALS = 4

/** A poll is answered within this time, usually. Milliseconds. */
const POLL_TAKES_MS = 2_000

/** How far what is shown can be relied on, in words. */
export function freshness({ sync, profile }: Snapshot, now: SteadyTime): Freshness {
  const age = sync.confirmedAt === null ? null : Math.max(0, now - sync.confirmedAt)
  const seconds = age === null ? 0 : Math.round(age / 1_000)
  const aged = (key: 'fresh_offline_since' | 'fresh_stale' | 'fresh_ago'): Sentence => ({
    key,
    values: { age: ageText(seconds) },
  })
  if (sync.phase === 'failing') {
    const short: Sentence = { key: 'fresh_offline' }
    const sentence = age === null ? short : aged('fresh_offline_since')
    return { sentence, short, hint: 'fresh_offline_hint', loud: true }
  }
  const told = (sentence: Sentence, loud: boolean): Freshness => ({
    sentence,
    short: sentence,
    hint: 'fresh_hint',
    loud,
  })
  if (age === null) return told({ key: 'fresh_never' }, false)
  const stale = age > Math.max(10_000, profile.syncIntervalSeconds * 1_000 * STALE_INTERVALS)
  if (stale) return told(aged('fresh_stale'), true)
  // As long as polls come as usual the words stay the same: seconds that count up say nothing, and paint each second.
  const usual = age <= profile.syncIntervalSeconds * 1_000 + POLL_TAKES_MS
  return told(usual ? { key: 'fresh_now' } : aged('fresh_ago'), false)
}

/** As short as it can be said: it stands in a narrow place. */
const ageText = (seconds: number): string =>
  seconds < 100 ? `${String(seconds)} s` : `${String(Math.round(seconds / 60))} min`
