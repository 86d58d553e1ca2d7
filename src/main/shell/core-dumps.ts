import { app } from 'electron'
import { writeFile } from 'node:fs/promises'

/**
 * A core dump would hold the key, which lives in memory only: on Linux none of the memory goes into one. The .deb's
 * launcher switches them off altogether; this holds however the program was started.
 */
export async function keepMemoryOutOfDumps(): Promise<void> {
  if (process.platform !== 'linux' || !app.isPackaged) return
  // A system that does not let it be set keeps its own rule.
  await writeFile('/proc/self/coredump_filter', '0').catch(() => undefined)
}
