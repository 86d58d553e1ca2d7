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

/** Node names certificates' faults in words of OpenSSL. */
const tls = /^(CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA)/

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
  if (tls.test(code) && progress === 'notConnected') return { kind: 'tls_refused', acted: 'no' }
  const kind = kinds[code] ?? (progress === 'notConnected' ? 'unreachable' : 'interrupted')
  return { kind, acted }
}
