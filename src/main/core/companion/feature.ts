import type { Outcome } from '../../../shared/outcome'
import type { Feature } from '../kernel/feature'
import type { Handlers } from '../kernel/handlers'

/** The names of this user's browsers that now start the relay; `noRelay`: this package has none. */
export type ConnectBrowsers = () => Promise<readonly string[] | 'noRelay'>

/** The browser extension: its browsers are told of the relay on a press. What it asks goes through `door.ts`. */
export const createCompanionFeature = ({ connectBrowsers }: { readonly connectBrowsers: ConnectBrowsers }) =>
  ({
    handlers: {
      'companion.connect': async (): Promise<Outcome> => {
        const connected = await connectBrowsers()
        if (connected === 'noRelay')
          return { ok: false, why: 'refused', sentence: { key: 'companion_no_relay' } }
        if (connected.length === 0)
          return { ok: false, why: 'refused', sentence: { key: 'companion_no_browser' } }
        return {
          ok: true,
          sentence: { key: 'companion_browsers', values: { browsers: connected.join(', ') } },
        }
      },
    } as const satisfies Partial<Handlers>,
  }) satisfies Feature & Record<string, unknown>
