import { notice } from '../../shared/agent/notices'
import { argumentKinds } from '../../shared/command-arguments'
import { commandOf, isCommandId, type CommandId, type Surface } from '../../shared/commands'
import type { Sentence } from '../../shared/i18n/say'
import type { Outcome } from '../../shared/outcome'
import { handlers } from './handlers/all'
import type { Handler } from './handlers/handlers'
import type { Core } from './perform'

/** A toggle that follows a press on another surface within this many milliseconds is that press (click plus hotkey). */
const SAME_PRESS_MS = 120

export type PressOf = { readonly id: string; readonly argument?: unknown; readonly source: Surface }
export type Bus = { readonly dispatch: (press: PressOf) => Promise<Outcome> }

type Running = {
  readonly id: CommandId
  readonly argument: unknown
  readonly source: Surface
  readonly startedAt: number
  readonly outcome: Promise<Outcome>
  settled: boolean
}

/**
 * The one way for every press: parse, is it one with a press just made, does it make sense now, run once.
 * Never rejects: a bug is logged and told in one sentence.
 */
export function createBus(core: Core): Bus {
  const lastOfFamily = new Map<string, Running>()

  function dispatch({ id, argument, source }: PressOf): Promise<Outcome> {
    // The program itself may do everything; who else presses only what the table says.
    if (!isCommandId(id) || (source !== 'main' && !commandOf(id).surfaces.includes(source))) {
      const sentence: Sentence = { key: 'command_unknown', values: { text: id.slice(0, 60) } }
      return Promise.resolve({ ok: false, why: 'unknownCommand', sentence })
    }
    const parsed = argumentKinds[commandOf(id).argument].safeParse(argument)
    if (!parsed.success) {
      const refusal = { ok: false, why: 'badArgument', sentence: badArgument(id, argument) } as const
      tell(core, { id, argument, source }, refusal)
      return Promise.resolve(refusal)
    }
    const press = { id, argument: parsed.data, source }

    const family = commandOf(id).family ?? id
    const last = lastOfFamily.get(family)
    if (last !== undefined && isSamePress(last, press, core.clock.now())) return last.outcome

    const availability = commandOf(id).enabled(core.store.get())
    if (availability !== true) {
      const refusal = { ok: false, why: 'refused', sentence: availability } as const
      tell(core, press, refusal)
      return Promise.resolve(refusal)
    }

    const running: Running = {
      ...press,
      startedAt: core.clock.now(),
      settled: false,
      outcome: run(core, press),
    }
    lastOfFamily.set(family, running)
    void running.outcome.then(() => (running.settled = true))
    return running.outcome
  }

  return { dispatch }
}

type ParsedPress = { readonly id: CommandId; readonly argument: unknown; readonly source: Surface }

/** The same command again while it is under way, or the same intention from another surface a moment later. */
function isSamePress(last: Running, press: ParsedPress, now: number): boolean {
  const sameArgument = JSON.stringify(last.argument) === JSON.stringify(press.argument)
  if (!last.settled)
    return (
      sameArgument &&
      (last.id === press.id || (last.source !== press.source && !isOpposite(last.id, press.id)))
    )
  // One that names what it wants cannot undo what was just done: its own condition refuses it.
  const undoes = press.id === 'call.toggleHold' || press.id === 'break.toggle'
  return (
    undoes && last.source !== press.source && now - last.startedAt < SAME_PRESS_MS && isHuman(press.source)
  )
}

/**
 * Says in the bar what did not happen, whatever surface the press came from; a hotkey has no other way to
 * tell. A command line gets its answer itself.
 */
function tell({ store, clock }: Core, { id, source }: ParsedPress, outcome: Outcome): void {
  const noticeId = `press-${commandOf(id).family ?? id}`
  if (outcome.ok) {
    if (store.get().notices.some((other) => other.id === noticeId))
      store.apply({ type: 'noticeDismissed', id: noticeId })
    return
  }
  const { why, sentence } = outcome
  const toldAlready = store
    .get()
    .notices.some((told) => JSON.stringify(told.sentence) === JSON.stringify(sentence))
  // An open panel says itself what is wrong with what was typed into it.
  const panelTells = source === 'bar' && why === 'badArgument' && store.get().panel !== null
  if (toldAlready || source === 'cli' || panelTells) return
  const tone = why === 'refused' ? 'warning' : 'failure'
  const told: Sentence = {
    key: 'press_failed',
    values: { command: { key: commandOf(id).label }, what: sentence },
  }
  store.apply({ type: 'noticed', notice: notice(noticeId, tone, told, clock.now()) })
}

/** Who wants the one does not want the other: its answer would be a lie. */
const opposites: Partial<Record<CommandId, CommandId>> = {
  'agent.login': 'agent.logout',
  'break.start': 'break.end',
  'call.hold': 'call.retrieve',
}
const isOpposite = (a: CommandId, b: CommandId): boolean => opposites[a] === b || opposites[b] === a

const isHuman = (source: Surface): boolean => source === 'bar' || source === 'hotkey' || source === 'tray'

async function run(core: Core, { id, argument, source }: ParsedPress): Promise<Outcome> {
  try {
    // The table types each handler by its own argument, which was parsed by the same table a moment ago.
    const handler = handlers[id] as Handler<CommandId>
    const outcome = await handler(core, argument as never, source)
    // Only now: writing to the log takes longer than sending the request.
    const became = outcome.ok ? 'done' : `${outcome.why}: ${outcome.sentence.key}`
    core.log.info('command', { id, source, became })
    tell(core, { id, argument, source }, outcome)
    return outcome
  } catch (bug) {
    core.log.error(`bug in ${id}`, bug)
    const outcome = { ok: false, why: 'failed', sentence: { key: 'bug' } } as const
    tell(core, { id, argument, source }, outcome)
    return outcome
  }
}

function badArgument(id: CommandId, argument: unknown): Sentence {
  const command: Sentence = { key: commandOf(id).label }
  const kind = commandOf(id).argument
  const text = typeof argument === 'string' ? argument.slice(0, 60) : ''
  if (kind === 'none') return { key: 'argument_unexpected', values: { command } }
  if (argument === undefined) return { key: 'argument_missing', values: { command } }
  if (kind === 'optionalNumber') return { key: 'number_invalid', values: { text } }
  return { key: 'argument_invalid', values: { text, command } }
}
