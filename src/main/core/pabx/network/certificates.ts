import { X509Certificate } from 'node:crypto'

const MARKED =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]*-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g

/** The PEM certificates of a system bundle. Unreadable ones do no harm there. */
export const splitBundle = (text: string): readonly string[] => text.match(MARKED) ?? []

/**
 * The certificates of a file: PEM, one or several, or a single DER one as Windows exports it; null when it is neither.
 */
export function readCertificates(file: Buffer): readonly string[] | null {
  const text = file.toString('latin1')
  try {
    if (!text.includes('-----BEGIN ')) return [new X509Certificate(file).toString()]
    const found = splitBundle(text)
    return found.length === 0 ? null : found.map((pem) => new X509Certificate(pem).toString())
  } catch {
    return null
  }
}
