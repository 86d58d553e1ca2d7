import { existsSync, readFileSync, statSync } from 'node:fs'
import * as tls from 'node:tls'
import { readCertificates, splitBundle } from '../../core/pabx/network/certificates'
import type { TrustPorts } from '../../core/pabx/network/trust'

/**
 * The files in which Linux systems keep the authorities they trust: Debian, Fedora and RHEL, SUSE, Alpine. The
 * variables `SSL_CERT_FILE` and `SSL_CERT_DIR` are ignored, because only the administrator or the settings decide whom
 * to trust.
 */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/** A bundle holds more than a hundred certificates; a larger file is not a bundle. Bytes. */
const LARGEST = 2 * 1024 * 1024

export const systemTrust: TrustPorts = {
  systemCertificates: () => (process.platform === 'linux' ? ofLinux() : ofRuntime()),
  readFile: readCertificateFile,
}

/** Throws when there is no file, or a larger one. */
export function readCertificateFile(path: string): Buffer {
  const file = statSync(path)
  if (!file.isFile() || file.size > LARGEST) throw new Error('not a file of certificates')
  return readFileSync(path)
}

/** Whether the file holds certificates and nothing else. */
export function holdsCertificates(path: string): boolean {
  try {
    return readCertificates(readCertificateFile(path)) !== null
  } catch {
    return false
  }
}

function ofLinux(): readonly string[] {
  const path = bundles.find((name) => existsSync(name))
  try {
    return path === undefined ? [] : splitBundle(readFileSync(path, 'latin1'))
  } catch {
    return []
  }
}

/** Windows and macOS keep them in a store that only newer versions of Electron's Node can read. */
function ofRuntime(): readonly string[] {
  const read = 'getCACertificates' in tls ? tls.getCACertificates : null
  if (typeof read !== 'function') return []
  try {
    const found: unknown = Reflect.apply(read, tls, ['system'])
    return Array.isArray(found) ? found.filter((pem): pem is string => typeof pem === 'string') : []
  } catch {
    return []
  }
}
