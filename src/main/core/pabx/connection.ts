import type { DemoProfile } from '../kernel/bar-ports'
import type { KeyRing } from '../secrets/key-ring'
import type { SettingsStore } from '../settings/settings-store'
import { roadOf } from './network/road'
import { DEMO_ORIGIN, originOf } from './origin'
import type { Connection } from './vocom-client'

type Ports = {
  readonly settings: SettingsStore
  readonly keyRing: KeyRing
  readonly demo: DemoProfile | null
}

export type PabxAddress = {
  /** Scheme, host and port of the PABX that the settings name; "" where they name none. */
  readonly origin: () => string
  /** The current connection; null while the address or its key is missing. */
  readonly connection: () => Connection | null
}

/** The PABX of the settings, with its key from the key ring. The demo PABX does not follow the settings. */
export function createPabxAddress({ settings, keyRing, demo }: Ports): PabxAddress {
  const values = () => settings.get().values
  const origin = (): string => (demo === null ? originOf(values()['pabx.baseUrl']) : DEMO_ORIGIN)
  return {
    origin,
    connection: () => {
      const key = keyRing.keyFor(origin())
      const baseUrl = demo?.baseUrl() ?? values()['pabx.baseUrl']
      if (baseUrl === '' || key === null) return null
      return {
        baseUrl,
        key,
        allowInsecureHttp: values()['pabx.allowInsecureHttp'],
        keyVersion: keyRing.version(),
        ...roadOf(values()),
      }
    },
  }
}
