import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const cores = availableParallelism()
/** How long a test waits for what it polls; a busy computer needs more than a second. */
const POLL_MS = 10_000

/** These replace modules of Node and Electron, which holds for a whole process: each file has one of its own. */
const replacing = 'test/unit/main/shell/**/*.test.ts'

type Project = {
  readonly name: string
  readonly include?: string
  readonly exclude?: string
  /** Each file in a process of its own. Half the time of short tests is spent reading the same modules again. */
  readonly isolate?: boolean
  readonly limitMs?: number
  readonly maxWorkers?: number
  /** Projects with another number of workers run in groups of their own, one after the other. */
  readonly groupOrder?: number
}

const project = ({
  name,
  include = `test/${name}/**/*.test.ts`,
  exclude,
  isolate = false,
  limitMs = 30_000,
  maxWorkers = cores,
  groupOrder = 0,
}: Project) => ({
  test: {
    name,
    include: [include],
    exclude: exclude === undefined ? [] : [exclude],
    isolate,
    testTimeout: limitMs,
    hookTimeout: limitMs,
    expect: { poll: { timeout: POLL_MS } },
    maxWorkers,
    sequence: { groupOrder },
  },
})

export default defineConfig({
  test: {
    allowOnly: false,
    projects: [
      project({ name: 'unit', exclude: replacing }),
      project({ name: 'unit-replacing', include: replacing, isolate: true }),
      project({ name: 'contract' }),
      // Most of its time is spent waiting for answers that come late or never; the rest is shared with the checks that
      // one of its tests runs.
      project({ name: 'integration', limitMs: 120_000, maxWorkers: 2 * cores, groupOrder: 1 }),
      project({ name: 'bench', isolate: true, limitMs: 300_000, maxWorkers: 1, groupOrder: 2 }),
    ],
  },
})
