import { AsyncLocalStorage } from 'node:async_hooks'
import { createBus } from '../../src/main/core/bus'
import { isWorthKeeping } from '../../src/main/core/memory'
import { restore } from '../../src/main/core/restore'
import { liveMemory } from './memory'
import type { Clock } from '../../src/main/core/ports'
import { createStore } from '../../src/main/core/store'
import { failed, ok, type Result } from '../../src/shared/result'
import { endpoints, type EndpointName } from '../../src/shared/vocom/endpoints'
import type { PabxError } from '../../src/shared/vocom/errors'
import type { createFakeClock } from './clock'
import { createFakeCore, readySnapshot } from './core'
import type { createModelPabx } from './model-pabx'
import { createPressBook, type Pressed } from './press-book'
import { callFaults, joiningFaults, sendingFaults, settlingFaults } from './press-checks'
import type { createStoryDisk } from './story-disk'
import type { PlannedAnswer } from './story-steps'

/** All of a story but the bar itself: it outlives every run. */
export type Surroundings = {
  readonly clock: ReturnType<typeof createFakeClock>
  readonly model: ReturnType<typeof createModelPabx>
  readonly disk: ReturnType<typeof createStoryDisk>
  /** The number that belongs to each call id: as it was dialled, or taken over. */
  readonly numbers: Map<string, string>
  /** The calls whose hold the PABX has accepted, as far as the bar was told. */
  readonly holds: Set<string>
  /** Which call was to be transferred where: `id to`. */
  readonly transfers: Set<string>
  /** What must not be, as it was seen. */
  readonly objections: string[]
  readonly counted: { requests: number; joined: number; shownCalls: number; overdue: number }
}

type Ask = Pick<Pressed, 'id' | 'argument' | 'source'>
type Answer = Result<unknown, PabxError>

/** Which press a request belongs to, whatever was awaited in between. */
const pressOf = new AsyncLocalStorage<{
  readonly pressed: Pressed
  readonly answers: readonly PlannedAnswer[]
}>()

const never = <Value>(): Promise<Value> => new Promise(() => undefined)

