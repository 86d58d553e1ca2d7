import { mkdirSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Core } from '../../src/main/core/kernel/core'
import { createStore } from '../../src/main/core/kernel/store'
import { createSync } from '../../src/main/core/polling/sync'
import { failed, ok } from '../../src/shared/result'
import { readySnapshot } from '../support/core'
import { createHeapClock } from './clock'

const BARS = 10_000
const OUTAGE = { from: 120_000, to: 180_000 }
const END = 300_000
/** Moments are grouped to this many milliseconds, so that bars share their turns. */
const GRAIN = 10

it(`${BARS} bars, and the herd after an outage of a minute`, { timeout: 300_000 }, async () => {
  const clock = createHeapClock()
  const grained = {
    now: clock.now,
    after: (wait: number, run: () => void) =>
      clock.after(Math.max(GRAIN, Math.ceil(wait / GRAIN) * GRAIN), run),
  }
  const perSecond = new Uint32Array(END / 1_000 + 1)
  const backAt = new Float64Array(BARS)
  const empty = ok({ result: { logged_in_agents: [], logged_out_agents: [] } })
  for (let bar = 0; bar < BARS; bar++) {
    const pabx = {
      call: async (endpoint: string) => {
        const now = clock.now()
        if (endpoint !== 'getAgentList')
          return ok({ result: [{ break_id: 'b', break_name: 'b', break_timeout: 1, break_digit: '1' }] })
        const second = Math.floor(now / 1_000)
        perSecond[second] = (perSecond[second] ?? 0) + 1
        await new Promise<void>((resolve) => grained.after(20, resolve))
        if (now >= OUTAGE.from && now < OUTAGE.to)
          return failed({ kind: 'unreachable', acted: 'no' } as const)
        if (now >= OUTAGE.to && backAt[bar] === 0) backAt[bar] = now - OUTAGE.to
        return empty
      },
    } as unknown as Core['pabx']
    const core = {
      store: createStore(readySnapshot),
      pabx,
      clock: grained,
      log: console,
      random: Math.random,
    } as unknown as Core & { random: () => number }
    const sync = createSync(core)
    // They do not all start in the same second.
    clock.after(Math.floor(Math.random() * 500) * GRAIN, sync.wake)
  }
  await clock.runUntil(END)

  const mean = perSecond.slice(60, 120).reduce((sum, count) => sum + count, 0) / 60
  const peak = Math.max(...perSecond.slice(OUTAGE.to / 1_000, OUTAGE.to / 1_000 + 60))
  const sorted = [...backAt].sort((a, b) => a - b)
  const resynchronised = (sorted[Math.floor(BARS * 0.95)] ?? 0) / 1_000
  mkdirSync('out/bench', { recursive: true })
  writeFileSync('out/bench/herd.json', JSON.stringify({ bars: BARS, mean, peak, resynchronised }))
  expect(mean).toBeGreaterThan(0)
})
