import type { Message as BusMessage } from '@jellybrick/dbus-next'
import type { EventEmitter } from 'node:events'
import type { Logger } from '../../core/kernel/ports'

/** The part of D-Bus that the bar uses. */
export type MessageBus = {
  /** A service's answer; rejects when the service refuses or is not there. Never starts a service. */
  readonly call: (to: Address, signature: string, body: readonly unknown[]) => Promise<readonly unknown[]>
  /** Runs for every signal of that kind, whichever process sends it. */
  readonly onSignal: (kind: Signal, run: (body: readonly unknown[]) => void) => void
  readonly hasOwner: (name: string) => Promise<boolean>
  /** The id of the process that owns that name. */
  readonly processOf: (name: string) => Promise<number>
  /** Runs each time the service appears or disappears. */
  readonly onOwner: (name: string, run: (isThere: boolean) => void) => void
}

type Signal = {
  readonly interface: string
  readonly member: string
  readonly sender?: string
  readonly path?: string
}
type Address = {
  readonly name: string
  readonly path: string
  readonly interface: string
  readonly member: string
}

const BUS: Omit<Address, 'member'> = {
  name: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
}

export type BusKind = 'session' | 'system'
export type Buses = (kind: BusKind) => Promise<MessageBus | null>

/** The two buses of a Linux desktop, each opened on first use; null when there is none. */
export function createBuses(log: Logger): Buses {
  const opened = new Map<BusKind, Promise<MessageBus | null>>()
  return (kind) => {
    const known = opened.get(kind)
    if (known !== undefined) return known
    const bus = open(kind).catch((error: unknown) => {
      log.info(`no ${kind} bus`, error)
      return null
    })
    opened.set(kind, bus)
    return bus
  }
}

async function open(kind: BusKind): Promise<MessageBus | null> {
  if (process.platform !== 'linux') return null
  // Loaded after the bar is shown, because the start does not need it.
  const { Message, MessageFlag, MessageType, sessionBus, systemBus } = await import('@jellybrick/dbus-next')
  const connection = kind === 'session' ? sessionBus() : systemBus()
  await connected(connection)

  const call: MessageBus['call'] = async ({ name, ...to }, signature, body) => {
    const message = { destination: name, ...to, signature, body: [...body], flags: MessageFlag.NO_AUTO_START }
    return (await connection.call(new Message(message)))?.body ?? []
  }
  const listen = (rule: string): void => {
    void call({ ...BUS, member: 'AddMatch' }, 's', [rule]).catch(() => undefined)
  }
  const onMessage = (
    fits: (message: BusMessage) => boolean,
    run: (body: readonly unknown[]) => void,
  ): void => {
    connection.on('message', (message) => {
      if (message.type === MessageType.SIGNAL && fits(message)) run(message.body)
    })
  }

  return {
    call,
    onSignal: ({ interface: its, member, sender, path }, run) => {
      const from = sender === undefined ? '' : `,sender='${sender}'`
      const at = path === undefined ? '' : `,path='${path}'`
      listen(`type='signal',interface='${its}',member='${member}'${from}${at}`)
      onMessage(
        (message) =>
          message.interface === its &&
          message.member === member &&
          (path === undefined || message.path === path),
        run,
      )
    },
    hasOwner: async (name) => (await call({ ...BUS, member: 'NameHasOwner' }, 's', [name]))[0] === true,
    processOf: async (name) =>
      Number((await call({ ...BUS, member: 'GetConnectionUnixProcessID' }, 's', [name]))[0]),
    onOwner: (name, run) => {
      const member = 'NameOwnerChanged'
      listen(
        `type='signal',sender='${BUS.name}',interface='${BUS.interface}',member='${member}',arg0='${name}'`,
      )
      onMessage(
        (message) => message.sender === BUS.name && message.member === member && message.body[0] === name,
        (body) => run(body[2] !== ''),
      )
    },
  }
}

/** A bus that disconnects must not end the bar. */
function connected(connection: EventEmitter): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.on('error', reject)
    connection.once('connect', () => resolve())
  })
}
