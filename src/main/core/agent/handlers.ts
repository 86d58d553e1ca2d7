import { notice } from '../../../shared/snapshot/notices'
import { viewOf } from '../../../shared/snapshot/view'
import type { Break, Intent, Mend } from '../../../shared/snapshot/state'
import type { CommandId } from '../../../shared/commands/table'
import type { Sentence } from '../../../shared/i18n/say'
import type { Outcome } from '../../../shared/outcome'
import { folded } from '../../../shared/text'
import type { EndpointName, RequestOf } from '../../../shared/vocom/endpoints'
import type { PabxError } from '../../../shared/vocom/errors'
import { refreshBreaks } from '../breaks/breaks'
import { identity, outcomeOf, sendCommand } from '../kernel/send-command'
import type { Core } from '../kernel/core'
import type { Handlers } from '../kernel/handlers'

/** Why the last login was refused. */
const LOGIN_NOTICE = 'login'

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
): Promise<PabxError | null> {
  const answer = await sendCommand(core, order)
  if (!answer.ok && answer.error.acted !== 'yes') return answer.error
  for (const id of ['standing', LOGIN_NOTICE] as const) core.store.apply({ type: 'noticeDismissed', id })
  return null
}

const outcomeOrDone = (error: PabxError | null): Outcome => (error === null ? { ok: true } : outcomeOf(error))

const session = (core: Core) => ({ ...identity(core), branch: core.store.get().profile.branch })

function logIn(core: Core): Promise<PabxError | null> {
  const { agent, branch, company_id } = session(core)
  return change(core, {
    command: 'agent.login',
    endpoint: 'login',
    request: { agent, branch, company_id },
    aim: { standing: 'available', breakId: null },
  })
}

function logOut(core: Core): Promise<PabxError | null> {
  const { agent, branch, company_id } = session(core)
  return change(core, {
    command: 'agent.logout',
    endpoint: 'logout',
    request: { agent, branch, company_id },
    aim: { standing: 'loggedOut', breakId: null },
  })
}

function startBreak(core: Core, chosen: Break): Promise<PabxError | null> {
  const { agent, company_id } = identity(core)
  return change(core, {
    command: 'break.start',
    endpoint: 'setBreak',
    request: { agent, break_id: chosen.id, company_id },
    subject: chosen.name,
    aim: { standing: 'onBreak', breakId: chosen.id },
  })
}

const endBreak = (core: Core): Promise<PabxError | null> =>
  change(core, {
    command: 'break.end',
    endpoint: 'returnBreak',
    request: identity(core),
    aim: { standing: 'available', breakId: null },
  })

/** Whether the PABX has the agent on a break, as far as the bar knows. */
function isOnBreak({ store }: Core): boolean {
  const { standing, doubt } = viewOf(store.get())
  return (doubt?.pabx ?? standing) === 'onBreak'
}

type Step = (core: Core) => Promise<PabxError | null>

type Unfinished = 'returned_not_on_break' | 'returned_not_logged_out'

/**
 * A real server neither logs out an agent who is on a break nor starts another break for them. One press therefore
 * becomes two requests, each with its own intent. The second is sent only after the first was accepted, and the agent
 * is told which of the two failed.
 */
async function afterReturn(core: Core, step: Step, failed: Unfinished): Promise<Outcome> {
  const notBack = await endBreak(core)
  if (notBack !== null) {
    const { ok, why, sentence: what } = outcomeOf(notBack)
    return { ok, why, sentence: { key: 'return_failed_first', values: { what } } }
  }
  const error = await step(core)
  if (error === null) return { ok: true }
  const { ok, why, sentence: what } = outcomeOf(error)
  return { ok, why, sentence: { key: failed, values: { what } } }
}

/**
 * The PABX answers "not found" to the login of an agent on a break, too. Only an agent whose break list is not found
 * either is unknown.
 */
