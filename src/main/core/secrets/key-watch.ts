import type { KeyState } from '../../../shared/snapshot/state'
import type { Clock, KeychainWatch, Logger } from '../kernel/ports'
import type { Store } from '../kernel/store'

/** How often a keychain that does not report its changes is checked. Milliseconds. */
const LOOK_AGAIN_MS = 15_000

/** States in which there may be a key that could not be read. */
const withheld: ReadonlySet<KeyState> = new Set<KeyState>(['locked', 'denied', 'no_service', 'no_bus'])
const isWaiting = (key: KeyState): boolean => withheld.has(key) || key === 'missing'

type Ports = {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  /** Absent when the system does not report on its keychain. */
  readonly keychain: KeychainWatch | undefined
}

/**
 * Reads the key again as soon as the keychain opens or becomes available. A keychain that would prompt for its password
 * is only checked, so the agent is never asked twice.
 */
export function followKeychain({ store, clock, log, keychain }: Ports, reload: () => Promise<void>): void {
  if (keychain === undefined) return
  const { look: lookInto, onChange } = keychain
  let callOff: (() => void) | null = null
  /** The number of requested checks: a change during one check makes another one follow. */
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
    // The key may have been read or typed meanwhile.
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
