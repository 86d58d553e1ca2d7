import { describe, expect, it } from 'vitest'
import { runPlan, type Step } from '../../../../../src/main/core/calls/plan'
import type { Plan } from '../../../../../src/shared/snapshot/state'
import type { Outcome } from '../../../../../src/shared/outcome'
import { createFakeCore } from '../../../../support/core'

const done: Outcome = { ok: true }
const failed: Outcome = { ok: false, why: 'failed', sentence: { key: 'call_gone' } }

/** Runs steps with these outcomes, and tells which of them ran and what was shown at each. */
async function run(...outcomes: readonly Outcome[]) {
  const { core } = createFakeCore()
  const ran: number[] = []
  const shown: (Plan | null)[] = []
  const steps = outcomes.map((outcome, at): Step => ({
    command: at === 0 ? 'call.hangUp' : 'call.transfer',
    number: `200${at}`,
    run: () => {
      ran.push(at)
      shown.push(core.store.get().plan)
      return Promise.resolve(outcome)
    },
  }))
  const outcome = await runPlan(core, 'call.handOver', steps)
  return { core, ran, outcome, states: shown.map((plan) => plan?.steps.map(({ state }) => state)) }
}

describe('a press of several requests', () => {
  it('sends each once, in its order, and says what it has come to', async () => {
    const sentence = { key: 'done_already_ended' } as const
    const { ran, outcome, states, core } = await run(done, { ok: true, sentence })
    expect(ran).toEqual([0, 1])
    expect(outcome).toEqual({ ok: true, sentence })
    expect(states).toEqual([
      ['sent', 'waits'],
      ['accepted', 'sent'],
    ])
    expect(core.store.get().plan).toBeNull()
  })

  it('ends at the first that fails, and names the command, the step, the number and the reason', async () => {
    const { ran, outcome, core } = await run(done, failed, done)
    expect(ran).toEqual([0, 1])
    expect(outcome).toEqual({
      ok: false,
      why: 'failed',
      sentence: {
        key: 'plan_stopped',
        values: {
          command: { key: 'command_hand_over' },
          step: { key: 'command_transfer' },
          number: '2001',
          what: { key: 'call_gone' },
        },
      },
    })
    expect(core.store.get().plan).toBeNull()
  })

  it('is over too where a step meets a bug', async () => {
    const { core } = createFakeCore()
    const bug: Step = { command: 'call.hangUp', number: '2000', run: () => Promise.reject(new Error('bug')) }
    await expect(runPlan(core, 'call.handOver', [bug])).rejects.toThrow('bug')
    expect(core.store.get().plan).toBeNull()
  })
})
