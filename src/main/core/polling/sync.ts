import { type SteadyTime, later, steadyTime } from '../../../shared/time'
import { notice } from '../../../shared/snapshot/notices'
import { findAgent, notListed, type QueueLists } from '../../../shared/snapshot/polls'
import { isSameInQueues } from '../../../shared/snapshot/identity'
import { failed, ok, type Result } from '../../../shared/result'
import type { PabxError } from '../../../shared/vocom/errors'
import { createBreakReader } from '../breaks/breaks'
import type { Core } from '../kernel/core'
import { FAST_FOR_MS, nextDelay, type Pace } from './sync-schedule'

export type QueuePoll = {
  readonly queue: string
  readonly lists: QueueLists
  /** There were more rows than the bar reads, so a missing name may still be in the list. */
  readonly isCut: boolean
}

export type Sync = {
  /**
   * Polls soon, and often for a while, because a command was sent. After a command that the PABX carried out, polls no
   * longer wait as during an outage.
   */
  readonly poke: (carriedOut: boolean) => void
  /** Polls at once: after a sleep, or a change of the network, the settings or the key. */
  readonly wake: () => void
  readonly setScreenLocked: (locked: boolean) => void
  readonly stop: () => void
}

/** One poll of all queues; `unknown` names the queues that the PABX does not have. */
type Round = { readonly polls: readonly QueuePoll[]; readonly unknown: readonly string[] }

type Ports = Core & {
  readonly random: () => number
  readonly beforePoll?: () => void
  /** Receives every list that was read, so that the team and its trends need no poller of their own. */
  readonly onPoll?: (polls: readonly QueuePoll[]) => void
}

/**
 * Polls `get_agent_list`, one request at a time. The next request is planned after the answer, so a slow PABX is asked
 * less often and requests never pile up.
 */
export function createSync(core: Ports): Sync {
  const { store, clock } = core
  let pace: Pace = {
    intervalMs: 0,
    fastUntil: steadyTime(0),
    screenLocked: false,
    failures: 0,
    lastFailure: null,
  }
  let polling = false
  let wanted = false
  const life = new AbortController()
  const isOver = (): boolean => life.signal.aborted
  let cancelTimer: () => void = () => undefined
  const breaks = createBreakReader(core)
  let unknownBefore: readonly string[] = []

  const wantsAnother = (): boolean => wanted

  function plan(milliseconds: number): void {
    cancelTimer()
    if (!isOver()) cancelTimer = clock.after(milliseconds, () => void poll())
  }

  async function poll(): Promise<void> {
    if (polling || isOver()) {
      wanted = true
      return
    }
    if (!mayPoll()) {
      store.apply({ type: 'syncPaused' })
      return
    }
    polling = true
    wanted = false
    try {
      core.beforePoll?.()
      const { profile } = store.get()
      const sentAt = clock.now()
      const round = await readQueues(core)
      // If the settings changed meanwhile, the answer belongs to another agent.
      if (!isOver() && isSameInQueues(profile, store.get().profile)) settle(round, sentAt)
    } catch (bug) {
      // The state on the screen grows old and says so. Polls come less and less often, as after any failure.
      core.log.error('bug in a poll', bug)
      pace = { ...pace, failures: pace.failures + 1, lastFailure: null }
    } finally {
      polling = false
    }
    if (isOver()) return
    const { syncIntervalSeconds } = store.get().profile
    pace = { ...pace, intervalMs: syncIntervalSeconds * 1_000 }
    if (wantsAnother()) void poll()
    else if (mayPoll()) plan(nextDelay(pace, clock.now(), core.random()))
    else store.apply({ type: 'syncPaused' })
  }

  function settle(round: Result<Round, PabxError>, sentAt: SteadyTime): void {
    if (!round.ok) {
      const { kind, keyVersion } = round.error
      // The key was replaced during the request: poll again with the new one.
      if (kind === 'authentication_failed' && !core.isKeyInUse(keyVersion)) {
        wanted = true
        return
      }
      pace = { ...pace, failures: pace.failures + 1, lastFailure: round.error }
      store.apply({ type: 'pollFailed', at: clock.now(), error: round.error })
      if (kind === 'authentication_failed') {
        store.apply({ type: 'keyChanged', key: 'rejected', at: clock.now() })
      }
      return
    }
    pace = { ...pace, failures: 0, lastFailure: null }
    const { polls, unknown } = round.value
    tellUnknownQueues(unknown)
    const found = findAgent(
      store.get().profile.agent,
      polls.map((poll) => poll.lists),
    )
    if (found === null && polls.some(({ isCut }) => isCut)) {
      store.apply({ type: 'pollFailed', at: clock.now(), error: { kind: 'unreadable', acted: 'no' } })
      return
    }
    const sighting = found ?? (polls.length === 0 ? null : notListed)
    store.apply({ type: 'polled', sentAt, sighting })
    core.onPoll?.(polls)
    breaks.readOnce()
  }

  /** Tells about each unknown queue once, and again if it had come back in between. */
  function tellUnknownQueues(unknown: readonly string[]): void {
    for (const queue of unknown.filter((name) => !unknownBefore.includes(name))) {
      const sentence = { key: 'queue_unknown', values: { queue } } as const
      const mend = { mend: { command: 'settings.open' } } as const
      const told = notice(`queue-${queue}`, 'warning', sentence, clock.now(), mend)
      store.apply({ type: 'noticed', notice: told })
    }
    for (const queue of unknownBefore.filter((name) => !unknown.includes(name)))
      store.apply({ type: 'noticeDismissed', id: `queue-${queue}` })
    unknownBefore = unknown
  }

  /** Polling needs an address, and never repeats a refused key by itself. */
  function mayPoll(): boolean {
    const { profile, key } = store.get()
    return profile.complete && (key === 'present' || key === 'session')
  }

  function wake(): void {
    breaks.askAgain()
    pace = { ...pace, failures: 0, lastFailure: null }
    plan(0)
  }

  return {
    poke: (carriedOut) => {
      if (carriedOut) pace = { ...pace, failures: 0, lastFailure: null }
      pace = { ...pace, fastUntil: later(clock.now(), FAST_FOR_MS) }
      if (pace.failures === 0) plan(0)
    },
    wake,
    setScreenLocked: (screenLocked) => {
      pace = { ...pace, screenLocked }
      if (!screenLocked) wake()
    },
    stop: () => {
      life.abort()
      cancelTimer()
    },
  }
}

/**
 * Reads all queues of the agent, one after the other. If one fails, the poll fails: half the lists could show a wrong
 * state.
 */
async function readQueues({ store, pabx }: Core): Promise<Result<Round, PabxError>> {
  const { queues, companyId } = store.get().profile
  const polls: QueuePoll[] = []
  const unknown: string[] = []
  for (const queue of queues) {
    const answer = await pabx.call('getAgentList', { queue, company_id: companyId }, { lane: 'poll' })
    if (!answer.ok) {
      if (answer.error.kind !== 'not_found_failed') return failed(answer.error)
      // The PABX answered that it has no such queue; the other queues are not affected.
      unknown.push(queue)
      continue
    }
    const { logged_in_agents: loggedIn, logged_out_agents: loggedOut, isCut } = answer.value.result
    polls.push({ queue, lists: { loggedIn, loggedOut }, isCut })
  }
  return ok({ polls, unknown })
}
