import type { Sentence } from '../i18n/say'

/*
 * The state of the bar's own updates. Pure.
 */

/** Why this copy cannot be updated at all until something is changed. */
export type UpdateObstacle = 'insecure_feed' | 'no_key' | 'not_installed'

/**
 * Why a release must not be used: no signature, a false one, other bytes than the signed ones, signed for another
 * computer, signed too long ago, or signed before one that this bar has already seen.
 */
export type UpdateRefusal = 'unsigned' | 'forged' | 'damaged' | 'foreign' | 'expired' | 'rolled_back'

export type UpdateTrouble = UpdateObstacle | UpdateRefusal | 'unreachable'

export type UpdateState =
  /** No feed is set: nothing is loaded or checked. */
  | { readonly phase: 'off' }
  | { readonly phase: 'impossible'; readonly why: UpdateObstacle }
  | { readonly phase: 'idle'; readonly trouble: UpdateRefusal | 'unreachable' | null }
  | { readonly phase: 'checking' }
  | { readonly phase: 'downloading'; readonly version: string }
  /** Checked and on disk; installed when the bar quits. */
  | { readonly phase: 'ready'; readonly version: string }
  /** The agent has confirmed; it is installed as soon as nothing else is going on. */
  | { readonly phase: 'waiting'; readonly version: string }

export type UpdateEvent =
  | { readonly type: 'configured'; readonly obstacle: UpdateObstacle | null }
  | { readonly type: 'switchedOff' }
  | { readonly type: 'checkBegun' }
  | { readonly type: 'newest' }
  | { readonly type: 'found'; readonly version: string }
  | { readonly type: 'downloaded' }
  | { readonly type: 'failed'; readonly why: UpdateTrouble }
  | { readonly type: 'installAsked' }
  | { readonly type: 'installCalledOff' }

/** The next state; an event that makes no sense now changes nothing. */
export function stepUpdate(state: UpdateState, event: UpdateEvent): UpdateState {
  switch (event.type) {
    case 'switchedOff':
      return { phase: 'off' }
    case 'configured':
      return event.obstacle === null
        ? { phase: 'idle', trouble: null }
        : { phase: 'impossible', why: event.obstacle }
    case 'checkBegun':
      return state.phase === 'idle' ? { phase: 'checking' } : state
    case 'newest':
      return state.phase === 'checking' ? { phase: 'idle', trouble: null } : state
    case 'found':
      return state.phase === 'checking' ? { phase: 'downloading', version: event.version } : state
    case 'downloaded':
      return state.phase === 'downloading' ? { phase: 'ready', version: state.version } : state
    case 'failed':
      return state.phase === 'checking' || state.phase === 'downloading' ? afterFailure(event.why) : state
    case 'installAsked':
      return state.phase === 'ready' ? { phase: 'waiting', version: state.version } : state
    case 'installCalledOff':
      return state.phase === 'waiting' ? { phase: 'ready', version: state.version } : state
  }
}

function afterFailure(why: UpdateTrouble): UpdateState {
  switch (why) {
    case 'insecure_feed':
    case 'no_key':
    case 'not_installed':
      return { phase: 'impossible', why }
    default:
      return { phase: 'idle', trouble: why }
  }
}

/** The state in one sentence, as the answer to a check that somebody asked for. */
export function updateSentence(state: UpdateState): Sentence {
  switch (state.phase) {
    case 'off':
      return { key: 'update_off' }
    case 'impossible':
      return { key: `update_${state.why}` }
    case 'idle':
      return state.trouble === null ? { key: 'update_newest' } : { key: `update_${state.trouble}` }
    case 'checking':
      return { key: 'update_checking' }
    case 'downloading':
    case 'ready':
    case 'waiting':
      return { key: `update_${state.phase}`, values: { version: state.version } }
  }
}

/** What the agent is told without asking. A feed that cannot be reached is not worth a notice. */
export function updateNews(
  state: UpdateState,
): { readonly sentence: Sentence; readonly offersInstall: boolean } | null {
  const isNews =
    state.phase === 'impossible' ||
    state.phase === 'ready' ||
    state.phase === 'waiting' ||
    (state.phase === 'idle' && state.trouble !== null && state.trouble !== 'unreachable')
  return isNews ? { sentence: updateSentence(state), offersInstall: state.phase === 'ready' } : null
}
