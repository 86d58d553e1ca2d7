import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'

/** Gives each test of a file an empty folder of its own, which is gone after it. */
export function withFolder(use: (path: string) => void): void {
  let path = ''
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'vocom-bar-test-'))
    use(path)
  })
  afterEach(() => rmSync(path, { recursive: true, force: true }))
}
