import type * as Keytar from 'keytar'
import { createRequire } from 'node:module'
import type { Secrets } from '../core/ports'

const SERVICE = 'vocom-bar'

/** The OS keychain. Loaded when first asked: the native module costs start-up time that nobody waits for. */
export const keychain: Secrets = {
  read: async (account) => load().getPassword(SERVICE, account),
  write: async (account, secret) => load().setPassword(SERVICE, account, secret),
}

// Required, not imported: Electron's import() of a CommonJS module now and then came back without its exports.
const load = (): typeof Keytar => createRequire(import.meta.url)('keytar') as typeof Keytar
