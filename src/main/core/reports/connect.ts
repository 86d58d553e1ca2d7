import type { Connection } from '../pabx/vocom-client'
import type { Pabx } from '../kernel/ports'

/** The PABX of the settings at one moment. Its address, company and key do not change afterwards. */
export type Connected = {
  readonly pabx: Pabx
  /** Whether the settings still name that PABX, company and key. */
  readonly isCurrent: () => boolean
}

type Ports = {
  readonly connection: () => Connection | null
  readonly companyId: () => string
  readonly pabxAt: (connection: () => Connection | null) => Pabx
}

/**
 * The connection of one report. Its PABX, company and key stay the same while it runs, whatever happens to the
 * settings.
 */
export function connectReport({ connection, companyId, pabxAt }: Ports): Connected {
  const begun = connection()
  const now = (): string => {
    const { baseUrl, key, keyVersion } = connection() ?? { baseUrl: '', key: '', keyVersion: 0 }
    return JSON.stringify([baseUrl, key, keyVersion, companyId()])
  }
  const identity = now()
  return { pabx: pabxAt(() => begun), isCurrent: () => now() === identity }
}
