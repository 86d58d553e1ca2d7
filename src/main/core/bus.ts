import { notice } from '../../shared/agent/notices'
import type { Snapshot } from '../../shared/agent/state'
import { viewOf } from '../../shared/agent/view'
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
  readonly meaning: CommandId
  /** The call that it is about; null while that one is being placed. */
  callId: string | null
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
  // A hang-up may wait for the id of the call that is being placed.
  core.store.subscribe(({ call }, { call: before }) => {
    if (before?.phase !== 'dialling' || call?.phase === 'dialling') return
    for (const running of lastOfFamily.values()) running.callId ??= call?.id ?? NO_CALL
  })

  function dispatch({ id, argument, source }: PressOf): Promise<Outcome> {
    // The program itself may do everything; who else presses only what the table says.
    if (!isCommandId(id) || (source !== 'main' && !commandOf(id).surfaces.includes(source))) {
      const sentence: Sentence = { key: 'command_unknown', values: { text: id.slice(0, 60) } }
      return Promise.resolve({ ok: false, why: 'unknownCommand', sentence })
    }
    const availability = commandOf(id).enabled(core.store.get())
    const parsed = argumentKinds[commandOf(id).argument].safeParse(argument)
    if (!parsed.success) {
      // A button that is off is pressed before anything was typed: what is missing is not its argument.
      const refusal: Outcome =
        availability !== true && argument === undefined && isHuman(source)
          ? { ok: false, why: 'refused', sentence: availability }
          : { ok: false, why: 'badArgument', sentence: badArgument(id, argument) }
      tell(core, { id, argument, source }, refusal)
      return Promise.resolve(refusal)
    }
    const press = { id, argument: parsed.data, source }

    const family = commandOf(id).family ?? id
    const last = lastOfFamily.get(family)
    const about = { meaning: meaningOf(id, core.store.get()), callId: callOf(family, core.store.get()) }
    if (last !== undefined && isSamePress(last, { ...press, ...about }, core.clock.now())) return last.outcome

    if (availability !== true) {
      const refusal = { ok: false, why: 'refused', sentence: availability } as const
      tell(core, press, refusal)
      return Promise.resolve(refusal)
    }

    const running: Running = {
      ...press,
      ...about,
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

const NO_CALL = ''
const ofCall = new Set(['hold', 'transfer', 'hangUp'])

/** Which call a press is about: what is under way for a call that is gone is no answer to a press for the next one. */
function callOf(family: string, { call, hungUp }: Snapshot): string | null {
  if (!ofCall.has(family)) return NO_CALL
  if (call?.phase === 'dialling') return null
  return (call === null ? hungUp?.callId : call.id) ?? NO_CALL
}

/** What a toggle does now, by the name of the command that always does it. */
function meaningOf(id: CommandId, snapshot: Snapshot): CommandId {
  if (id === 'call.toggleHold') return snapshot.call?.heldSince == null ? 'call.hold' : 'call.retrieve'
  if (id === 'break.toggle' && viewOf(snapshot).standing === 'onBreak') return 'break.end'
  return id
}

/** The same command again while it is under way, or the same intention from another surface a moment later. */
function isSamePress(
  last: Running,
  press: ParsedPress & Pick<Running, 'meaning' | 'callId'>,
  now: number,
): boolean {
  if (last.callId !== press.callId) return false
  const sameArgument = JSON.stringify(last.argument) === JSON.stringify(press.argument)
  const sameMeaning = last.source !== press.source && last.meaning === press.meaning
  if (!last.settled) return sameArgument && (last.id === press.id || sameMeaning)
  // One that names what it wants cannot undo what was just done: its own condition refuses it.
  const undoes = press.id === 'call.toggleHold' || press.id === 'break.toggle'
  return (
    undoes && last.source !== press.source && now - last.startedAt < SAME_PRESS_MS && isHuman(press.source)
  )
}

/**
 * Says in the bar what did not happen, whatever surface the press came from; a hotkey has no other way to
 * tell. A command line and the settings window show their answer themselves.
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
  if (toldAlready || source === 'cli' || source === 'settings' || panelTells) return
  const tone = why === 'refused' ? 'warning' : 'failure'
  const told: Sentence = {
    key: 'press_failed',
    values: { command: { key: commandOf(id).label }, what: sentence },
  }
  store.apply({ type: 'noticed', notice: notice(noticeId, tone, told, clock.now()) })
}

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
