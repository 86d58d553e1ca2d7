import type { KeyState } from '../../../shared/snapshot/state'
import type { KeyBindings } from './key-bindings'
import type { Clock, Logger, Secrets } from '../kernel/ports'

/** A keychain may wait for ever on a prompt that nobody answers; the bar does not. Milliseconds. */
const DEADLINE_MS = 4_000
/** A keychain answers in milliseconds, a person does not. */
const ASKED_SOMEBODY_MS = 1_500

/** What the keychain can tell; whether the key is right only the PABX knows. */
type Kept = Exclude<KeyState, 'unread' | 'rejected'>
/** The keychain took so long that something later has settled which key is in use. */
type Overtaken = 'overtaken'
type Trouble = 'locked' | 'denied' | 'no_service' | 'no_bus'
type Answer<Value> = { readonly value: Value } | { readonly trouble: Trouble }
/** No answer within the deadline: somebody has to unlock it first. */
const SILENT = 'silent'
const LOCKED = { trouble: 'locked' } as const

const orLocked = <Value>(answer: Answer<Value> | typeof SILENT): Answer<Value> =>
  answer === SILENT ? LOCKED : answer

/** Whose key, and where it may be sent. */
export type KeyPlace = {
  /** The company id. */
  readonly account: string
  /** Scheme, host and port of the PABX; "" while there is none. */
  readonly origin: string
}

export type KeyRing = {
  /** The key in use, if it belongs to that origin; in memory of this process only. */
  readonly keyFor: (origin: string) => string | null
  readonly hasKey: () => boolean
  /** Another number for each key that was in use. */
  readonly version: () => number
  /** Whether there is a key of that account that belongs to another origin: it has to be typed anew for this one. */
  readonly isElsewhere: (place: KeyPlace) => Promise<boolean>
  /**
   * Reads the key of that account, and uses it if it belongs to that origin. One that belongs nowhere yet was put into
   * the keychain by somebody else: it belongs to the first origin that is named. An answer that comes after the deadline,
   * as when somebody types the keychain's password, is used as well, and told then.
   */
  readonly load: (place: KeyPlace, tellLate?: (key: Kept) => void) => Promise<Kept | Overtaken>
  /** Writes it, reads it back, and uses it; where it was not kept, the old one stays in use. */
  readonly save: (place: KeyPlace, key: string) => Promise<Kept | Overtaken>
  /** Uses it until the bar quits: only when the agent chose so, for a keychain that cannot keep it. */
  readonly useForSession: (place: KeyPlace, key: string) => Kept
}

/** Keeps the API key: OS keychain on one side, memory on the other, nothing else. */
export function createKeyRing(secrets: Secrets, bindings: KeyBindings, clock: Clock, log: Logger): KeyRing {
  let inUse: (KeyPlace & { readonly key: string }) | null = null
  let version = 0
  /** Numbers the loads and saves in the order of their beginnings. */
  let turn = 0
  let lastLoad = 0
  let lastKept = 0

  const isOvertaken = (mine: number): boolean => lastLoad > mine || lastKept > mine
  const use = (next: typeof inUse): void => {
    inUse = next
    version += 1
  }

  /** Whether the key of that account may go there; the first origin that is named has it. */
  async function claim({ account, origin }: KeyPlace): Promise<boolean> {
    if (origin === '') return true
    const known = await bindings.originOf(account)
    if (known === null) await bindings.set(account, origin)
    return known === null || known === origin
  }

  /** The keychain's answer, or why there is none. */
  const answerOf = <Value>(ask: Promise<Value>): Promise<Answer<Value>> =>
    ask.then(
      (value) => ({ value }),
      (error: unknown) => {
        log.warn('keychain', error)
        return { trouble: troubleOf(error) }
      },
    )

  /** The same within the deadline. */
  async function bounded<Value>(answer: Promise<Answer<Value>>): Promise<Answer<Value> | typeof SILENT> {
    let callOff: () => void = () => undefined
    const silence = new Promise<typeof SILENT>((resolve) => {
      callOff = clock.after(DEADLINE_MS, () => resolve(SILENT))
    })
    const first = await Promise.race([answer, silence])
    callOff()
    return first
  }

  /** Uses the key that was read, if it may go to that place. */
  async function takeRole(
    place: KeyPlace,
    mine: number,
    read: Answer<string | null>,
    askedAt: number,
  ): Promise<Kept | Overtaken> {
    if (isOvertaken(mine)) return 'overtaken'
    const key = 'trouble' in read || read.value === '' ? null : read.value
    // A prompt that somebody closed answers like a keychain without the key, only later.
    const why =
      'trouble' in read ? read.trouble : clock.now() - askedAt > ASKED_SOMEBODY_MS ? 'denied' : 'missing'
    if (key === null && why === 'missing') return 'missing'
    // A keychain that cannot be read now may hold one: it is not to belong to whatever is named next.
    const isRightPlace = await claim(place)
    if (isOvertaken(mine)) return 'overtaken'
    if (key === null) return why
    if (!isRightPlace) return 'other_address'
    use({ ...place, key })
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
    load: async (place, tellLate) => {
      const mine = ++turn
      lastLoad = mine
      use(null)
      const askedAt = clock.now()
      const answer = answerOf(secrets.read(place.account))
      const read = await bounded(answer)
      if (read !== SILENT) return takeRole(place, mine, read, askedAt)
      void answer
        .then((late) => takeRole(place, mine, late, askedAt))
        .then((key) => {
          if (key !== 'overtaken') tellLate?.(key)
        })
      return takeRole(place, mine, LOCKED, askedAt)
    },
    save: async (place, key) => {
      const mine = ++turn
      const written = orLocked(await bounded(answerOf(secrets.write(place.account, key))))
      if ('trouble' in written) return isOvertaken(mine) ? 'overtaken' : written.trouble
      const read = orLocked(await bounded(answerOf(secrets.read(place.account))))
      if (isOvertaken(mine)) return 'overtaken'
      if ('trouble' in read) return read.trouble
      if (read.value !== key) return 'not_kept'
      lastKept = mine
      use({ ...place, key })
      if (place.origin !== '') await bindings.set(place.account, place.origin)
      return 'present'
    },
    useForSession: (place, key) => {
      lastKept = ++turn
      use({ ...place, key })
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
