import fc from 'fast-check'
import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { createBus } from '../../../../src/main/core/bus'
import { recall, remember } from '../../../../src/main/core/remembered'
import { createStore } from '../../../../src/main/core/store'
import { notListed } from '../../../../src/shared/agent/polls'
import { commands } from '../../../../src/shared/commands'
import { failed, ok } from '../../../../src/shared/result'
import type { EndpointName } from '../../../../src/shared/vocom/endpoints'
import { pabxErrorKinds, type PabxError } from '../../../../src/shared/vocom/errors'
import type { ProfileName } from '../../../../src/simulator/manners'
import { createFakeCore, readySnapshot } from '../../../support/core'
import { createModelPabx } from '../../../support/model-pabx'
import { profileNames } from '../../../support/pabx'
import { snapshotSchema } from '../../../support/snapshot-schema'

const RUNS = 400
const STEPS = 60
let steps = 0

const answer = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(...pabxErrorKinds),
      acted: fc.constantFrom('no', 'yes', 'maybe'),
    }),
  },
)
const press = fc.record({
  type: fc.constant('press' as const),
  id: fc.constantFrom(
    'agent.login',
    'agent.logout',
    'break.start',
    'break.end',
    'break.toggle',
    'call.dial',
    'call.toggleHold',
    'call.hold',
    'call.retrieve',
    'call.transfer',
    'call.hangUp',
    'call.adopt',
    'call.forget',
  ),
  source: fc.constantFrom('bar', 'hotkey', 'tray', 'cli', 'link'),
  times: fc.integer({ min: 1, max: 3 }),
  delay: fc.integer({ min: 0, max: 900 }),
  answer,
})
const poll = fc.record({
  type: fc.constant('poll' as const),
  age: fc.integer({ min: 0, max: 3_000 }),
  standing: fc.constantFrom('available', 'onBreak', 'loggedOut', 'other', null),
  talked: fc.integer({ min: 0, max: 500 }),
})
const step = fc.oneof(
  { weight: 6, arbitrary: press },
  { weight: 4, arbitrary: poll },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('restart' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('pollFails' as const),
      kind: fc.constantFrom(...pabxErrorKinds),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('time' as const), delay: fc.integer({ min: 1, max: 5_000 }) }),
  },
)

const argumentOf: Partial<Record<string, string>> = {
  'break.start': 'b1',
  'call.dial': '1199999999',
  'call.transfer': '2001',
  'call.adopt': 'adopted-1',
}

type Story = readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[]

/** Plays one story and checks, after every step, what must hold whatever happens. */
async function play(profile: ProfileName, story: Story): Promise<void> {
  const { core, clock, requests } = createFakeCore()
  const model = createModelPabx(profile, clock)
  let { store } = core
  let plannedAnswer: PabxError | null = null
  let plannedDelay = 0
  const hold = { accepted: false }
  const pabx = {
    call: async (endpoint: EndpointName, request: unknown) => {
      requests.push({ endpoint, request })
      const error = plannedAnswer
      await new Promise<void>((resolve) => clock.after(plannedDelay, resolve))
      if (endpoint === 'getBreakList') return ok({ result: [] })
      if (error?.acted === 'no') return failed(error)
      const said = await model.ask(endpoint, request)
      if (endpoint === 'hold' && (error === null ? said.ok : error.acted === 'yes')) hold.accepted = true
      return error === null ? said : failed(error)
    },
  }
  const begin = () => {
    const running = {
      ...core,
      store,
      pabx: pabx as typeof core.pabx,
      applyKept: (event: Parameters<typeof store.apply>[0]) =>
        Promise.resolve().then(() => {
          store.apply(event)
        }),
    }
    return createBus(running)
  }
  let bus = begin()
  const presses = { dial: 0, transfer: 0 }
  let newestPoll = 0

  for (const event of story) {
    steps += 1
    const confirmedBefore = store.get().sync.confirmedAt ?? 0
    if (event.type === 'press') {
      plannedAnswer = event.answer
      plannedDelay = event.delay
      if (event.id === 'call.dial') presses.dial += event.times
      if (event.id === 'call.transfer') presses.transfer += event.times
      for (let time = 0; time < event.times; time++) {
        void bus.dispatch({ id: event.id, argument: argumentOf[event.id], source: event.source })
        await clock.advance(5)
      }
    } else if (event.type === 'poll') {
      const counters = {
        answered: 0,
        answeredSeconds: 0,
        missed: 0,
        outbound: 0,
        outboundSeconds: event.talked,
      }
      const sighting =
        event.standing === null
          ? notListed
          : ({
              standing: event.standing,
              status: event.standing,
              branch: '2000',
              isListed: true,
              counters,
            } as const)
      const sentAt = clock.now() - event.age
      newestPoll = Math.max(newestPoll, sentAt)
      store.apply({ type: 'polled', sentAt, sighting })
    } else if (event.type === 'pollFails') {
      store.apply({ type: 'pollFailed', at: clock.now(), error: { kind: event.kind, acted: 'no' } })
    } else if (event.type === 'restart') {
      const recalled = recall(remember(store.get()), store.get().profile, clock.now())
      store = createStore(readySnapshot)
      store.apply({ type: 'restored', ...recalled, at: clock.now() })
      bus = begin()
    } else {
      await clock.advance(event.delay)
    }
    await clock.advance(1)

    const snapshot = store.get()
    if (snapshot.call?.heldSince == null) hold.accepted &&= snapshot.call !== null
    else expect(hold.accepted, 'a hold is shown only if it was accepted').toBe(true)
    for (const endpoint of ['dial', 'transfer'] as const) {
      const sent = requests.filter((request) => request.endpoint === endpoint).length
      expect(sent, `${endpoint}: never two requests for one press`).toBeLessThanOrEqual(presses[endpoint])
    }
    if (snapshot.call !== null) expect(commands['call.hangUp'].enabled(snapshot)).toBe(true)
    if (event.type !== 'restart')
      expect(snapshot.sync.confirmedAt ?? 0).toBeGreaterThanOrEqual(confirmedBefore)
    expect(snapshot.sync.confirmedAt ?? 0, 'no state is newer than its source').toBeLessThanOrEqual(
      newestPoll,
    )
    const valid = snapshotSchema.safeParse(snapshot)
    expect(valid.error?.issues ?? []).toEqual([])
  }
  await clock.advance(60_000)
}

const played: string[] = []

describe('whatever is pressed, answered and reported', () => {
  it.each(profileNames)(
    'the invariants hold under the profile %s',
    async (profile) => {
      const stories = fc.array(step, { minLength: 1, maxLength: STEPS, size: 'max' })
      await fc.assert(
        fc.asyncProperty(stories, (story) => play(profile, story)),
        { numRuns: RUNS },
      )
      played.push(profile)
    },
    60_000,
  )

  afterAll(() => {
    mkdirSync('out/test-notes', { recursive: true })
    writeFileSync(
      'out/test-notes/invariants.txt',
      `Invariants, over ${RUNS} random stories under each profile (${played.join(', ')}), ${steps} steps in all (presses, polls, faults, restarts, time):
  never two requests for one press of dial or transfer
  a hold is shown only if the PABX accepted it
  no state is newer than the poll it comes from, and freshness never goes back
  hang-up is possible whenever a call may exist
  the snapshot is valid by its schema
`,
    )
  })
})
