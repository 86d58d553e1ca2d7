import { app } from 'electron'
import { writeFileSync } from 'node:fs'

/**
 * A core dump would contain the key, which is otherwise only in memory; on Linux no memory is dumped. The package's
 * launcher sets this for every process before Chromium starts them. This covers main when the program was started
 * without the launcher.
 */
export function keepMemoryOutOfDumps(): void {
  if (process.platform !== 'linux' || !app.isPackaged) return
  try {
    writeFileSync('/proc/self/coredump_filter', '0')
  } catch {
    // Some systems do not allow it; their own setting applies.
  }
}
