import type { SteadyTime } from '../../../shared/time'
import type { CallKey, CallRef } from '../../../shared/ids'
import { numberSaid } from '../../../shared/calls/call-view'
import { noticeOfPress } from '../../../shared/snapshot/notice-ids'
import { notice } from '../../../shared/snapshot/notices'
import type { Call, Snapshot } from '../../../shared/snapshot/state'
import { viewOf } from '../../../shared/snapshot/view'
import { callNamed, seenFrom } from '../../../shared/calls/calls'
import { argumentKinds } from '../../../shared/commands/arguments'
import { commandOf, isAboutOneCall, isCommandId, type CommandId } from '../../../shared/commands/table'
import type { Surface } from '../../../shared/commands/declaration'
import { rules } from '../../../shared/commands/rules'
import { isWindowCommand } from '../../../shared/commands/window-commands'
import type { Sentence } from '../../../shared/i18n/say'
import type { Outcome } from '../../../shared/outcome'
import type { Pressed } from './feature'
import type { Argument, Handler, Handlers } from './handlers'
import type { Core } from './core'

/** A toggle within this many milliseconds of a press on another surface is the same press (a click plus a hotkey). */
const SAME_PRESS_MS = 120
/**
 * A hang-up this soon after one that ended its call is the same press repeated: the agent cannot have seen yet which
 * call came into focus. Milliseconds.
 */
const SAME_HANG_UP_MS = 1_000

export type PressOf = {
  readonly id: string
  readonly argument?: unknown
  /**
   * The call that the press is about: the PABX's id or the bar's key. Without it, the call that the agent speaks to.
   */
  readonly call?: CallRef | undefined
  readonly source: Surface
}
export type Bus = { readonly dispatch: (press: PressOf) => Promise<Outcome> }

type Running = {
  readonly id: CommandId
  readonly meaning: CommandId
  /** The key of the call that the press is about; null when it is about none. */
  readonly callKey: CallKey | null
  readonly argument: Argument<CommandId>
  readonly source: Surface
  readonly startedAt: SteadyTime
  readonly outcome: Promise<Outcome>
  /** The calls at the moment of the press. */
  readonly calls: Snapshot['calls']
  readonly focusedCall: Snapshot['focusedCall']
  settled: { readonly at: SteadyTime; readonly ok: boolean } | null
}

/**
 * The one way for every press: parse it, check that it does not repeat a press just made, check that it makes sense
 * now, run it once. Never rejects: a bug is logged, and the agent is told in one sentence.
 */
export function createBus(
  core: Core,
  handlers: Handlers,
  onOutcome: (press: Pressed, outcome: Outcome) => void = () => undefined,
): Bus {
  const finish: Finish = (press, outcome) => {
    tell(core, press, outcome)
    onOutcome(press, outcome)
  }
  /** Presses that are running, and those that ended a moment ago. */
  let recent: readonly Running[] = []
  function dispatch({ id, argument, call, source }: PressOf): Promise<Outcome> {
    // Main itself may run every command; any other surface only those that the table gives it.
    if (!isCommandId(id) || (source !== 'main' && !commandOf(id).surfaces.includes(source))) {
      const sentence: Sentence = { key: 'command_unknown', values: { text: id.slice(0, 60) } }
      return Promise.resolve({ ok: false, why: 'unknownCommand', sentence })
    }
    const snapshot = core.store.get()
    const parsed = argumentKinds[commandOf(id).argument].safeParse(argument)
    if (!parsed.success) {
      // A button that is disabled is pressed before an argument could be typed, so its reason comes before a missing
      // argument.
      const offered = rules[id](snapshot)
      const refusal: Outcome =
        offered !== true && argument === undefined && isHuman(source)
          ? { ok: false, why: 'refused', sentence: offered }
          : { ok: false, why: 'badArgument', sentence: badArgument(id, argument) }
      finish({ id, source, callKey: null }, refusal)
      return Promise.resolve(refusal)
    }
    const callKey = isAboutOneCall(id) ? meantCall(snapshot, id, call) : null
    const press = { id, argument: parsed.data, source, callKey: callKey ?? null }
    if (callKey === undefined) {
      const refusal = { ok: false, why: 'refused', sentence: { key: 'reason_call_unknown' } } as const
      finish(press, refusal)
      return Promise.resolve(refusal)
    }
    const seen = callKey === null ? snapshot : seenFrom(snapshot, callKey)

    const now = core.clock.now()
    recent = recent.filter(({ settled }) => settled === null || now - settled.at < SAME_HANG_UP_MS)
    if (id === 'call.hangUp' && call === undefined) {
      const lastHangUp = recent.findLast((other) => other.id === id)
      if (lastHangUp !== undefined && isSameHangUp(lastHangUp, press)) return lastHangUp.outcome
    }
    const meaning = meaningOf(id, seen)
    const last = recent.findLast((other) => isOfFamily(other, press))
    if (last !== undefined && isSamePress(last, { ...press, meaning }, now)) return last.outcome

    const availability = rules[id](seen)
    if (availability !== true) {
      const refusal = { ok: false, why: 'refused', sentence: availability } as const
      finish(press, refusal)
      return Promise.resolve(refusal)
    }

    const running: Running = {
      ...press,
      meaning,
      startedAt: now,
      calls: snapshot.calls,
      focusedCall: snapshot.focusedCall,
      settled: null,
      outcome: run(core, handlers, press, finish),
    }
    recent = [...recent, running]
    void running.outcome.then(({ ok }) => (running.settled = { at: core.clock.now(), ok }))
    return running.outcome
  }

  return { dispatch }
}

