import type { KeyState } from '../../../shared/snapshot/state'
import type { KeyRing } from './key-ring'
import { followKeychain } from './key-watch'
import type { Clock, KeychainWatch, Logger } from '../kernel/ports'
import type { Store } from '../kernel/store'

type Ports = {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly keyRing: KeyRing
  /** The origin of the PABX that the key is for. */
  readonly origin: () => string
  readonly keychain: KeychainWatch | undefined
}

/** Reads the company's key into the key ring, reports the result, and does both again when the keychain opens late. */
export function createKeyReader({
  store,
  clock,
  log,
  keyRing,
  origin,
  keychain,
}: Ports): () => Promise<void> {
  const show = (key: KeyState): void => {
    log.info('key', { state: key })
    store.apply({ type: 'keyChanged', key, at: clock.now() })
  }

  async function read(): Promise<void> {
    const { companyId } = store.get().profile
    const owner = { account: companyId, origin: origin() }
    const key = companyId === '' ? 'missing' : await keyRing.load(owner, show)
    // A later load or save has already reported the state.
    if (key !== 'overtaken') show(key)
  }

  followKeychain({ store, clock, log, keychain }, read)
  return () => {
    store.apply({ type: 'keyChanged', key: 'unread', at: clock.now() })
    return read()
  }
}
