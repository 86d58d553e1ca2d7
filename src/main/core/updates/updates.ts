import { notice } from '../../../shared/snapshot/notices'
import {
  stepUpdate,
  updateNews,
  updateSentence,
  type UpdateEvent,
  type UpdateObstacle,
  type UpdateState,
} from '../../../shared/updates/updates'
import type { Outcome } from '../../../shared/outcome'
import type { Busy } from '../../../shared/snapshot/busy'
import type { Snapshot } from '../../../shared/snapshot/state'
import { isLoopback } from '../pabx/loopback'
import type { Clock, Logger, Updater } from '../kernel/ports'
import type { Store } from '../kernel/store'

type Ports = {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly updater: Updater
  /** In [0, 1): spreads the checks, so that a hundred desks that start at eight do not ask at the same moment. */
  readonly random: () => number
  readonly feedUrl: () => string
  /** What a restart would interrupt. */
  readonly busy: () => readonly Busy[]
}

export type AtQuit = {
  /** Whether to install the release that was checked and is on disk. */
  readonly install: boolean
  /** The agent has asked for a restart; the bar restarts even if the release could not be installed. */
  readonly restart: boolean
}

export type Updates = {
  /** Applies the setting; called at the start, and when the feed's address changes. */
  readonly follow: () => Promise<void>
  readonly check: () => Promise<Outcome>
  readonly install: () => Outcome
  /** What to do now that the bar has quit. */
  readonly atQuit: () => AtQuit
  readonly onSnapshot: (now: Snapshot, before: Snapshot) => void
  readonly stop: () => void
}

const MINUTE_MS = 60_000
const FIRST_MS = 2 * MINUTE_MS
const SPREAD_MS = 8 * MINUTE_MS
const EVERY_MS = 4 * 60 * MINUTE_MS
/** Voice has priority on the network: a check that falls into a call is put off by this long. Milliseconds. */
const AFTER_CALL_MS = 5 * MINUTE_MS
const LOOK_FOR_IDLE_MS = 5_000

const NOTICE = 'update'

/** Looks for newer versions, downloads them, and installs one when the agent confirms or quits. Never during a call. */
export function createUpdates(ports: Ports): Updates {
  const { store, clock, log, updater, random, feedUrl } = ports
  let running: AbortController | null = null
  let followed: string | null = null
  let callOffCheck: () => void = () => undefined
  let callOffLook: () => void = () => undefined
  let restarting = false

  const state = () => store.get().update

  function step(event: UpdateEvent): void {
    const before = state()
    const after = stepUpdate(before, event)
    if (after === before) return
    store.apply({ type: 'updateChanged', update: after })
    // The agent called the installation off by dismissing the notice, so it is not shown again.
    if (event.type !== 'installCalledOff') tell(after)
    if (after.phase === 'waiting') lookForIdle()
  }

  function tell(after: UpdateState): void {
    const news = updateNews(after)
    if (news !== null) {
      const extras = news.offersInstall ? { mend: { command: 'update.install' } as const } : {}
      const tone = after.phase === 'ready' || after.phase === 'waiting' ? 'news' : 'warning'
      const told = notice(NOTICE, tone, news.sentence, clock.now(), extras)
      store.apply({ type: 'noticed', notice: told })
    } else if (after.phase === 'off' || (after.phase === 'idle' && after.trouble === null)) {
      // The notice no longer applies. A check that only begins, or reaches nobody, does not change it.
      store.apply({ type: 'noticeDismissed', id: NOTICE })
    }
  }

  function plan(milliseconds: number): void {
    callOffCheck()
    callOffCheck = clock.after(milliseconds, () => {
      if (store.get().call === null) void check()
      else plan(AFTER_CALL_MS)
    })
  }

  async function follow(): Promise<void> {
    const feed = feedUrl()
    if (feed === followed) return
    followed = feed
    running?.abort()
    running = null
    callOffCheck()
    step({ type: 'switchedOff' })
    if (feed === '') return
    const obstacle = feedObstacle(feed) ?? ((await updater.hasKey()) ? null : 'no_key')
    if (feed !== feedUrl()) return
    if (obstacle !== null) log.warn('no updates', { why: obstacle })
    step({ type: 'configured', obstacle })
    if (obstacle === null) plan(FIRST_MS + random() * SPREAD_MS)
  }

  async function check(): Promise<Outcome> {
    await follow()
    if (state().phase === 'idle') {
      const run = new AbortController()
      running = run
      await fetchNewest(run.signal)
      if (running === run) running = null
      // A release that is ready waits to be installed, and is not checked for again.
      if (!run.signal.aborted && state().phase === 'idle') plan(EVERY_MS + random() * SPREAD_MS)
    }
    const now = state()
    const sentence = updateSentence(now)
    const failed = now.phase === 'impossible' || (now.phase === 'idle' && now.trouble !== null)
    return failed ? { ok: false, why: 'failed', sentence } : { ok: true, sentence }
  }

  async function fetchNewest(signal: AbortSignal): Promise<void> {
    const settle = (event: UpdateEvent): void => {
      if (signal.aborted) return
      log.info('update', event)
      step(event)
    }
    settle({ type: 'checkBegun' })
    const found = await updater.check(feedUrl(), signal)
    if (!found.ok) {
      settle({ type: 'failed', why: found.error })
      return
    }
    if (found.value === null) {
      settle({ type: 'newest' })
      return
    }
    if (signal.aborted) return
    settle({ type: 'found', version: found.value.version })
    const fetched = await updater.download(signal)
    settle(fetched.ok ? { type: 'downloaded' } : { type: 'failed', why: fetched.error })
  }

  const isIdle = (): boolean => ports.busy().length === 0

  /** Restarts as soon as nothing is going on. The agent calls it off by dismissing the notice. */
  function lookForIdle(): void {
    callOffLook()
    if (state().phase !== 'waiting' || restarting) return
    if (!store.get().notices.some(({ id }) => id === NOTICE)) {
      step({ type: 'installCalledOff' })
      return
    }
    if (isIdle()) {
      restarting = true
      log.info('restarting into an update', state())
      updater.restart(isIdle)
      return
    }
    callOffLook = clock.after(LOOK_FOR_IDLE_MS, lookForIdle)
  }

  return {
    onSnapshot: (now, before) => {
      if (now.update.phase === 'waiting' && (now.call !== before.call || now.notices !== before.notices))
        lookForIdle()
    },
    follow,
    check,
    install: () => {
      step({ type: 'installAsked' })
      return restarting ? { ok: true } : { ok: true, sentence: updateSentence(state()) }
    },
    atQuit: () => {
      const { phase } = state()
      const isReady = (phase === 'ready' || phase === 'waiting') && store.get().call === null
      return { install: isReady && (restarting || updater.isQuiet()), restart: restarting }
    },
    stop: () => {
      running?.abort()
      callOffCheck()
      callOffLook()
    },
  }
}

/** Why a feed is not used: over plain http anybody on the way could read it or hold it back. */
function feedObstacle(feedUrl: string): Extract<UpdateObstacle, 'insecure_feed'> | null {
  if (!URL.canParse(feedUrl)) return 'insecure_feed'
  const { protocol, hostname } = new URL(feedUrl)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)) ? null : 'insecure_feed'
}
