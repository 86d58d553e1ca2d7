import { viewOf } from '../../../shared/agent/view'
import type { Break, Intent } from '../../../shared/agent/state'
import type { CommandId } from '../../../shared/commands'
import type { Outcome } from '../../../shared/outcome'
import type { EndpointName, RequestOf } from '../../../shared/vocom/endpoints'
import { refreshBreaks } from '../breaks'
import { identity, outcomeOf, perform, type Core } from '../perform'
import type { Handlers } from './handlers'

type Change = {
  readonly command: CommandId
  readonly endpoint: EndpointName
  readonly aim: NonNullable<Intent['aim']>
  readonly subject?: string
}

/** Asks the PABX for another standing; it takes effect in the snapshot only when the PABX has accepted it. */
async function change<Name extends EndpointName>(
  core: Core,
  order: Change & { readonly endpoint: Name; readonly request: RequestOf<Name> },
): Promise<Outcome> {
  const answer = await perform(core, order)
  if (!answer.ok && answer.error.acted !== 'yes') return outcomeOf(answer.error)
  core.store.apply({ type: 'noticeDismissed', id: 'standing' })
  return { ok: true }
}

const session = (core: Core) => ({ ...identity(core), branch: core.store.get().profile.branch })

function startBreak(core: Core, chosen: Break): Promise<Outcome> {
  const { agent, company_id } = identity(core)
  return change(core, {
    command: 'break.start',
    endpoint: 'setBreak',
    request: { agent, break_id: chosen.id, company_id },
    subject: chosen.name,
    aim: { standing: 'onBreak', breakId: chosen.id },
  })
}

const endBreak = (core: Core): Promise<Outcome> =>
  change(core, {
    command: 'break.end',
    endpoint: 'returnBreak',
    request: identity(core),
    aim: { standing: 'available', breakId: null },
  })

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()

/** A break by its id, its digit or its name (letter case and accents do not matter). */
function findBreak(breaks: readonly Break[], wanted: string): Break | undefined {
  return (
    breaks.find(({ id }) => id === wanted) ??
    breaks.find(({ digit }) => digit === wanted) ??
    breaks.find(({ name }) => fold(name) === fold(wanted))
  )
}

export const agentHandlers = {
  'agent.login': async (core) => {
    const { agent, branch, company_id } = session(core)
    const outcome = await change(core, {
      command: 'agent.login',
      endpoint: 'login',
      request: { agent, branch, company_id },
      aim: { standing: 'available', breakId: null },
    })
    if (outcome.ok && core.store.get().breaks.length === 0) void refreshBreaks(core)
    return outcome
  },
  'agent.logout': (core) => {
    const { agent, branch, company_id } = session(core)
    return change(core, {
      command: 'agent.logout',
      endpoint: 'logout',
      request: { agent, branch, company_id },
      aim: { standing: 'loggedOut', breakId: null },
    })
  },
  'break.start': async (core, wanted, source) => {
    let chosen = findBreak(core.store.get().breaks, wanted)
    if (chosen === undefined) {
      const error = await refreshBreaks(core)
      if (error !== null) return outcomeOf({ ...error, acted: 'no' })
      chosen = findBreak(core.store.get().breaks, wanted)
    }
    if (chosen === undefined) {
      return { ok: false, why: 'badArgument', sentence: { key: 'break_unknown', values: { text: wanted } } }
    }
    const outcome = await startBreak(core, chosen)
    if (outcome.ok) {
      core.store.apply({ type: 'panelClosed' })
      if (source === 'bar') core.desk.releaseFocus()
    }
    return outcome
  },
  'break.end': (core) => endBreak(core),
  'break.toggle': async (core, _argument, source) => {
    const { standing, doubt } = viewOf(core.store.get())
    if (standing === 'onBreak' || doubt?.pabx === 'onBreak') return endBreak(core)
    core.store.apply({ type: 'panelOpened', panel: 'breaks' })
    // Shown, not focused: the agent may be typing. `bar.focus` goes to the list.
    if (source !== 'bar') core.desk.showBar()
    if (core.store.get().breaks.length === 0) {
      const error = await refreshBreaks(core)
      if (error !== null) return outcomeOf({ ...error, acted: 'no' })
    }
    return { ok: true }
  },
} as const satisfies Partial<Handlers>
