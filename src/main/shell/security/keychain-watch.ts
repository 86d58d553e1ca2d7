import * as z from 'zod'
import type { KeychainWatch } from '../../core/kernel/ports'
import type { Buses } from '../system/message-bus'

export const KEYCHAIN_SERVICE = 'org.freedesktop.secrets'
const PATH = '/org/freedesktop/secrets'
const API = 'org.freedesktop.Secret.Service'

const found = z.tuple([z.array(z.string()), z.array(z.string())])

/** Watches Linux's Secret Service by its signals and its search, neither of which opens a prompt. */
export function watchSecretService(buses: Buses, attributes: (account: string) => object): KeychainWatch {
  return {
    look: async (account) => {
      try {
        const bus = await buses('session')
        if (bus === null) return 'closed'
        const to = { name: KEYCHAIN_SERVICE, path: PATH, interface: API, member: 'SearchItems' }
        const [open, locked] = found.parse(await bus.call(to, 'a{ss}', [attributes(account)]))
        if (open.length > 0) return 'open'
        return locked.length > 0 ? 'closed' : 'empty'
      } catch {
        return 'closed'
      }
    },
    onChange: (run) => {
      void buses('session').then((bus) => {
        bus?.onOwner(KEYCHAIN_SERVICE, (isThere) => {
          if (isThere) run()
        })
        // Implementations differ in which object sends the signal.
        const sender = KEYCHAIN_SERVICE
        bus?.onSignal({ sender, interface: API, member: 'CollectionChanged' }, run)
        bus?.onSignal({ sender, interface: 'org.freedesktop.Secret.Collection', member: 'ItemChanged' }, run)
        bus?.onSignal(
          { sender, interface: 'org.freedesktop.DBus.Properties', member: 'PropertiesChanged' },
          run,
        )
      })
    },
  }
}