type ParsedPress<Id extends CommandId = CommandId> = {
  readonly id: Id
  readonly argument: Argument<Id>
  readonly source: Surface
  readonly callKey: CallKey | null
}

type Finish = (press: Pressed, outcome: Outcome) => void

/**
 * The key of the call that the press is about. It is settled first, because a command running for another call does not
 * answer this press. Null when there is no call, undefined when the named call is not here.
 */
function meantCall(
  snapshot: Snapshot,
  id: CommandId,
  named: CallRef | undefined,
): CallKey | null | undefined {
  const hungUp = id === 'call.hangUp' ? snapshot.hungUp : null
  if (named === undefined) return snapshot.focusedCall ?? hungUp?.key ?? null
  const call = callNamed(snapshot, named)
  if (call !== null) return call.key
  return named === hungUp?.key || named === hungUp?.callId ? hungUp.key : undefined
}

/** What a toggle does now, as the name of the command that always does that. */
function meaningOf(id: CommandId, snapshot: Snapshot): CommandId {
  if (id === 'call.toggleHold') return snapshot.call?.heldSince == null ? 'call.hold' : 'call.retrieve'
  if (id === 'break.toggle' && viewOf(snapshot).standing === 'onBreak') return 'break.end'
  return id
}

const isOfFamily = (one: ParsedPress, other: ParsedPress): boolean =>
  one.callKey === other.callKey &&
  (commandOf(one.id).family ?? one.id) === (commandOf(other.id).family ?? other.id)

/**
 * A second hang-up in quick succession, when the call in focus has changed. The agent did not mean the call that just
 * came into focus.
 */
const isSameHangUp = ({ settled, callKey, calls, focusedCall }: Running, press: ParsedPress): boolean =>
  settled?.ok === true &&
  callKey === focusedCall &&
  press.callKey !== callKey &&
  calls.some(({ key }) => key === press.callKey)

/** The same command again while it is running, or the same intention from another surface a moment later. */
function isSamePress(last: Running, press: ParsedPress & Pick<Running, 'meaning'>, now: SteadyTime): boolean {
  const sameArgument = JSON.stringify(last.argument) === JSON.stringify(press.argument)
  const sameMeaning = last.source !== press.source && last.meaning === press.meaning
  if (last.settled === null) return sameArgument && (last.id === press.id || sameMeaning)
  // A command that names the state it wants cannot undo what was just done: its own rule refuses it.
  const undoes = press.id === 'call.toggleHold' || press.id === 'break.toggle'
  return (
    undoes && last.source !== press.source && now - last.startedAt < SAME_PRESS_MS && isHuman(press.source)
  )
}

