import type { Sentence, PlainKey } from '../i18n/say'
import type { Asked, Break, Mend, Reported, Snapshot, Standing } from './state'

/*
 * What the snapshot means, worked out once and shown alike by window, tray and command line.
 */

/** After this many polls that say otherwise, the bar shows both sides. */
const CONTRADICTIONS_SHOWN = 2

export type Doubt = {
  readonly you: Asked['standing']
  readonly pabx: Standing
  /** The PABX's side in words. */
  readonly word: Sentence
  /** When the PABX said so. */
  readonly at: number
  readonly mend: Mend
}

/** The one press that asks the PABX once more for what the agent had asked. */
function mendOf(asked: Asked): Mend {
  if (asked.standing === 'loggedOut') return { command: 'agent.logout' }
  if (asked.standing === 'onBreak') return { command: 'break.start', argument: asked.breakId ?? '' }
  return { command: 'break.end' }
}

/** Whether what the PABX reports is what was asked; a status that we do not know settles nothing. */
export function agreement(asked: Asked, reported: Reported | null): 'agrees' | 'differs' | 'unsure' {
  if (reported === null) return 'unsure'
  if (reported.standing === asked.standing) return 'agrees'
  return reported.standing === 'other' && asked.standing !== 'loggedOut' ? 'unsure' : 'differs'
}

export type View = {
  /** Null while nobody has said anything yet. */
  readonly standing: Standing | null
  /** The PABX's own word, where ours is only "other". */
  readonly status: string
  readonly since: number | null
  readonly inferred: boolean
  readonly break: Break | null
  readonly doubt: Doubt | null
}

function doubtOf(asked: Asked, reported: Reported): Doubt {
  const backIn = asked.standing === 'available' && reported.standing === 'loggedOut'
  const mend: Mend = backIn ? { command: 'agent.login' } : mendOf(asked)
  return { you: asked.standing, pabx: reported.standing, word: reportedWord(reported), at: reported.at, mend }
}

/** What to show of the agent: what was asked and accepted, corrected by what the PABX reports. */
export function viewOf(snapshot: Snapshot): View {
  const { asked, reported } = snapshot
  const breakOf = (id: string | null) => snapshot.breaks.find((known) => known.id === id) ?? null
  if (asked !== null) {
    const vague =
      reported?.standing === 'other' && asked.standing === 'available' && reported.at > asked.since
    const contradicted = asked.contradictions >= CONTRADICTIONS_SHOWN && reported !== null
    return {
      standing: vague ? 'other' : asked.standing,
      status: reported?.status ?? '',
      since: asked.since,
      inferred: false,
      break: asked.standing === 'onBreak' ? breakOf(asked.breakId) : null,
      doubt: contradicted ? doubtOf(asked, reported) : null,
    }
  }
  return {
    standing: reported?.standing ?? null,
    status: reported?.status ?? '',
    since: reported?.since ?? null,
    inferred: reported?.inferred ?? false,
    break: null,
    doubt: null,
  }
}

/** Whether the PABX has told this run anything of the agent: until then all is remembered. */
export const hasHeard = ({ sync, agentCommandAt }: Snapshot): boolean =>
  sync.confirmedAt !== null || agentCommandAt > 0

/** What the agent most likely does next to their own state: the one press that the bar offers for it. */
export function offerOf(snapshot: Snapshot): Mend {
  const { profile, key } = snapshot
  const { standing, doubt } = viewOf(snapshot)
  const hasKey = key === 'unread' || key === 'present' || key === 'session'
  if (!profile.complete || !hasKey) return { command: 'settings.open' }
  if (doubt !== null) return doubt.mend
  if (standing === 'loggedOut' || standing === null) return { command: 'agent.login' }
  return { command: standing === 'onBreak' ? 'break.end' : 'break.start' }
}

/** The moment as the wall clock has it, for telling a time of day or keeping it on disk. */
export const timeOfDay = ({ clockAhead }: Pick<Snapshot, 'clockAhead'>, at: number): number => at - clockAhead

/** Milliseconds of the break's limit; null where there is none. */
export const limitMs = (limited: Break | null): number | null =>
  limited?.limitMinutes == null ? null : limited.limitMinutes * 60_000

/** The word for each standing that has one of ours. */
export const standingWords = {
  loggedOut: 'standing_logged_out',
  available: 'standing_available',
  onBreak: 'standing_on_break',
} as const satisfies Record<Exclude<Standing, 'other'>, PlainKey>

/** The PABX's word for a standing; a status without a word of ours stands as it came. */
export function standingSentence(standing: Standing, status: string): Sentence {
  if (standing !== 'other') return { key: standingWords[standing] }
  if (/^on outbound/i.test(status.trim())) return { key: 'status_on_outbound' }
  return { key: 'standing_other', values: { status } }
}

function reportedWord({ standing, status, isListed }: Reported): Sentence {
  return isListed ? standingSentence(standing, status) : { key: 'standing_not_listed' }
}
