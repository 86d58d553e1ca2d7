import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const cores = availableParallelism()
/** How long a test waits for what it polls; a busy computer needs more than a second. */
const POLL_MS = 10_000

/** Projects with another number of workers run in groups of their own, one after the other. */
const project = (name: string, testTimeout: number, maxWorkers: number, groupOrder: number) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout,
    hookTimeout: testTimeout,
    expect: { poll: { timeout: POLL_MS } },
    maxWorkers,
    sequence: { groupOrder },
  },
})

export default defineConfig({
  test: {
    allowOnly: false,
    projects: [
      project('unit', 30_000, cores, 0),
      project('contract', 30_000, cores, 0),
      // Most of its time is spent waiting for answers that come late or never.
      project('integration', 30_000, 2 * cores, 1),
      project('bench', 300_000, 1, 2),
    ],
  },
})
