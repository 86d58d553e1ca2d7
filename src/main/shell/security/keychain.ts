import type * as Keytar from 'keytar'
import { createRequire } from 'node:module'
import type { Secrets } from '../../core/kernel/ports'
import { watchSecretService } from './keychain-watch'
import type { Buses } from '../system/message-bus'

const SERVICE = 'vocom-bar'

/** The OS keychain. Loaded when first asked: the native module costs start-up time that nobody waits for. */
export const keychain: Secrets = {
  read: async (account) => load().getPassword(SERVICE, account),
  write: async (account, secret) => load().setPassword(SERVICE, account, secret),
}

/** The same for a bar that runs on: it hears of a keychain that opens late. */
export function watchedKeychain(buses: Buses): Secrets {
  if (process.platform !== 'linux') return keychain
  // The attributes under which keytar keeps a secret.
  return { ...keychain, watch: watchSecretService(buses, (account) => ({ service: SERVICE, account })) }
}

// Required, not imported: Electron's import() of a CommonJS module now and then came back without its exports.
const load = (): typeof Keytar => createRequire(import.meta.url)('keytar') as typeof Keytar
