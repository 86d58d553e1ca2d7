import type { KeyState } from '../../shared/agent/state'
import type { Clock, Logger, Secrets } from './ports'

/** A keychain may wait for ever on a prompt that nobody answers; the bar does not. Milliseconds. */
const DEADLINE_MS = 4_000
/** A keychain answers in milliseconds, a person does not. */
const ASKED_SOMEBODY_MS = 1_500

/** What the keychain can tell; whether the key is right only the PABX knows. */
type Kept = Exclude<KeyState, 'unread' | 'rejected'>
/** The keychain took so long that something later has settled which key is in use. */
type Overtaken = 'overtaken'
type Trouble = 'locked' | 'denied' | 'no_service' | 'no_bus'

export type KeyRing = {
  /** The key in use, in memory of this process only. */
  readonly current: () => string | null
  /** Another number for each key that was in use. */
  readonly version: () => number
  /** Reads the key of that account (the company id). */
  readonly load: (account: string) => Promise<Kept | Overtaken>
  /** Writes it, reads it back, and uses it; where it was not kept, the old one stays in use. */
  readonly save: (account: string, key: string) => Promise<Kept | Overtaken>
  /** Uses it until the bar quits: only when the agent chose so, for a keychain that cannot keep it. */
  readonly useForSession: (key: string) => Kept
}

/** Keeps the API key: OS keychain on one side, memory on the other, nothing else. */
export function createKeyRing(secrets: Secrets, clock: Clock, log: Logger): KeyRing {
  let key: string | null = null
  let version = 0
  /** Numbers the loads and saves in the order of their beginnings. */
  let turn = 0
  let lastLoad = 0
  let lastKept = 0

  const isOvertaken = (mine: number): boolean => lastLoad > mine || lastKept > mine
  const use = (next: string | null): void => {
    key = next
    version += 1
  }

  /** The keychain's answer, or why there is none, within the deadline. */
  async function bounded<Value>(ask: Promise<Value>): Promise<{ value: Value } | { trouble: Trouble }> {
    let callOff: () => void = () => undefined
    const silence = new Promise<{ trouble: Trouble }>((resolve) => {
      callOff = clock.after(DEADLINE_MS, () => resolve({ trouble: 'locked' }))
    })
    const answer = ask.then(
      (value) => ({ value }),
      (error: unknown) => {
        log.warn('keychain', error)
        return { trouble: troubleOf(error) }
      },
    )
    const first = await Promise.race([answer, silence])
    callOff()
    return first
  }

  return {
    current: () => key,
    version: () => version,
    load: async (account) => {
      const mine = ++turn
      lastLoad = mine
      use(null)
      const askedAt = clock.now()
      const read = await bounded(secrets.read(account))
      if (isOvertaken(mine)) return 'overtaken'
      if ('trouble' in read) return read.trouble
      use(read.value === '' ? null : read.value)
      if (key !== null) return 'present'
      // A prompt that somebody closed answers like a keychain without the key, only later.
      return clock.now() - askedAt > ASKED_SOMEBODY_MS ? 'denied' : 'missing'
    },
    save: async (account, secret) => {
      const mine = ++turn
      const written = await bounded(secrets.write(account, secret))
      if ('trouble' in written) return isOvertaken(mine) ? 'overtaken' : written.trouble
      const read = await bounded(secrets.read(account))
      if (isOvertaken(mine)) return 'overtaken'
      if ('trouble' in read) return read.trouble
      if (read.value !== secret) return 'not_kept'
      lastKept = mine
      use(secret)
      return 'present'
    },
    useForSession: (secret) => {
      lastKept = ++turn
      use(secret)
      return 'session'
    },
  }
}

/** Libsecret, Keychain Services and the Windows vault speak only in prose. */
function troubleOf(error: unknown): Trouble {
  const text = error instanceof Error ? error.message : String(error)
  if (/autolaunch|dbus-daemon|DBUS_SESSION|session bus|could not connect|no such file/i.test(text))
    return 'no_bus'
  if (
    /\.service files|ServiceUnknown|not provided|NoReply|StartServiceByName|exited|cannot spawn/i.test(text)
  )
    return 'no_service'
  if (/locked/i.test(text)) return 'locked'
  return 'denied'
}
