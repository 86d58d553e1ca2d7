import type { Secrets } from '../core/ports'

const SERVICE = 'vocom-bar'

/** The OS keychain. Loaded when first asked: the native module costs start-up time that nobody waits for. */
export const keychain: Secrets = {
  read: async (account) => (await load()).getPassword(SERVICE, account),
  write: async (account, secret) => (await load()).setPassword(SERVICE, account, secret),
}

const load = async () => (await import('keytar')).default
