import type * as Keytar from 'keytar'
import { createRequire } from 'node:module'
import type { Secrets } from '../../core/kernel/ports'
import { watchSecretService } from './keychain-watch'
import type { Buses } from '../system/message-bus'

const SERVICE = 'vocom-bar'

/** The OS keychain. Loaded on first use, because the native module would slow down the start. */
export const keychain: Secrets = {
  read: async (account) => load().getPassword(SERVICE, account),
  write: async (account, secret) => load().setPassword(SERVICE, account, secret),
}

/** The keychain of a running bar, which also notices a keychain that opens late. */
export function watchedKeychain(buses: Buses): Secrets {
  if (process.platform !== 'linux') return keychain
  // The attributes under which keytar keeps a secret.
  return { ...keychain, watch: watchSecretService(buses, (account) => ({ service: SERVICE, account })) }
}

// `require`, because Electron's import() of a CommonJS module sometimes returned it without its exports.
const load = (): typeof Keytar => createRequire(import.meta.url)('keytar') as typeof Keytar
