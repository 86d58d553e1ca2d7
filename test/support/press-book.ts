import type { Snapshot } from '../../src/shared/agent/state'
import { commandOf, type CommandId, type Surface } from '../../src/shared/commands'
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

/** The call that the buttons act on: one whose id is known, or the call of a dial that has not been answered. */
type Focus = { readonly callId: string } | { readonly dial: Pressed } | null

export type Pressed = {
  readonly id: CommandId
  readonly argument: unknown
  readonly source: Surface
  readonly at: number
  /** What the bar showed at the press. */
  readonly shown: Snapshot
  readonly focus: Focus
  /** The last press of the same family that was not refused and not one with another. */
  readonly before: Pressed | null
  readonly beforeWasUnderWay: boolean
  readonly sent: Sent[]
  /** The earlier press that this one was taken for: it has that one's outcome. */
  joins: Pressed | null
  /** What the bar showed as soon as it was pressed. */
  shownAfter: Snapshot
  promise: Promise<Outcome> | null
  outcome: Outcome | null
  /** The id that the PABX answered to this dial. */
  placedId: string | null
}

export const familyOf = ({ id }: Pressed): string => commandOf(id).family ?? id
const callFamilies = new Set(['hold', 'transfer', 'hangUp'])
export const isAboutTheCall = (pressed: Pressed): boolean => callFamilies.has(familyOf(pressed))

/** The id of the call that was in focus at the press, as far as the PABX has told it by now. */
export function focusId({ focus }: Pressed): string | null {
  if (focus === null) return null
  return 'dial' in focus ? focus.dial.placedId : focus.callId
}

const dialOf = ({ focus }: Pressed): Pressed | null => (focus !== null && 'dial' in focus ? focus.dial : null)

export function isSameFocus(one: Pressed, other: Pressed): boolean {
  if (!isAboutTheCall(one)) return true
  if (dialOf(one) !== null && dialOf(one) === dialOf(other)) return true
  return focusId(one) !== null && focusId(one) === focusId(other)
}

export const isSameArgument = (one: Pressed, other: Pressed): boolean =>
  JSON.stringify(one.argument) === JSON.stringify(other.argument)

type New = Pick<Pressed, 'id' | 'argument' | 'source' | 'at' | 'shown'>

export function createPressBook() {
  const presses: Pressed[] = []

  const dialUnderWay = (): Pressed | undefined =>
    presses.findLast(({ id, joins, outcome }) => id === 'call.dial' && joins === null && outcome === null)

  function focusOf({ call, hungUp }: Snapshot): Focus {
    if (call === null) return hungUp === null ? null : { callId: hungUp.callId }
    if (call.id !== null) return { callId: call.id }
    const dial = call.phase === 'dialling' ? dialUnderWay() : undefined
    return dial === undefined ? null : { dial }
  }

  const hasRun = ({ joins, outcome }: Pressed): boolean =>
    joins === null && (outcome === null || outcome.ok || outcome.why !== 'refused')

  return {
    presses,
    underWay: () => presses.filter(({ joins, outcome }) => joins === null && outcome === null),
    begin: (press: New): Pressed => {
      const family = commandOf(press.id).family ?? press.id
      const before = presses.findLast((other) => familyOf(other) === family && hasRun(other)) ?? null
      const begun: Pressed = {
        ...press,
        focus: focusOf(press.shown),
        before,
        beforeWasUnderWay: before?.outcome === null,
        sent: [],
        joins: null,
        shownAfter: press.shown,
        promise: null,
        outcome: null,
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
