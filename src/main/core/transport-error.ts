import type { PabxError, PabxErrorKind } from '../../shared/vocom/errors'
import type { Progress } from './lanes'

/** Codes of Node and axios that say more than "the connection broke". */
const kinds: Readonly<Record<string, PabxErrorKind>> = {
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ERR_INVALID_URL: 'unreachable',
  ETIMEDOUT: 'timed_out',
  ECONNABORTED: 'timed_out',
  ERR_CANCELED: 'timed_out',
  TOO_LARGE: 'unreadable',
}

/** No TLS at all: something else answers there. */
const notTls = /^(ERR_SSL|EPROTO)/

/** Node names certificates' faults in words of OpenSSL. */
const certificate = /^(CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA)/

/**
 * What a request without a usable answer was. `progress` decides whether the PABX may have acted: before
 * there was a connection it certainly did not.
 */
export function errorOfTransport(
  code: string,
  progress: Progress,
  acts: boolean,
  deadlinePassed: boolean,
): PabxError {
  const acted = acts && progress === 'mayHaveLeft' ? 'maybe' : 'no'
  if (deadlinePassed) return { kind: 'timed_out', acted }
  if (progress === 'notConnected' && certificate.test(code)) return { kind: 'tls_refused', acted: 'no' }
  if (progress === 'notConnected' && notTls.test(code)) return { kind: 'not_vocom', acted: 'no' }
  const kind = kinds[code] ?? (progress === 'notConnected' ? 'unreachable' : 'interrupted')
  return { kind, acted }
}
