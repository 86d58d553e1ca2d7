import type { Feature } from '../kernel/feature'
import type { Core } from '../kernel/core'
import type { TextFile } from '../kernel/ports'
import type { DurableFile } from './durable-file'
import { isWorthKeeping } from './memory'
import { restore } from './restore'
import { tellUnread } from './unread'

type Ports = {
  readonly core: Core
  readonly file: TextFile
  readonly stateFile: DurableFile
}

/** What outlives a crash: restored at the start, and saved with every change from then on. */
export function createMemoryFeature({ core, file, stateFile }: Ports) {
  const { store, clock, saveNow } = core
  return {
    load: async () => restore(store, await file.read().catch(tellUnread(core, 'memory_not_read')), clock),
    live: () => void saveNow(),
    onSnapshot: (now, before) => {
      if (isWorthKeeping(now, before)) void saveNow()
    },
    stop: () => saveNow().then(stateFile.close),
  } satisfies Feature
}
