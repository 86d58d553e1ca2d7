import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { keptFiles } from '../../core/persistence/kept-files'
import type { LogFiles } from '../../core/kernel/ports'

/**
 * The current and the previous log. No line can be written during `rewrite`, because both it and the logger are
 * synchronous.
 */
export function createLogFiles(directory: string): LogFiles {
  const folder = dirname(join(directory, keptFiles.log))
  return {
    rewrite: (change) => {
      for (const name of namesIn(folder)) {
        const path = join(folder, name)
        const text = readFileSync(path, 'utf8')
        const changed = change(text)
        if (changed !== text) replace(path, changed)
      }
    },
  }
}

/** The names of the existing log files; none before the first line. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.log'))
  } catch {
    return []
  }
}

function replace(path: string, text: string): void {
  const temporary = `${path}.new`
  try {
    writeFileSync(temporary, text, { mode: statSync(path).mode, flush: true })
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}
