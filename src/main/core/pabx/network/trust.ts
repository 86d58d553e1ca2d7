import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls'
import { readCertificates } from './certificates'

/** The certificate authorities to trust. */
export type Trust = {
  readonly with: (caFile: string) => Trusted
  /** Called when a certificate was refused: its authority may be installed meanwhile. */
  readonly forget: () => void
}

export type Trusted = {
  readonly context: SecureContext
  /** The company's file of certificates is missing or holds none. The connection is made without it. */
  readonly isFileBad: boolean
}

export type TrustPorts = {
  /** The authorities that the system trusts, as PEM. */
  readonly systemCertificates: () => readonly string[]
  /** Throws when there is no such file. */
  readonly readFile: (path: string) => Buffer
}

/**
 * The authorities that Node brings, those of the system, and those of `pabx.caFile`. Read once: parsing more than a
 * hundred certificates for each connection would delay commands.
 */
export function createTrust({ systemCertificates, readFile }: TrustPorts): Trust {
  const made = new Map<string, Trusted>()

  function own(caFile: string): readonly string[] | null {
    if (caFile === '') return []
    try {
      return readCertificates(readFile(caFile))
    } catch {
      return null
    }
  }

  return {
    with: (caFile) => {
      const known = made.get(caFile)
      if (known !== undefined) return known
      const extra = own(caFile)
      const all = [...rootCertificates, ...systemCertificates(), ...(extra ?? [])]
      const ca = [...new Map(all.map((pem) => [pem.replace(/\s/g, ''), pem])).values()]
      const trusted = { context: createSecureContext({ ca }), isFileBad: extra === null }
      made.set(caFile, trusted)
      return trusted
    },
    forget: () => made.clear(),
  }
}