/** A bar from its start until it is killed: from then on it does nothing any more, and the PABX goes on. */
export function startRun(around: Surroundings) {
  const { clock, model, disk, numbers, holds, transfers, objections, counted } = around
  let alive = true
  const isAlive = (): boolean => alive
  let shownSince = clock.now()
  const kept = disk.open(isAlive)
  const book = createPressBook()
  const ownClock: Clock = {
    now: clock.now,
    after: (milliseconds, run) =>
      clock.after(milliseconds, () => {
        if (alive) run()
      }),
  }
  const hungUp = new Set<string>()
  const store = createStore(readySnapshot)
  const memory = liveMemory(store, kept.file, ownClock)
  const object = (pressed: Pressed, faults: readonly string[]): void => {
    for (const fault of faults) objections.push(`${pressed.id} by ${pressed.source}: ${fault}`)
  }

  async function carriedOut(endpoint: EndpointName, request: object, plan: PlannedAnswer): Promise<Answer> {
    const { answer } = plan
    const unsaid: Answer = failed({ kind: 'unsaid', acted: endpoints[endpoint].unsaid })
    const lost = endpoints[endpoint].acts ? 'maybe' : 'no'
    switch (answer.says) {
      case 'itself':
        return model.ask(endpoint, request)
      case 'refusal':
        return failed({ kind: answer.kind, acted: 'no' })
      case 'nothing':
        if (answer.acts) await model.ask(endpoint, request)
        return failed({ kind: answer.kind, acted: lost })
      case 'null':
        if (answer.acts && lost === endpoints[endpoint].unsaid) await model.ask(endpoint, request)
        return unsaid
      case 'ok':
        await model.ask(endpoint, request)
        if (endpoint === 'dial') return ok({ call_id: '' })
        return failed({ kind: 'unreadable', acted: endpoints[endpoint].acts ? 'yes' : 'no' })
    }
  }

  /** What reaches the bar: nothing later than it waits, and nothing at all once it is killed. */
  function reaching(endpoint: EndpointName, request: object, plan: PlannedAnswer): Promise<Answer> {
    const { acts, deadlineMs } = endpoints[endpoint]
    return new Promise((resolve) => {
      const timedOut: Answer = failed({ kind: 'timed_out', acted: acts ? 'maybe' : 'no' })
      const callOff = clock.after(deadlineMs, () => resolve(timedOut))
      clock.after(plan.delay, () => {
        void carriedOut(endpoint, request, plan).then((answer) => {
          callOff()
          resolve(answer)
        })
      })
    })
  }

  async function call(endpoint: EndpointName, request: object): Promise<Answer> {
    if (!isAlive()) return never()
    const context = pressOf.getStore()
    if (context === undefined) {
      objections.push(`${endpoint} is sent, and nobody pressed anything`)
      return never()
    }
    const { pressed, answers } = context
    const sent = { endpoint, request: request as Record<string, unknown>, answer: null as Answer | null }
    pressed.sent.push(sent)
    counted.requests += 1
    if (endpoint === 'transfer')
      transfers.add(`${String(sent.request['call_id'])} ${String(sent.request['to'])}`)
    object(pressed, sendingFaults(pressed))
    const own = pressed.sent.length
    const plan = answers[own - 1] ?? { answer: { says: 'itself' }, delay: 50 }
    const answer = await reaching(endpoint, request, plan)
    if (!isAlive()) return never()
    sent.answer = answer
    learn(pressed, sent.request, endpoint, answer)
    return answer
  }

  function learn(
    pressed: Pressed,
    request: Readonly<Record<string, unknown>>,
    endpoint: EndpointName,
    answer: Answer,
  ): void {
    const accepted = answer.ok || answer.error.acted === 'yes'
    const id = request['call_id'] as string
    if (accepted && endpoint === 'hangUp') hungUp.add(id)
    if (accepted && endpoint === 'hold') holds.add(id)
    if (accepted && endpoint === 'retrieve') holds.delete(id)
    if (endpoint !== 'dial' || !answer.ok) return
    const { call_id: placed } = answer.value as { readonly call_id: string }
    if (placed === '') return
    pressed.placedId = placed
    numbers.set(placed, String(request['to']))
  }

  store.subscribe((now, before) => {
    if (!alive) return
    if (isWorthKeeping(now, before)) void memory.keepNow()
    const { call } = now
    if (call?.id !== before.call?.id || call?.startedAt !== before.call?.startedAt) shownSince = clock.now()
    if (call?.id != null) {
      if (call.id !== before.call?.id) {
        checkKept(call.id)
        if (hungUp.has(call.id) && !isBeingAdopted(call.id))
          objections.push(`${call.id} was hung up, and is back`)
      }
      if (call.number !== numbers.get(call.id))
        objections.push(`${call.id} of ${numbers.get(call.id)} is shown with ${call.number}`)
    }
    // A run that was killed may not have lived to write that the call is not on hold any more.
    const isNews = call?.id === before.call?.id && call?.heldSince !== before.call?.heldSince
    if (call?.heldSince != null && isNews && !holds.has(call.id ?? ''))
      objections.push('a hold is shown that the PABX has not accepted')
    const { maybeTransferredTo: to } = call ?? {}
    if (to != null && !transfers.has(`${call?.id} ${to}`))
      objections.push(`${call?.id} is shown as perhaps transferred to ${to}`)
  })

  const isBeingAdopted = (id: string): boolean =>
    book
      .underWay()
      .some((press) => press.id === 'call.adopt' && (press.argument as { readonly id: string }).id === id)

  function checkKept(id: string): void {
    counted.shownCalls += 1
    if (kept.isLate()) counted.overdue += 1
    else if (keptCall(disk.text()) !== id) objections.push(`${id} is shown and not on disk`)
  }

  const { core } = createFakeCore()
  const bus = createBus({
    ...core,
    ...memory,
    store,
    clock: ownClock,
    pabx: { call } as typeof core.pabx,
  })

  return {
    store,
    book,
    isLate: kept.isLate,
    press: ({ id, argument, source }: Ask, answers: readonly PlannedAnswer[]): void => {
      const pressed = book.begin({ id, argument, source, at: clock.now(), shown: store.get() })
      if (id === 'call.adopt') {
        const { id: callId, number } = argument as { readonly id: string; readonly number: string }
        numbers.set(callId, number)
      }
      const promise = pressOf.run({ pressed, answers }, () => bus.dispatch({ id, argument, source }))
      book.dispatched(pressed, promise, store.get())
      if (pressed.joins !== null) counted.joined += 1
      object(pressed, joiningFaults(pressed))
      void promise.then((outcome) => {
        if (!alive) return
        pressed.outcome = outcome
        if (pressed.joins === null) object(pressed, settlingFaults(pressed, outcome, store.get()))
      })
    },
    checkCall: (): void => {
      objections.push(...callFaults(store.get(), book.presses, shownSince))
    },
    restore: () => restore(store, disk.text(), clock),
    kill: (): void => {
      alive = false
    },
  }
}

export type Run = ReturnType<typeof startRun>

/** The id of the call that the text of a disk names. */
function keptCall(text: string | null): string | null {
  const read =
    text === null ? null : (JSON.parse(text) as { readonly call: { readonly id: string | null } | null })
  return read?.call?.id ?? null
}

/** After a kill: what was shown, and what was under way, is found again by the run that follows. */
export function restartFaults(old: Run, now: Run): string[] {
  if (old.isLate()) return []
  const { call } = old.store.get()
  const restored = now.store.get()
  const faults: string[] = []
  if (call?.id != null && restored.call?.id !== call.id) faults.push(`${call.id} was shown, and is lost`)
  const told = JSON.stringify(restored.notices)
  for (const pressed of old.book.underWay()) {
    const [sent] = pressed.sent
    if (sent === undefined || (sent.endpoint !== 'dial' && sent.endpoint !== 'transfer')) continue
    const to = String(sent.request['to'])
    if (sent.answer === null && !told.includes(to)) faults.push(`a ${sent.endpoint} to ${to} is not told of`)
    if (sent.answer === null && sent.endpoint === 'dial' && restored.call?.number !== to)
      faults.push(`the call to ${to} that may exist is not shown`)
  }
  return faults
}
