import type { Feature } from '../kernel/feature'
import type { Core } from '../kernel/core'
import type { TextFile } from '../kernel/ports'
import type { Keeper } from './keeper'
import { isWorthKeeping } from './memory'
import { restore } from './restore'
import { tellUnread } from './unread'

type Ports = {
  readonly core: Core
  readonly file: TextFile
  readonly stateKeeper: Keeper
}

/** What outlives a crash: taken up at the start, and kept in step from then on. */
export function createMemoryFeature({ core, file, stateKeeper }: Ports) {
  const { store, clock, keepNow } = core
  return {
    load: async () => restore(store, await file.read().catch(tellUnread(core, 'memory_not_read')), clock),
    live: () => void keepNow(),
    onSnapshot: (now, before) => {
      if (isWorthKeeping(now, before)) void keepNow()
    },
    stop: () => keepNow().then(stateKeeper.close),
  } satisfies Feature
}
