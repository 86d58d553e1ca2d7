import { X509Certificate } from 'node:crypto'

const MARKED =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]*-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g

/** The certificates that a bundle of the system holds, as PEM; unreadable ones do no harm there. */
export const splitBundle = (text: string): readonly string[] => text.match(MARKED) ?? []

/** The certificates of a file: PEM, one or several, or one as Windows exports it (DER); null where it is none of that. */
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
