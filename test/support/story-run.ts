import { AsyncLocalStorage } from 'node:async_hooks'
import { callRef } from '../../src/shared/ids'
import { isWorthKeeping } from '../../src/main/core/persistence/memory'
import { restore } from '../../src/main/core/persistence/restore'
import { liveMemory } from './memory'
import type { Clock } from '../../src/main/core/kernel/ports'
import { createStore } from '../../src/main/core/kernel/store'
import { failed, ok, type Result } from '../../src/shared/result'
import { endpoints, type EndpointName } from '../../src/shared/vocom/endpoints'
import type { Call, Snapshot } from '../../src/shared/snapshot/state'
import type { CommandId } from '../../src/shared/commands/table'
import type { PabxError } from '../../src/shared/vocom/errors'
import type { createFakeClock } from './clock'
import { busOf, createFakeCore, readySnapshot } from './core'
import type { createModelPabx } from './model-pabx'
import { createPressBook, idOf, type PressBook, type Pressed } from './press-book'
import { joiningFaults, sendingFaults, settlingFaults } from './press-checks'
import { plans } from './press-plans'
import { changeFaults, hangUpFaults, type Heard } from './shown-checks'
import type { createStoryDisk } from './story-disk'
import type { PlannedAnswer } from './story-steps'

/** All of a story but the bar itself: it outlives every run. */
export type Surroundings = {
  readonly clock: ReturnType<typeof createFakeClock>
  readonly model: ReturnType<typeof createModelPabx>
  readonly disk: ReturnType<typeof createStoryDisk>
  readonly heard: Heard
  /** No two of all runs are the same. */
  readonly newId: () => string
  /** What must not be, as it was seen. */
  readonly objections: string[]
  readonly counted: Counted
}

export type Counted = {
  requests: number
  joined: number
  shownCalls: number
  overdue: number
  /** Presses of several requests whose last one was accepted. */
  readonly whole: Partial<Record<CommandId, number>>
}

type Ask = Pick<Pressed, 'id' | 'argument' | 'target' | 'source'>
type Answer = Result<unknown, PabxError>

/** Which press a request belongs to, whatever was awaited in between. */
const pressOf = new AsyncLocalStorage<{
  readonly pressed: Pressed
  readonly answers: readonly PlannedAnswer[]
}>()

const never = <Value>(): Promise<Value> => new Promise(() => undefined)

/** A bar from its start until it is killed: from then on it does nothing any more, and the PABX goes on. */
export function startRun(around: Surroundings) {
  const { clock, model, disk, heard, newId, objections, counted } = around
  let alive = true
  const isAlive = (): boolean => alive
  let isRestoring = false
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
      heard.transfers.add(`${String(sent.request['call_id'])} ${String(sent.request['to'])}`)
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
    const id = String(request['call_id'])
    const called = [pressed.meant, pressed.other].find((meant) => idOf(meant) === id)
    if (accepted && called != null) heard.known.add(called.key)
    if (accepted && endpoint === 'hangUp') hungUp.add(id)
    if (accepted && (endpoint === 'hold' || endpoint === 'retrieve')) heard.lastHold.set(id, endpoint)
    if (accepted && endpoint === 'hold') heard.everHeld.add(id)
    if (endpoint !== 'dial' || !answer.ok) return
    const { call_id: placed } = answer.value as { readonly call_id: string }
    if (placed === '') return
    pressed.placedId = placed
    heard.numbers.set(placed, String(request['to']))
  }

  store.subscribe((now, before) => {
    if (!alive) return
    if (isWorthKeeping(now, before)) void memory.saveNow()
    if (now.calls === before.calls && now.focusedCall === before.focusedCall) return
    objections.push(...changeFaults(now, before, heard, book, isRestoring))
    const shownBefore = new Set(idsOf(before.calls))
    for (const id of idsOf(now.calls)) {
      if (shownBefore.has(id)) continue
      counted.shownCalls += 1
      if (kept.isLate()) counted.overdue += 1
      if (hungUp.has(id) && !isBeingAdopted(id)) objections.push(`${id} was hung up, and is back`)
    }
    checkKept()
  })

  const isBeingAdopted = (id: string): boolean =>
    book
      .underWay()
      .some((press) => press.id === 'call.adopt' && (press.argument as { readonly id: string }).id === id)

  /** What is shown is on disk, but for what the bar has stopped waiting for. */
  function checkKept(): void {
    if (kept.isLate()) return
    const onDisk = new Set(keptIds(disk.text()))
    for (const id of idsOf(lastingCalls(store.get(), book)))
      if (!onDisk.has(id)) objections.push(`${id} is shown and not on disk`)
  }

  const { core } = createFakeCore()
  const bus = busOf({
    ...core,
    ...memory,
    store,
    newId,
    clock: ownClock,
    pabx: { call } as typeof core.pabx,
  })

  return {
    store,
    book,
    isLate: kept.isLate,
    press: ({ id, argument, target, source }: Ask, answers: readonly PlannedAnswer[]): void => {
      const pressed = book.begin({ id, argument, target, source, at: clock.now(), shown: store.get() })
      if (id === 'call.adopt') {
        const { id: callId, number } = argument as { readonly id: string; readonly number: string }
        heard.numbers.set(callId, number)
      }
      if (id === 'call.dial' || id === 'call.consult') heard.dialled.add(String(argument))
      const promise = pressOf.run({ pressed, answers }, () =>
        bus.dispatch({ id, argument, call: target === undefined ? target : callRef(target), source }),
      )
      book.dispatched(pressed, promise, store.get())
      if (pressed.joins !== null) counted.joined += 1
      object(pressed, joiningFaults(pressed))
      void promise.then((outcome) => {
        if (!alive) return
        pressed.outcome = outcome
        pressed.settledAt = clock.now()
        if (pressed.joins !== null) return
        object(pressed, settlingFaults(pressed, outcome, store.get()))
        if (outcome.ok && plans.has(id)) counted.whole[id] = (counted.whole[id] ?? 0) + 1
      })
    },
    checkCalls: (): void => {
      checkKept()
      objections.push(...hangUpFaults(store.get(), book))
    },
    restore: () => {
      isRestoring = true
      restore(store, disk.text(), clock)
      isRestoring = false
    },
    isWriting: kept.isWriting,
    kill: (): void => {
      alive = false
    },
  }
}

