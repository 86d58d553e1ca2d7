import fc from 'fast-check'
import { commandOf, type CommandId } from '../../src/shared/commands/table'
import { keyStates } from '../../src/shared/snapshot/state'
import { pabxErrorKinds } from '../../src/shared/vocom/errors'

/*
 * What can happen in a story: presses, answers, polls, keys, restarts, time. A story is an array of these.
 */

type Of<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never

/** What becomes of one request. Where the PABX acts, the demo PABX's own answer may still be a refusal. */
const answer = fc.oneof(
  // The answer of the demo PABX, as it is.
  { weight: 6, arbitrary: fc.record({ says: fc.constant('itself' as const) }) },
  // Refused before it did anything.
  {
    weight: 3,
    arbitrary: fc.record({
      says: fc.constant('refusal' as const),
      kind: fc.constantFrom(
        'execute_failed',
        'not_found_failed',
        'params_failed',
        'authentication_failed',
        'busy',
        'unreachable',
        'bad_request',
      ),
    }),
  },
  // Nobody can tell whether it was done.
  {
    weight: 3,
    arbitrary: fc.record({
      says: fc.constant('nothing' as const),
      kind: fc.constantFrom('timed_out', 'interrupted', 'server_failed', 'unreadable', 'not_vocom'),
      acts: fc.boolean(),
    }),
  },
  // `"status": null`.
  { weight: 2, arbitrary: fc.record({ says: fc.constant('null' as const), acts: fc.boolean() }) },
  // "ok", and the rest of the answer is lost: a dial has no id.
  { weight: 1, arbitrary: fc.record({ says: fc.constant('ok' as const) }) },
)

const delay = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 900 }) },
  { weight: 2, arbitrary: fc.integer({ min: 1_000, max: 7_000 }) },
  // Later than the bar waits for most answers.
  { weight: 1, arbitrary: fc.integer({ min: 8_000, max: 50_000 }) },
)

const plain = [
  'agent.login',
  'agent.logout',
  'break.end',
  'break.toggle',
  'call.toggleHold',
  'call.hold',
  'call.retrieve',
  'call.hangUp',
  'call.forget',
  'call.swap',
  'call.handOver',
  'call.backToCaller',
] as const

/** The numbers are all different: each names the call that it belongs to. */
const dialled = ['1199999999', '1188887777'] as const
const adopted = [
  { id: 'adopted-1', number: '1133330001', direction: 'inbound' },
  { id: 'adopted-2', number: '1133330002', direction: 'outbound' },
  { id: 'adopted-3', number: '1133330003', direction: 'inbound' },
  { id: 'invented-1', number: '1133330004', direction: 'inbound' },
  { id: 'invented-2', number: '1133330005', direction: 'outbound' },
] as const
const colleagues = ['2007', '2008'] as const
/** A page may make one up. */
export const isInvented = (id: string): boolean => id.startsWith('invented')

/** Which call a press names: none, one that is shown (by the PABX's id or by our key), or one that nobody knows. */
const target = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  {
    weight: 3,
    arbitrary: fc.record({
      by: fc.constantFrom('id' as const, 'key' as const),
      at: fc.integer({ min: 0, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ by: fc.constant('nothing' as const) }) },
)
export type Target = Of<typeof target>

const named = fc.oneof(
  fc.record({ id: fc.constantFrom(...plain), argument: fc.constant(undefined) }),
  fc.record({ id: fc.constant('break.start' as const), argument: fc.constantFrom('b1', 'b2') }),
  fc.record({ id: fc.constant('call.dial' as const), argument: fc.constantFrom(...dialled) }),
  fc.record({ id: fc.constant('call.transfer' as const), argument: fc.constantFrom('2001', '2002') }),
  fc.record({ id: fc.constant('call.consult' as const), argument: fc.constantFrom(...colleagues) }),
  fc.record({ id: fc.constant('call.adopt' as const), argument: fc.constantFrom(...adopted) }),
  fc.record({ id: fc.constant('call.focus' as const), argument: fc.constant(undefined) }),
  // The buttons of a call are what most of this is about.
  fc.record({
    id: fc.constantFrom('call.hangUp' as const, 'call.toggleHold' as const),
    argument: fc.constant(undefined),
  }),
)

const source = fc.constantFrom('bar', 'hotkey', 'tray', 'cli', 'link')

type Source = 'bar' | 'hotkey' | 'tray' | 'cli' | 'link'

/** The surface, or the bar where the table of commands has not that one for the command. */
const allowed = (id: CommandId, wanted: Source): Source =>
  commandOf(id).surfaces.includes(wanted) ? wanted : 'bar'

const pressOf = <Named extends { readonly id: CommandId; readonly argument: unknown }>(
  what: fc.Arbitrary<Named>,
) =>
  fc
    .record({
      type: fc.constant('press' as const),
      named: what,
      target,
      source,
      /** The same once more, so many milliseconds later, perhaps from another surface. */
      again: fc.array(fc.record({ source, after: fc.integer({ min: 0, max: 200 }) }), { maxLength: 2 }),
      /** To its first request, its second, and so on; after the last of these the PABX answers as it does. */
      answers: fc.array(fc.record({ answer, delay }), { minLength: 1, maxLength: 4 }),
    })
    .map(({ source: wanted, again, ...pressed }) => ({
      ...pressed,
      source: allowed(pressed.named.id, wanted),
      again: again.map(({ source: next, after }) => ({ source: allowed(pressed.named.id, next), after })),
    }))

const press = pressOf(named)

const statuses = {
  available: fc.constantFrom('Available', 'Available (On Demand)'),
  onBreak: fc.constant('On Break'),
  loggedOut: fc.constant('Logged Out'),
  other: fc.constant('On Outbound'),
  absent: fc.constant(''),
} as const

const poll = fc.constantFrom('available', 'onBreak', 'loggedOut', 'other', 'absent').chain((standing) =>
  fc.record({
    type: fc.constant('poll' as const),
    age: fc.integer({ min: 0, max: 3_000 }),
    standing: fc.constant(standing),
    status: statuses[standing],
    answered: fc.integer({ min: 0, max: 3 }),
    answeredSeconds: fc.integer({ min: 0, max: 500 }),
    outboundSeconds: fc.integer({ min: 0, max: 500 }),
  }),
)

const time = fc.record({
  type: fc.constant('time' as const),
  delay: fc.oneof(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1_000, max: 20_000 })),
})

