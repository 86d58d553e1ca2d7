import { wallTime, type SteadyTime, type WallTime } from '../time'
import type { Sentence, PlainKey } from '../i18n/say'
import type { Asked, Break, Mend, Reported, Snapshot, Standing } from './state'

/*
 * The meaning of the snapshot, computed once and shown the same in windows, tray and command line.
 */

/** After this many contradicting polls, the bar shows both sides. */
const CONTRADICTIONS_SHOWN = 2

export type Doubt = {
  readonly you: Asked['standing']
  readonly pabx: Standing
  /** What the PABX says, in words. */
  readonly word: Sentence
  /** When the PABX said so. */
  readonly at: SteadyTime
  readonly mend: Mend
}

/** The press that asks the PABX again for what the agent had asked for. */
function mendOf(asked: Asked): Mend {
  if (asked.standing === 'loggedOut') return { command: 'agent.logout' }
  if (asked.standing === 'onBreak') return { command: 'break.start', argument: asked.breakId ?? '' }
  return { command: 'break.end' }
}

/** Whether the PABX reports what was asked; an unknown status decides nothing. */
export function agreement(asked: Asked, reported: Reported | null): 'agrees' | 'differs' | 'unsure' {
  if (reported === null) return 'unsure'
  if (reported.standing === asked.standing) return 'agrees'
  return reported.standing === 'other' && asked.standing !== 'loggedOut' ? 'unsure' : 'differs'
}

export type View = {
  /** Null while nothing is known yet. */
  readonly standing: Standing | null
  /** The PABX's own word, for a standing that the bar only knows as "other". */
  readonly status: string
  readonly since: SteadyTime | null
  readonly inferred: boolean
  readonly break: Break | null
  readonly doubt: Doubt | null
}

function doubtOf(asked: Asked, reported: Reported): Doubt {
  const backIn = asked.standing === 'available' && reported.standing === 'loggedOut'
  const mend: Mend = backIn ? { command: 'agent.login' } : mendOf(asked)
  return { you: asked.standing, pabx: reported.standing, word: reportedWord(reported), at: reported.at, mend }
}

/** What to show about the agent: what was asked and accepted, corrected by what the PABX reports. */
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

/** Whether this run has heard from the PABX about the agent; until then everything is remembered. */
export const hasHeard = ({ sync, agentCommandAt }: Snapshot): boolean =>
  sync.confirmedAt !== null || agentCommandAt > 0

/** What the agent most likely does next about their standing: the press that the bar offers. */
export function offerOf(snapshot: Snapshot): Mend {
  const { profile, key } = snapshot
  const { standing, doubt } = viewOf(snapshot)
  const hasKey = key === 'unread' || key === 'present' || key === 'session'
  if (!profile.complete || !hasKey) return { command: 'settings.open' }
  if (doubt !== null) return doubt.mend
  if (standing === 'loggedOut' || standing === null) return { command: 'agent.login' }
  return { command: standing === 'onBreak' ? 'break.end' : 'break.start' }
}

/** The moment on the wall clock, for showing a time of day or saving it. */
export const timeOfDay = ({ clockAhead }: Pick<Snapshot, 'clockAhead'>, at: SteadyTime): WallTime =>
  wallTime(at - clockAhead)

/** The break's limit in milliseconds; null when there is none. */
export const limitMs = (limited: Break | null): number | null =>
  limited?.limitMinutes == null ? null : limited.limitMinutes * 60_000

/** The bar's words for the standings. */
export const standingWords = {
  loggedOut: 'standing_logged_out',
  available: 'standing_available',
  onBreak: 'standing_on_break',
} as const satisfies Record<Exclude<Standing, 'other'>, PlainKey>

/** The word for a standing; one that the bar does not know is shown as the PABX wrote it. */
export function standingSentence(standing: Standing, status: string): Sentence {
  if (standing !== 'other') return { key: standingWords[standing] }
  if (/^on outbound/i.test(status.trim())) return { key: 'status_on_outbound' }
  return { key: 'standing_other', values: { status } }
}

function reportedWord({ standing, status, isListed }: Reported): Sentence {
  return isListed ? standingSentence(standing, status) : { key: 'standing_not_listed' }
}