/** Whether the window that sent the command shows the outcome itself. */
const isShownThere = (id: CommandId, source: Surface): boolean => source === 'settings' || isWindowCommand(id)

/**
 * Shows in the bar what did not happen, on whatever surface the press was made, because a hotkey has no other way to
 * tell. A command line and the settings window show the answer themselves.
 */
function tell({ store, clock }: Core, { id, source }: Pressed, outcome: Outcome): void {
  const noticeId = noticeOfPress(id)
  if (outcome.ok) {
    store.apply({ type: 'noticeDismissed', id: noticeId })
    return
  }
  const { why, sentence } = outcome
  const toldAlready = store
    .get()
    .notices.some((told) => JSON.stringify(told.sentence) === JSON.stringify(sentence))
  // An open panel shows by itself what is wrong with the typed text.
  const panelTells = source === 'bar' && why === 'badArgument' && store.get().panel !== null
  if (toldAlready || source === 'cli' || isShownThere(id, source) || panelTells) return
  const tone = why === 'refused' ? 'warning' : 'failure'
  // A plan that stopped on its way already names its command.
  const told: Sentence =
    sentence.key === 'plan_stopped'
      ? sentence
      : { key: 'press_failed', values: { command: { key: commandOf(id).label }, what: sentence } }
  store.apply({ type: 'noticed', notice: notice(noticeId, tone, told, clock.now()) })
}

function tellWhose({ store, clock }: Core, id: CommandId, { number }: Call): void {
  const sentence: Sentence = {
    key: 'acted_on_call',
    values: { command: { key: commandOf(id).label }, number: numberSaid(number) },
  }
  store.apply({
    type: 'noticed',
    notice: notice(noticeOfPress(id), 'news', sentence, clock.now()),
  })
}

/** Programs with a door of their own are mostly devices with keys. */
const isHuman = (source: Surface): boolean => ['bar', 'reports', 'hotkey', 'tray', 'http'].includes(source)

async function run(
  core: Core,
  handlers: Handlers,
  { id, argument, source, callKey }: ParsedPress,
  finish: Finish,
): Promise<Outcome> {
  // With two calls the agent is told which of them a hotkey has acted on.
  const { calls } = core.store.get()
  const opensField = argument === undefined && commandOf(id).argument !== 'none'
  const acts = isAboutOneCall(id) && !opensField
  const one = calls.length > 1 && acts ? calls.find(({ key }) => key === callKey) : undefined
  try {
    const outcome = await handle(core, handlers, id, { argument, source, callKey })
    // Logged last: writing the log takes longer than sending the request.
    const became = outcome.ok ? 'done' : `${outcome.why}: ${outcome.sentence.key}`
    core.log.info('command', { id, source, became })
    finish({ id, source, callKey }, outcome)
    if (outcome.ok && one !== undefined && (source === 'hotkey' || source === 'tray'))
      tellWhose(core, id, one)
    return outcome
  } catch (bug) {
    core.log.error(`bug in ${id}`, bug)
    const outcome = { ok: false, why: 'failed', sentence: { key: 'bug' } } as const
    finish({ id, source, callKey }, outcome)
    return outcome
  }
}

const handle = <Id extends CommandId>(
  core: Core,
  handlers: Handlers,
  id: Id,
  { argument, source, callKey }: Pick<ParsedPress<Id>, 'argument' | 'source' | 'callKey'>,
): ReturnType<Handler<Id>> => handlers[id](core, argument, source, callKey)

function badArgument(id: CommandId, argument: unknown): Sentence {
  const command: Sentence = { key: commandOf(id).label }
  const kind = commandOf(id).argument
  const text = typeof argument === 'string' ? argument.slice(0, 60) : ''
  if (kind === 'none') return { key: 'argument_unexpected', values: { command } }
  if (argument === undefined) return { key: 'argument_missing', values: { command } }
  if (kind === 'optionalNumber') return { key: 'number_invalid', values: { text } }
  return { key: 'argument_invalid', values: { text, command } }
}
