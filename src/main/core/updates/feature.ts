import { say } from '../../../shared/i18n/say'
import type { Busy } from '../../../shared/snapshot/busy'
import type { Core } from '../kernel/core'
import type { Feature } from '../kernel/feature'
import type { Handlers } from '../kernel/handlers'
import type { Updater } from '../kernel/ports'
import { createUpdates } from './updates'

type Ports = {
  readonly core: Core
  readonly updater: Updater
  readonly random: () => number
  readonly busy: () => readonly Busy[]
}

/** Newer versions: found, downloaded, and installed when nothing else is going on. */
export function createUpdatesFeature({ core, updater, random, busy }: Ports) {
  const feedUrl = (): string => core.settings()['updates.feedUrl']
  const updates = createUpdates({ ...core, updater, random, feedUrl, busy })
  const follow = (): void => void updates.follow()
  return {
    atQuit: updates.atQuit,
    live: follow,
    onSettings: follow,
    onSnapshot: updates.onSnapshot,
    stop: updates.stop,
    handlers: {
      'update.check': async ({ store, desktop }, _argument, source) => {
        const outcome = await updates.check()
        // Failures are shown as a notice in the bar, and a command line prints its answer itself.
        if (source === 'bar' && outcome.ok && outcome.sentence !== undefined)
          desktop.notify(say(outcome.sentence, store.get().profile.locale))
        return outcome
      },
      'update.install': () => updates.install(),
    } as const satisfies Partial<Handlers>,
  } satisfies Feature & Record<string, unknown>
}