/** What goes well more often than not, and takes its time. */
const going = <const Id extends CommandId, const Named extends readonly unknown[]>(id: Id, ...named: Named) =>
  fc.record({
    type: fc.constant('press' as const),
    named: fc.record({ id: fc.constant(id), argument: fc.constantFrom<Named[number][]>(...named) }),
    target: fc.constant<Target>(null),
    source: fc.constant<Source>('bar'),
    again: fc.constant<{ source: Source; after: number }[]>([]),
    answers: fc.array(
      fc.record({
        answer: fc.oneof({ weight: 9, arbitrary: fc.constant({ says: 'itself' as const }) }, answer),
        delay: fc.integer({ min: 0, max: 900 }),
      }),
      { minLength: 2, maxLength: 2 },
    ),
  })
const meanwhile = fc.record({
  type: fc.constant('time' as const),
  delay: fc.integer({ min: 12_000, max: 15_000 }),
})

/** Of itself chance seldom comes as far as the end of a consultation. */
const consultation = fc.tuple(
  fc.oneof(going('call.adopt', ...adopted), going('call.dial', ...dialled)),
  meanwhile,
  going('call.consult', ...colleagues),
  meanwhile,
  fc.oneof(going('call.swap', undefined), time),
  fc.oneof(going('call.handOver', undefined), going('call.backToCaller', undefined)),
)

const step = fc.oneof(
  { weight: 8, arbitrary: press },
  { weight: 3, arbitrary: poll },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('restart' as const), thenHangsUp: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('pollFails' as const),
      kind: fc.constantFrom(...pabxErrorKinds),
    }),
  },
  // A key that is there comes back more often than it goes.
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('key' as const),
      key: fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom('present', 'session') },
        { weight: 1, arbitrary: fc.constantFrom(...keyStates) },
      ),
    }),
  },
  { weight: 3, arbitrary: time },
  // The other side hangs up, or the call ends elsewhere.
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('remoteEnds' as const), at: fc.integer({ min: 0, max: 3 }) }),
  },
)

export type Step = Of<typeof step>
export type PressStep = Of<typeof press>
export type PlannedAnswer = PressStep['answers'][number]

/** Steps, and how long the disk takes for each write, in turn: the bar waits half a second for it, no longer. */
export const storiesOf = (steps: number) =>
  fc.record({
    steps: fc
      .array(fc.oneof({ weight: 15, arbitrary: fc.tuple(step) }, { weight: 1, arbitrary: consultation }), {
        minLength: 1,
        maxLength: steps,
        size: 'max',
      })
      .map((scenes): Step[] => scenes.flat()),
    /** The agent's phone. */
    lines: fc.constantFrom(1, 2, 2, 4),
    autoHold: fc.boolean(),
    disk: fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 0, max: 120 }) },
        { weight: 1, arbitrary: fc.integer({ min: 300, max: 900 }) },
      ),
      { minLength: 1, maxLength: 8 },
    ),
  })

export type Story = Of<ReturnType<typeof storiesOf>>