export type Run = ReturnType<typeof startRun>

const idsOf = (calls: readonly Pick<Call, 'id'>[]): string[] => calls.flatMap(({ id }) => id ?? [])

/** The ids of the calls that the text of a disk names. */
const keptIds = (text: string | null): string[] =>
  text === null ? [] : idsOf((JSON.parse(text) as { readonly calls: readonly Pick<Call, 'id'>[] }).calls)

const bringsACall = new Set<CommandId>(['call.dial', 'call.consult', 'call.adopt'])

/** Those that do not give way to a call which is on its way to the disk: over as it seems, or made up as it may be. */
const lastingCalls = ({ calls }: Snapshot, book: PressBook): readonly Call[] =>
  book.underWay().some(({ id }) => bringsACall.has(id))
    ? calls.filter(({ seemsEndedAt, namedBy }) => seemsEndedAt === null && namedBy !== 'link')
    : calls

/** Of a call, what a restart finds as it was. */
const lasting = ({ key, id, number, heldSince, consultFor, maybeTransferredTo }: Call) => ({
  key,
  id,
  number,
  heldSince,
  consultFor,
  maybeTransferredTo,
})

/** After a kill: what was shown, and what was under way, is found again by the run that follows. */
export function restartFaults(old: Run, now: Run): string[] {
  if (old.isLate()) return []
  const shown = old.store.get()
  const restored = now.store.get()
  const faults: string[] = []
  const found = new Set(idsOf(restored.calls))
  for (const id of idsOf(lastingCalls(shown, old.book)))
    if (!found.has(id)) faults.push(`${id} was shown, and is lost`)
  const underWay = old.book.underWay()
  if (!old.isWriting() && underWay.length === 0) {
    const [was, is] = [shown, restored].map(({ calls, focusedCall }) =>
      JSON.stringify({ calls: calls.map(lasting), focusedCall }),
    )
    if (was !== is) faults.push(`${was} was shown, and ${is} is restored`)
  }
  const told = JSON.stringify(restored.notices)
  for (const { endpoint, request, answer } of underWay.flatMap(({ sent }) => sent)) {
    if (answer !== null || (endpoint !== 'dial' && endpoint !== 'transfer')) continue
    const to = String(request['to'])
    if (!told.includes(to)) faults.push(`a ${endpoint} to ${to} is not told of`)
    const isShown = restored.calls.some(({ id, number }) => id === null && number === to)
    if (endpoint === 'dial' && !isShown) faults.push(`the call to ${to} that may exist is not shown`)
  }
  return faults
}
