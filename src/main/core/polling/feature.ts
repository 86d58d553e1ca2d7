import type { Core } from '../kernel/core'
import type { Feature } from '../kernel/feature'
import { createSync, type QueuePoll } from './sync'

type Ports = {
  readonly core: Core
  readonly random: () => number
  readonly beforePoll: () => void
  readonly onPoll: (polls: readonly QueuePoll[]) => void
}

/** Polls the PABX for the state of the agent and the queues. */
export function createPollingFeature({ core, random, beforePoll, onPoll }: Ports) {
  const sync = createSync({ ...core, random, beforePoll, onPoll })
  return {
    sync,
    live: sync.wake,
    onSnapshot: (now, before) => {
      if (now.key !== before.key) sync.wake()
    },
    onSettings: sync.wake,
    onWake: sync.wake,
    onScreenLock: sync.setScreenLocked,
    stop: sync.stop,
  } satisfies Feature & Record<string, unknown>
}
