import type { Break, Snapshot, Standing } from './state'

/*
 * What the snapshot means, worked out once and shown alike by window, tray and command line.
 */

/** After this many polls that say otherwise, the bar shows both sides. */
const CONTRADICTIONS_SHOWN = 2

export type Doubt = { readonly you: Exclude<Standing, 'other'>; readonly pabx: Standing }

export type View = {
  /** Null while nobody has said anything yet. */
  readonly standing: Standing | null
  /** The PABX's own word, where ours is only "other". */
  readonly status: string
  readonly since: number | null
  readonly inferred: boolean
  readonly break: Break | null
  readonly doubt: Doubt | null
  readonly inCall: boolean
  readonly held: boolean
}

/** What to show of the agent: what was asked and accepted, corrected by what the PABX reports. */
export function viewOf(snapshot: Snapshot): View {
  const { asked, reported, call } = snapshot
  const common = { inCall: call !== null, held: call?.heldSince != null }
  const breakOf = (id: string | null) => snapshot.breaks.find((known) => known.id === id) ?? null
  if (asked !== null) {
    const contradicted = asked.contradictions >= CONTRADICTIONS_SHOWN && reported !== null
    return {
      ...common,
      standing: asked.standing,
      status: reported?.status ?? '',
      since: asked.since,
      inferred: false,
      break: asked.standing === 'onBreak' ? breakOf(asked.breakId) : null,
      doubt: contradicted ? { you: asked.standing, pabx: reported.standing } : null,
    }
  }
  return {
    ...common,
    standing: reported?.standing ?? null,
    status: reported?.status ?? '',
    since: reported?.since ?? null,
    inferred: reported?.inferred ?? false,
    break: null,
    doubt: null,
  }
}

/** Milliseconds of the break's limit; null where there is none. */
export const limitMs = (limited: Break | null): number | null =>
  limited?.limitMinutes == null ? null : limited.limitMinutes * 60_000
