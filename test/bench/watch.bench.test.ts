import { mkdirSync, writeFileSync } from 'node:fs'
import { Writable } from 'node:stream'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { steadyTime } from '../../src/shared/time'
import { followStatus } from '../../src/main/core/door/follow'
import { createLineWriter } from '../../src/main/core/door/slow-reader'
import { createStore } from '../../src/main/core/kernel/store'
import { notice } from '../../src/shared/snapshot/notices'
import { activeCall, callsOf, readySnapshot } from '../support/core'

const CHANGES = 10_000
const READERS = 16

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Takes its first line and never another. */
const stopped = (): Writable => new Writable({ write: () => undefined })

function run(readers: number): { readonly microseconds: number; readonly megabytes: number } {
  const store = createStore({ ...readySnapshot, ...callsOf(activeCall) })
  const now = () => steadyTime(1_000)
  const follow = followStatus({ store, now })
  for (let reader = 0; reader < readers; reader++)
    follow(createLineWriter(stopped(), (line) => `${line}\n`).offer)
  collect()
  const before = process.memoryUsage().heapUsed
  const began = performance.now()
  for (let at = 0; at < CHANGES; at++) {
    const key = at % 2 === 0 ? 'link_refused' : 'bug'
    store.apply({ type: 'noticed', notice: notice('link', 'warning', { key }, steadyTime(at)) })
  }
  const microseconds = ((performance.now() - began) / CHANGES) * 1_000
  collect()
  const megabytes = (process.memoryUsage().heapUsed - before) / 1_048_576
  expect(store.get().revision).toBe(CHANGES)
  return { microseconds, megabytes }
}

it(`${CHANGES} changes, and programs that watch and have stopped reading`, () => {
  // The first run is the compiler's.
  run(1)
  const [none, one, all] = [run(0), run(1), run(READERS)]
  mkdirSync('out/bench', { recursive: true })
  writeFileSync(
    'out/bench/watch.json',
    JSON.stringify({
      readers: READERS,
      none: none.microseconds,
      one: one.microseconds,
      all: all.microseconds,
      megabytes: one.megabytes - none.megabytes,
    }),
  )
})
