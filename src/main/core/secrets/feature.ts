import type { Feature } from '../kernel/feature'
import type { Core } from '../kernel/core'
import type { Secrets } from '../kernel/ports'
import { originOf } from '../pabx/origin'
import { createKeyReader } from './key-reader'
import type { KeyRing } from './key-ring'

type Ports = {
  readonly core: Core
  readonly keyRing: KeyRing
  /** The origin of the PABX that the key is for. */
  readonly origin: () => string
  readonly secrets: Secrets
}

/** The API key: read at the start, and again when the settings change to another PABX or company. */
export function createKeyFeature({ core, keyRing, origin, secrets }: Ports) {
  const read = createKeyReader({ ...core, keyRing, origin, keychain: secrets.watch })
  return {
    live: read,
    onSettings: (now, before) => {
      const isMoved = originOf(now['pabx.baseUrl']) !== originOf(before['pabx.baseUrl'])
      if (isMoved || now['pabx.companyId'] !== before['pabx.companyId']) void read()
    },
  } satisfies Feature
}
