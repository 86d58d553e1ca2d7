import type { CommandId } from '../../src/shared/commands/table'
import type { EndpointName } from '../../src/shared/vocom/endpoints'
import { idOf, type Meant, type Pressed, type Sent } from './press-book'

/*
 * Which requests a press may lead to: of which call, where to, in which order, and after which answers.
 */

export type Wanted = { readonly endpoint: EndpointName; readonly id?: string | null; readonly to?: string }

const isHeld = (meant: Meant | null): boolean => meant?.shown?.heldSince != null && !meant.shown.holdDoubtful
const mayBeHeld = (meant: Meant | null): boolean =>
  meant?.shown?.heldSince != null || meant?.shown?.holdDoubtful === true

const hold = (meant: Meant | null): Wanted => ({ endpoint: 'hold', id: idOf(meant) })
const retrieve = (meant: Meant | null): Wanted => ({ endpoint: 'retrieve', id: idOf(meant) })
const hangUp = (meant: Meant | null): Wanted => ({ endpoint: 'hangUp', id: idOf(meant) })

/** All requests of one press about a call, in their order; it may end after any of them. */
export function wantedOf(pressed: Pressed): readonly Wanted[] {
  const { id, meant, other, consulted, waiting } = pressed
  const to = String(pressed.argument)
  switch (id) {
    case 'call.dial':
      return [{ endpoint: 'dial', to }]
    case 'call.toggleHold':
      return [meant?.shown?.heldSince == null ? hold(meant) : retrieve(meant)]
    case 'call.hold':
      return [hold(meant)]
    case 'call.retrieve':
      return [retrieve(meant)]
    case 'call.transfer':
      return [{ endpoint: 'transfer', id: idOf(meant), to }]
    case 'call.hangUp':
      return Array.from({ length: 4 }, () => hangUp(meant))
    case 'call.consult': {
      const dial: Wanted = { endpoint: 'dial', to }
      return isHeld(meant) ? [dial] : [hold(meant), dial]
    }
    case 'call.swap':
      if (other === null) return []
      return isHeld(meant) ? [retrieve(other)] : [hold(meant), retrieve(other)]
    case 'call.handOver':
      if (consulted === null) return []
      return [hangUp(consulted), { endpoint: 'transfer', id: idOf(waiting), to: consulted.number }]
    case 'call.backToCaller':
      if (consulted === null) return []
      return mayBeHeld(waiting) ? [hangUp(consulted), retrieve(waiting)] : [hangUp(consulted)]
    default:
      return []
  }
}

/** The presses of several requests, each of which is sent once. */
export const plans = new Set<CommandId>(['call.consult', 'call.swap', 'call.handOver', 'call.backToCaller'])

/** Requests of presses that are not about a call, as long as they may get. */
export const sequences: Readonly<Partial<Record<CommandId, readonly string[]>>> = {
  'agent.login': ['login getBreakList'],
  'agent.logout': ['logout returnBreak logout', 'returnBreak logout'],
  'break.start': ['setBreak returnBreak setBreak', 'returnBreak setBreak'],
  'break.end': ['returnBreak'],
  'break.toggle': ['returnBreak'],
}

export const isAccepted = ({ answer }: Sent): boolean =>
  answer !== null && (answer.ok || answer.error.acted === 'yes')
const isFailed = ({ answer }: Sent, kind: string): boolean =>
  answer !== null && !answer.ok && answer.error.kind === kind
/** A call that the PABX does not know any more is hung up. */
export const isHungUp = (sent: Sent): boolean => isAccepted(sent) || isFailed(sent, 'not_found_failed')

/** What the answer to a request must have been for the next one of the same press. */
export const mayFollow: Readonly<Record<string, (before: Sent) => boolean>> = {
  'login getBreakList': (before) => isAccepted(before) || isFailed(before, 'not_found_failed'),
  'logout returnBreak': (before) => isFailed(before, 'unsaid'),
  'setBreak returnBreak': (before) => isFailed(before, 'execute_failed'),
  'returnBreak logout': isAccepted,
  'returnBreak setBreak': isAccepted,
  'hangUp hangUp': (before) => before.answer !== null && !isAccepted(before),
  'hold dial': isAccepted,
  'hold retrieve': isAccepted,
  'hangUp transfer': isHungUp,
  'hangUp retrieve': isHungUp,
}
