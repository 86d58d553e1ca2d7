import type { KeyState } from '../../../shared/snapshot/state'
import type { Clock, KeychainWatch, Logger } from '../kernel/ports'
import type { Store } from '../kernel/store'

/** A keychain that tells nothing of itself is looked at so often. Milliseconds. */
const LOOK_AGAIN_MS = 15_000

/** There may be a key, and it could not be read. */
const withheld: ReadonlySet<KeyState> = new Set<KeyState>(['locked', 'denied', 'no_service', 'no_bus'])
const isWaiting = (key: KeyState): boolean => withheld.has(key) || key === 'missing'

type Ports = {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  /** Absent where the system tells nothing of its keychain. */
  readonly keychain: KeychainWatch | undefined
}

/**
 * Reads the key anew as soon as the keychain opens or comes up. A keychain that would ask for its password is only looked
 * at: nobody is asked twice.
 */
export function followKeychain({ store, clock, log, keychain }: Ports, reload: () => Promise<void>): void {
  if (keychain === undefined) return
  const { look: lookInto, onChange } = keychain
  let callOff: (() => void) | null = null
  /** How many looks are asked for: what changes during one is looked at after it. */
  let due = 0

  async function look(): Promise<void> {
    due += 1
    if (due > 1) return
    for (let seen = 0; seen < due;) {
      seen = due
      await lookOnce()
    }
    due = 0
  }

  async function lookOnce(): Promise<void> {
    const { key, profile } = store.get()
    if (!isWaiting(key) || profile.companyId === '') return
    const seen = await lookInto(profile.companyId)
    const isNew = seen === 'open' || (seen === 'empty' && (key === 'no_service' || key === 'no_bus'))
    // It may have been read, or typed, meanwhile.
    if (!isNew || store.get().key !== key) return
    log.info('keychain can be read again')
    await reload()
  }

  function lookLater(): void {
    callOff?.()
    callOff = withheld.has(store.get().key)
      ? clock.after(LOOK_AGAIN_MS, () => void look().then(lookLater))
      : null
  }

  onChange(() => void look())
  store.subscribe((now, before) => {
    if (now.key !== before.key) lookLater()
  })
}
