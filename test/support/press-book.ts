import type { Call, Snapshot } from '../../src/shared/snapshot/state'
import { commandOf, type CommandId } from '../../src/shared/commands/table'
import type { Surface } from '../../src/shared/commands/declaration'
import type { Outcome } from '../../src/shared/outcome'
import type { Result } from '../../src/shared/result'
import type { EndpointName } from '../../src/shared/vocom/endpoints'
import type { PabxError } from '../../src/shared/vocom/errors'

/*
 * What was pressed in one run of the bar, what the bar showed when it was pressed, and what was sent for it. Nothing here
 * asks the bar what it would do.
 */

export type Sent = {
  readonly endpoint: EndpointName
  readonly request: Readonly<Record<string, unknown>>
  /** Null until it has reached the bar. */
  answer: Result<unknown, PabxError> | null
}

/** A call as it was shown at the press; its id may become known later, by the dial that places it. */
export type Meant = Pick<Call, 'key' | 'id' | 'number'> & {
  readonly dial: Pressed | null
  /** Null for one that was hung up and is not shown any more. */
  readonly shown: Call | null
}

export type Pressed = {
  readonly id: CommandId
  readonly argument: unknown
  /** The call that the press names: an id, a key, or neither. */
  readonly target: string | undefined
  readonly source: Surface
  readonly at: number
  /** What the bar showed at the press. */
  readonly shown: Snapshot
  /** The call that it is about: the one it names, or the one in focus. */
  readonly meant: Meant | null
  /** The call that takes turns with it, and which of the two is the consulted one where there is a consultation. */
  readonly other: Meant | null
  readonly consulted: Meant | null
  readonly waiting: Meant | null
  /** The last press of the same family, for the same call, that was not refused and not one with another. */
  readonly before: Pressed | null
  /** The last such hang-up, of whichever call. */
  readonly lastHangUp: Pressed | null
  readonly beforeWasUnderWay: boolean
  readonly sent: Sent[]
  /** The earlier press that this one was taken for: it has that one's outcome. */
  joins: Pressed | null
  /** What the bar showed as soon as it was pressed. */
  shownAfter: Snapshot
  promise: Promise<Outcome> | null
  outcome: Outcome | null
  settledAt: number
  /** The id that the PABX answered to this dial. */
  placedId: string | null
}

export const familyOf = ({ id }: Pressed): string => commandOf(id).family ?? id

const aboutACall = new Set<CommandId>([
  'call.toggleHold',
  'call.hold',
  'call.retrieve',
  'call.transfer',
  'call.hangUp',
  'call.consult',
  'call.swap',
  'call.handOver',
  'call.backToCaller',
  'call.forget',
])
export const isAboutACall = (id: CommandId): boolean => aboutACall.has(id)

/** The id of that call, as far as the PABX has told it by now. */
export const idOf = (meant: Meant | null): string | null => meant?.id ?? meant?.dial?.placedId ?? null

export const isSameCall = (one: Pressed, other: Pressed): boolean =>
  !isAboutACall(one.id) || one.meant?.key === other.meant?.key

export const isSameArgument = (one: Pressed, other: Pressed): boolean =>
  JSON.stringify(one.argument) === JSON.stringify(other.argument)

export const hasSent = ({ sent }: Pressed, endpoint: EndpointName): boolean =>
  sent.some((request) => request.endpoint === endpoint)

type New = Pick<Pressed, 'id' | 'argument' | 'target' | 'source' | 'at' | 'shown'>

export function createPressBook() {
  const presses: Pressed[] = []

  /** There is never more than one. */
  const dialUnderWay = (number: string): Pressed | null =>
    presses.findLast(
      ({ id, argument, joins, outcome }) =>
        (id === 'call.dial' || id === 'call.consult') &&
        argument === number &&
        joins === null &&
        outcome === null,
    ) ?? null

  const asMeant = (shown: Call): Meant => {
    const { key, id, number, phase } = shown
    return { key, id, number, shown, dial: phase === 'dialling' ? dialUnderWay(number) : null }
  }

  function meantBy({ id, target, shown: { calls, focusedCall, hungUp } }: New): Meant | null {
    if (!isAboutACall(id)) return null
    const call = calls.find(({ key, id: known }) =>
      target === undefined ? key === focusedCall : target === key || target === known,
    )
    if (call !== undefined) return asMeant(call)
    if (id !== 'call.hangUp' || hungUp === null) return null
    const { key, callId, number } = hungUp
    const isNamed = target === undefined ? calls.length === 0 : target === key || target === callId
    return isNamed ? { key, id: callId, number, dial: null, shown: null } : null
  }

  /** The other one of two: of a consultation, or the only other call that has an id. */
  function pairOf({ shown: { calls } }: New, meant: Meant | null) {
    const none = { other: null, consulted: null, waiting: null }
    if (meant?.shown == null) return none
    const asked = calls.find(({ key }) => key === meant.shown?.consultFor)
    if (asked !== undefined) return { other: asMeant(asked), consulted: meant, waiting: asMeant(asked) }
    const asks = calls.find(({ consultFor }) => consultFor === meant.key)
    if (asks !== undefined) return { other: asMeant(asks), consulted: asMeant(asks), waiting: meant }
    const [only, ...more] = calls.filter(({ key, id }) => key !== meant.key && id !== null)
    return only === undefined || more.length > 0 ? none : { ...none, other: asMeant(only) }
  }

  const hasRun = ({ joins, outcome }: Pressed): boolean =>
    joins === null && (outcome === null || outcome.ok || outcome.why !== 'refused')

  return {
    presses,
    underWay: () => presses.filter(({ joins, outcome }) => joins === null && outcome === null),
    begin: (press: New): Pressed => {
      const family = commandOf(press.id).family ?? press.id
      const meant = meantBy(press)
      const ofFamily = presses.filter((other) => familyOf(other) === family && hasRun(other))
      const before = ofFamily.findLast((other) => !isAboutACall(press.id) || other.meant?.key === meant?.key)
      const begun: Pressed = {
        ...press,
        meant,
        ...pairOf(press, meant),
        before: before ?? null,
        lastHangUp: press.id === 'call.hangUp' ? (ofFamily.at(-1) ?? null) : null,
        beforeWasUnderWay: before?.outcome === null,
        sent: [],
        joins: null,
        shownAfter: press.shown,
        promise: null,
        outcome: null,
        settledAt: Infinity,
        placedId: null,
      }
      presses.push(begun)
      return begun
    },
    dispatched: (pressed: Pressed, promise: Promise<Outcome>, shownAfter: Snapshot): void => {
      pressed.joins = presses.find((other) => other.promise === promise) ?? null
      pressed.promise = promise
      pressed.shownAfter = shownAfter
    },
  }
}

export type PressBook = ReturnType<typeof createPressBook>
