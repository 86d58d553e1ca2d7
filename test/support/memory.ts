import { createGate } from '../../src/main/core/kernel/gate'
import { createDurableFile } from '../../src/main/core/persistence/durable-file'
import { createMemory, type Memory } from '../../src/main/core/persistence/memory'
import type { Clock, TextFile } from '../../src/main/core/kernel/ports'
import type { Store } from '../../src/main/core/kernel/store'

/** The memory of a bar that has taken up what the last run left. */
export function liveMemory(store: Store, file: TextFile, clock: Clock): Memory {
  const live = createGate()
  live.open()
  return createMemory(store, createDurableFile(file, clock, { onRefused: () => undefined }), live)
}
