import { numberSaid } from '../../../shared/calls/call-view'
import type { PlanStep } from '../../../shared/snapshot/state'
import { commandOf, type CommandId } from '../../../shared/commands/table'
import type { Sentence } from '../../../shared/i18n/say'
import type { Outcome } from '../../../shared/outcome'
import type { Core } from '../kernel/core'

export type Step = Pick<PlanStep, 'command' | 'number'> & { readonly run: () => Promise<Outcome> }

/**
 * Runs the requests of one press in order, each once. Stops at the first that fails or whose outcome is unknown, and
 * tells the agent where it stopped.
 */
export async function runPlan(core: Core, command: CommandId, steps: readonly Step[]): Promise<Outcome> {
  const { store } = core
  const id = core.newId()
  const planned = steps.map(({ command, number }): PlanStep => ({ command, number, state: 'waits' }))
  store.apply({ type: 'planBegan', plan: { id, command, steps: planned } })
  let outcome: Outcome = { ok: true }
  try {
    for (const [at, step] of steps.entries()) {
      store.apply({ type: 'planStepped', id, step: at, state: 'sent' })
      outcome = await step.run()
      if (!outcome.ok) return stopped(command, step, outcome)
      store.apply({ type: 'planStepped', id, step: at, state: 'accepted' })
    }
    return outcome
  } finally {
    store.apply({ type: 'planOver', id })
  }
}

function stopped(
  command: CommandId,
  step: Step,
  { why, sentence }: Extract<Outcome, { ok: false }>,
): Outcome {
  const told: Sentence = {
    key: 'plan_stopped',
    values: {
      command: { key: commandOf(command).label },
      step: { key: commandOf(step.command).label },
      number: numberSaid(step.number),
      what: sentence,
    },
  }
  return { ok: false, why, sentence: told }
}
