import type { Connection } from '../vocom-client'
import type { Pabx } from '../ports'
import type { Connected } from './desk'

type Ports = {
  readonly connection: () => Connection | null
  readonly companyId: () => string
  readonly pabxAt: (connection: () => Connection | null) => Pabx
}

/** A report is of one PABX, one company and one key, whatever becomes of the settings while it runs. */
export function connectReport({ connection, companyId, pabxAt }: Ports): Connected {
  const begun = connection()
  const now = (): string => JSON.stringify([connection(), companyId()])
  const identity = now()
  return { pabx: pabxAt(() => begun), isCurrent: () => now() === identity }
}
