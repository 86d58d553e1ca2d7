import { app } from 'electron'
import { writeFileSync } from 'node:fs'

/**
 * A core dump would hold the key, which lives in memory only: on Linux none of the memory goes into one. The package's launcher
 * says so to every process before Chromium starts them; this holds for main where somebody started the program without it.
 */
export function keepMemoryOutOfDumps(): void {
  if (process.platform !== 'linux' || !app.isPackaged) return
  try {
    writeFileSync('/proc/self/coredump_filter', '0')
  } catch {
    // A system that does not let it be set keeps its own rule.
  }
}