async function whyNotLoggedIn(core: Core): Promise<Outcome> {
  const { store, clock } = core
  const breaks = await refreshBreaks(core)
  const { agent } = store.get().profile
  const isUnknown = breaks?.kind === 'not_found_failed'
  const sentence: Sentence = isUnknown
    ? { key: 'agent_unknown', values: { agent } }
    : { key: 'login_refused' }
  const mend: Mend = { command: isUnknown ? 'settings.open' : 'break.end' }
  store.apply({ type: 'noticed', notice: notice(LOGIN_NOTICE, 'failure', sentence, clock.now(), { mend }) })
  return { ok: false, why: 'failed', sentence }
}

/** A break by its id, its digit or its name (letter case and accents do not matter). */
function findBreak(breaks: readonly Break[], wanted: string): Break | undefined {
  return (
    breaks.find(({ id }) => id === wanted) ??
    breaks.find(({ digit }) => digit === wanted) ??
    breaks.find(({ name }) => folded(name) === folded(wanted))
  )
}

/** The break with that id, digit or name. Asks the PABX when the list does not have it yet. */
async function wantedBreak(core: Core, wanted: string): Promise<Break | Outcome> {
  const known = findBreak(core.store.get().breaks, wanted)
  if (known !== undefined) return known
  const error = await refreshBreaks(core)
  if (error !== null) return outcomeOf({ ...error, acted: 'no' })
  const unknown: Outcome = {
    ok: false,
    why: 'badArgument',
    sentence: { key: 'break_unknown', values: { text: wanted } },
  }
  return findBreak(core.store.get().breaks, wanted) ?? unknown
}

/** An agent on a break has to return before another break can start. */
async function takeBreak(core: Core, chosen: Break): Promise<Outcome> {
  const step: Step = () => startBreak(core, chosen)
  const { break: current, doubt } = viewOf(core.store.get())
  if (current?.id === chosen.id && doubt === null)
    return { ok: false, why: 'refused', sentence: { key: 'reason_on_break' } }
  if (isOnBreak(core)) return afterReturn(core, step, 'returned_not_on_break')
  const error = await step(core)
  // The PABX refuses a break to an agent who is "Available (On Demand)"; a return makes them plainly available.
  const isOnDemand = /^available\s*\(/i.test(core.store.get().reported?.status ?? '')
  if (error?.kind === 'execute_failed' && isOnDemand) return afterReturn(core, step, 'returned_not_on_break')
  return outcomeOrDone(error)
}

export const agentHandlers = {
  'agent.login': async (core) => {
    const error = await logIn(core)
    if (error?.kind === 'not_found_failed') return whyNotLoggedIn(core)
    if (error === null && core.store.get().breaks.length === 0) void refreshBreaks(core)
    return outcomeOrDone(error)
  },
  'agent.logout': async (core) => {
    if (isOnBreak(core)) return afterReturn(core, logOut, 'returned_not_logged_out')
    const error = await logOut(core)
    // A server that says nothing has done nothing: the agent is not exactly "Available".
    if (error?.kind === 'unsaid') return afterReturn(core, logOut, 'returned_not_logged_out')
    return outcomeOrDone(error)
  },
  'break.start': async (core, wanted, source) => {
    const chosen = await wantedBreak(core, wanted)
    if ('ok' in chosen) return chosen
    const outcome = await takeBreak(core, chosen)
    const { panel } = core.store.get()
    // The agent may have opened another panel meanwhile.
    if (outcome.ok && (panel === null || panel === 'breaks')) {
      core.store.apply({ type: 'panelClosed' })
      if (source === 'bar') core.desktop.releaseFocus()
    }
    return outcome
  },
  'break.end': async (core) => outcomeOrDone(await endBreak(core)),
  'break.toggle': async (core, _argument, source) => {
    if (isOnBreak(core)) return outcomeOrDone(await endBreak(core))
    core.store.apply({ type: 'panelOpened', panel: 'breaks' })
    // Shown, not focused: the agent may be typing. `bar.focus` goes to the list.
    if (source !== 'bar') core.desktop.showBar()
    if (core.store.get().breaks.length === 0) {
      const error = await refreshBreaks(core)
      if (error !== null) return outcomeOf({ ...error, acted: 'no' })
    }
    return { ok: true }
  },
} as const satisfies Partial<Handlers>
