import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls'
import { readCertificates } from './certificates'

/** Whose certificates are believed. */
export type Trust = {
  readonly with: (caFile: string) => Trusted
  /** A certificate was refused: perhaps somebody installs its authority meanwhile. */
  readonly forget: () => void
}

export type Trusted = {
  readonly context: SecureContext
  /** The company's file of certificates is missing, or holds none: the connection does without. */
  readonly isFileBad: boolean
}

export type TrustPorts = {
  /** The authorities that the system trusts, as PEM. */
  readonly systemCertificates: () => readonly string[]
  /** Throws where there is no such file. */
  readonly readFile: (path: string) => Buffer
}

/**
 * The authorities that Node brings, those of the system, and those of `pabx.caFile`. Made once: to read some hundred
 * certificates for each connection would hold up commands.
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
