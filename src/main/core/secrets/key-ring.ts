import type { SteadyTime } from '../../../shared/time'
import type { KeyState } from '../../../shared/snapshot/state'
import type { KeyBindings } from './key-bindings'
import type { Clock, Logger, Secrets } from '../kernel/ports'

/** A keychain may wait forever for an unanswered prompt; the bar does not. Milliseconds. */
const DEADLINE_MS = 4_000
/** A slower answer means that the keychain asked the agent. Milliseconds. */
const ASKED_SOMEBODY_MS = 1_500

/** What the keychain can tell about the key. Only the PABX knows whether it is the right one. */
type Kept = Exclude<KeyState, 'unread' | 'rejected'>
/** The keychain was so slow that a later load or save has already settled which key is in use. */
type Overtaken = 'overtaken'
type Trouble = 'locked' | 'denied' | 'no_service' | 'no_bus'
type Answer<Value> = { readonly value: Value } | { readonly trouble: Trouble }
/** The keychain did not answer before the deadline: it waits to be unlocked. */
const SILENT = 'silent'
const LOCKED = { trouble: 'locked' } as const

const orLocked = <Value>(answer: Answer<Value> | typeof SILENT): Answer<Value> =>
  answer === SILENT ? LOCKED : answer

/** The account of a key, and where the key may be sent. */
export type KeyOwner = {
  /** The company id. */
  readonly account: string
  /** Scheme, host and port of the PABX; "" while there is none. */
  readonly origin: string
}

export type KeyRing = {
  /** The key in use, if it belongs to that origin. Held only in the memory of this process. */
  readonly keyFor: (origin: string) => string | null
  readonly hasKey: () => boolean
  /** Changes with each key that is put in use. */
  readonly version: () => number
  /** Whether the account's key belongs to another origin, so that it has to be typed again for this one. */
  readonly isElsewhere: (owner: KeyOwner) => Promise<boolean>
  /**
   * Reads the account's key, and uses it if it belongs to that origin. A key that belongs to no origin was put into the
   * keychain by another program; it is bound to the first origin it is loaded for. An answer after the deadline, for
   * instance when the agent types the keychain's password, is used too and passed to `onLate`.
   */
  readonly load: (owner: KeyOwner, onLate?: (key: Kept) => void) => Promise<Kept | Overtaken>
  /** Writes the key, reads it back and uses it. If it was not stored, the old key stays in use. */
  readonly save: (owner: KeyOwner, key: string) => Promise<Kept | Overtaken>
  /** Uses the key until the bar quits, when the agent chose that because the keychain cannot store it. */
  readonly useForSession: (owner: KeyOwner, key: string) => Kept
}

/** Holds the API key in the OS keychain and in memory, and nowhere else. */
export function createKeyRing(secrets: Secrets, bindings: KeyBindings, clock: Clock, log: Logger): KeyRing {
  let inUse: (KeyOwner & { readonly key: string }) | null = null
  let version = 0
  /** Numbers the loads and saves in the order in which they began. */
  let turn = 0
  let lastLoad = 0
  let lastKept = 0

  const isOvertaken = (mine: number): boolean => lastLoad > mine || lastKept > mine
  const use = (next: typeof inUse): void => {
    inUse = next
    version += 1
  }

  /** Whether the account's key may be sent to that origin. An unbound key is bound to it. */
  async function claim({ account, origin }: KeyOwner): Promise<boolean> {
    if (origin === '') return true
    const known = await bindings.originOf(account)
    if (known === null) await bindings.set(account, origin)
    return known === null || known === origin
  }

  /** The keychain's answer, or the reason why there is none. */
  const answerOf = <Value>(ask: Promise<Value>): Promise<Answer<Value>> =>
    ask.then(
      (value) => ({ value }),
      (error: unknown) => {
        log.warn('keychain', error)
        return { trouble: troubleOf(error) }
      },
    )

  /** The same, but `SILENT` after the deadline. */
  async function bounded<Value>(answer: Promise<Answer<Value>>): Promise<Answer<Value> | typeof SILENT> {
    let callOff: () => void = () => undefined
    const silence = new Promise<typeof SILENT>((resolve) => {
      callOff = clock.after(DEADLINE_MS, () => resolve(SILENT))
    })
    const first = await Promise.race([answer, silence])
    callOff()
    return first
  }

  /** Uses the key just read, if it may be sent to that origin. */
  async function useIfAllowed(
    owner: KeyOwner,
    mine: number,
    read: Answer<string | null>,
    askedAt: SteadyTime,
  ): Promise<Kept | Overtaken> {
    if (isOvertaken(mine)) return 'overtaken'
    const key = 'trouble' in read || read.value === '' ? null : read.value
    // A prompt that was closed gives the same answer as a keychain without the key, only later.
    const why =
      'trouble' in read ? read.trouble : clock.now() - askedAt > ASKED_SOMEBODY_MS ? 'denied' : 'missing'
    if (key === null && why === 'missing') return 'missing'
    // A keychain that cannot be read now may hold a key. It is bound here, so that a later change of the address cannot
    // claim it.
    const isRightOwner = await claim(owner)
    if (isOvertaken(mine)) return 'overtaken'
    if (key === null) return why
    if (!isRightOwner) return 'other_address'
    use({ ...owner, key })
    return 'present'
  }

  return {
    keyFor: (origin) => (inUse !== null && inUse.origin === origin ? inUse.key : null),
    hasKey: () => inUse !== null,
    version: () => version,
    isElsewhere: async ({ account, origin }) => {
      if (inUse?.account === account && inUse.origin !== '') return inUse.origin !== origin
      const known = await bindings.originOf(account)
      return known !== null && known !== origin
    },
    load: async (owner, onLate) => {
      const mine = ++turn
      lastLoad = mine
      use(null)
      const askedAt = clock.now()
      const answer = answerOf(secrets.read(owner.account))
      const read = await bounded(answer)
      if (read !== SILENT) return useIfAllowed(owner, mine, read, askedAt)
      void answer
        .then((late) => useIfAllowed(owner, mine, late, askedAt))
        .then((key) => {
          if (key !== 'overtaken') onLate?.(key)
        })
      return useIfAllowed(owner, mine, LOCKED, askedAt)
    },
    save: async (owner, key) => {
      const mine = ++turn
      const written = orLocked(await bounded(answerOf(secrets.write(owner.account, key))))
      if ('trouble' in written) return isOvertaken(mine) ? 'overtaken' : written.trouble
      const read = orLocked(await bounded(answerOf(secrets.read(owner.account))))
      if (isOvertaken(mine)) return 'overtaken'
      if ('trouble' in read) return read.trouble
      if (read.value !== key) return 'not_kept'
      lastKept = mine
      use({ ...owner, key })
      if (owner.origin !== '') await bindings.set(owner.account, owner.origin)
      return 'present'
    },
    useForSession: (owner, key) => {
      lastKept = ++turn
      use({ ...owner, key })
      return 'session'
    },
  }
}

/** Libsecret, Keychain Services and the Windows vault report errors only as text. */
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
