import { existsSync, readFileSync, statSync } from 'node:fs'
import * as tls from 'node:tls'
import { splitBundle } from '../../core/pabx/network/certificates'
import type { TrustPorts } from '../../core/pabx/network/trust'

/**
 * Where the systems of Linux keep the authorities they trust, in one file: Debian, Fedora and RHEL, SUSE, Alpine. The
 * variables `SSL_CERT_FILE` and `SSL_CERT_DIR` have no say: whom to believe is for the administrator, or for the settings.
 */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/** Some hundred certificates; anything larger is some other file. */
const LARGEST = 2 * 1024 * 1024

export const systemTrust: TrustPorts = {
  systemCertificates: () => (process.platform === 'linux' ? ofLinux() : ofRuntime()),
  readFile: readCertificateFile,
}

/** Throws where it is no file of that size. */
export function readCertificateFile(path: string): Buffer {
  const file = statSync(path)
  if (!file.isFile() || file.size > LARGEST) throw new Error('not a file of certificates')
  return readFileSync(path)
}

function ofLinux(): readonly string[] {
  const path = bundles.find((name) => existsSync(name))
  try {
    return path === undefined ? [] : splitBundle(readFileSync(path, 'latin1'))
  } catch {
    return []
  }
}

/** Windows and macOS hold them in a store that only newer versions of Electron's Node read. */
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
