import { mkdirSync, writeFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import type { Pabx } from '../../src/main/core/kernel/ports'
import { ok } from '../../src/shared/result'
import { startShift } from '../support/simulated'
import { createHeapClock } from './clock'

const HOUR = 3_600_000
const HOURS = 8
const CALLS_AN_HOUR = 12

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Megabytes that live after everything that may go is gone. */
function heap(): number {
  for (let turn = 0; turn < 4; turn++) collectGarbage()
  return process.memoryUsage().heapUsed / 1e6
}

it(`a shift of ${HOURS} hours, on a clock of its own`, { timeout: 300_000 }, async () => {
  const clock = createHeapClock()
  let polls = 0
  let calls = 0
  const answer = (endpoint: string): unknown => {
    if (endpoint === 'dial') return { call_id: `call-${++calls}` }
    if (endpoint === 'getBreakList')
      return { result: [{ break_id: 'b1', break_name: 'Lanche', break_timeout: 5, break_digit: '1' }] }
    if (endpoint !== 'getAgentList') return {}
    polls += 1
    const counters = { answered_count: calls, answered_duration: calls * 60, outbound_count: calls }
    const row = (name: string) => ({ name, status: 'Available', branch: '2000', first_login: 0, ...counters })
    const colleagues = Array.from({ length: 50 }, (_, index) => row(`AGENT-${index}`))
    return { result: { logged_in_agents: [row('DEV'), ...colleagues], logged_out_agents: [] } }
  }
  const pabx = { call: (endpoint: string) => Promise.resolve(ok(answer(endpoint))) } as Pabx
  const shift = await startShift(null, null, { clock, pabx: () => pabx })
  const press = async (id: string, argument?: unknown): Promise<void> => {
    await shift.bar.bus.dispatch({ id, argument, source: 'bar' })
    await clock.runUntil(clock.now() + 5_000)
  }
  const heaps: number[] = []
  await press('agent.login')
  for (let hour = 1; hour <= HOURS; hour++) {
    for (let call = 0; call < CALLS_AN_HOUR; call++) {
      await press('call.dial', `119${String(10_000_000 + calls)}`)
      await press('call.hold')
      await press('call.retrieve')
      await press(call % 3 === 0 ? 'call.transfer' : 'call.hangUp', call % 3 === 0 ? '2001' : undefined)
    }
    await press('break.start', 'b1')
    await press('break.end')
    await clock.runUntil(hour * HOUR)
    heaps.push(heap())
  }
  expect(calls).toBe(HOURS * CALLS_AN_HOUR)
  await shift.end()
  mkdirSync('out/bench', { recursive: true })
  writeFileSync('out/bench/soak.json', JSON.stringify({ polls, calls, heaps }))
})
