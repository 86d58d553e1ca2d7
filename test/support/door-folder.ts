import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, vi } from 'vitest'

/**
 * Gives each test of a file a session's folder of its own, and in it one for a bar's settings. After the test, what was
 * pushed to `ends` is called and the folder goes.
 */
export function withDoorFolder(use: (folder: string, userData: string) => void): (() => unknown)[] {
  const ends: (() => unknown)[] = []
  let folder = ''
  beforeEach(() => {
    // Short: a socket's path has an end.
    folder = mkdtempSync(join(tmpdir(), 'vocom-door-'))
    const userData = join(folder, 'Vocom Bar')
    mkdirSync(userData)
    vi.stubEnv('XDG_RUNTIME_DIR', folder)
    use(folder, userData)
  })
  afterEach(() => {
    for (const end of ends.splice(0)) end()
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })
  return ends
}
