import type { PabxError, PabxErrorKind } from '../../../shared/vocom/errors'
import type { Progress } from './lanes'
import { certificateFault, isOfCertificate, isOfIssuer } from './network/certificate-fault'

/** Codes of Node, axios and the bar's own connections that say more than "the connection broke". */
const kinds: Readonly<Record<string, PabxErrorKind>> = {
  ENOTFOUND: 'name_not_found',
  EAI_AGAIN: 'name_not_found',
  EAI_FAIL: 'name_not_found',
  EAI_NODATA: 'name_not_found',
  EAI_NONAME: 'name_not_found',
  ENODATA: 'name_not_found',
  NAME_NOT_FOUND: 'name_not_found',
  PROXY_UNREACHABLE: 'proxy_unreachable',
  PROXY_REFUSED: 'proxy_refused',
  PROXY_PASSWORD: 'proxy_password',
  PROXY_UNSUPPORTED: 'proxy_unsupported',
  PROXY_BAD_GATEWAY: 'unreachable',
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

/** The server does not speak TLS: something other than the PABX answers at that address. */
const notTls = /^(ERR_SSL|EPROTO)/

/**
 * The error for a request without a usable answer. `progress` decides whether the PABX may have acted: before a
 * connection was made, it certainly did not.
 */
export function errorOfTransport(
  code: string,
  progress: Progress,
  acts: boolean,
  deadlinePassed: boolean,
  now: number,
): PabxError {
  const isConnected = progress.reached === 'mayHaveLeft'
  const acted = acts && isConnected ? 'maybe' : 'no'
  if (deadlinePassed) return { kind: 'timed_out', acted }
  if (!isConnected && isOfCertificate(code)) return { kind: whyRefused(code, progress, now), acted: 'no' }
  if (!isConnected && notTls.test(code)) return { kind: 'not_vocom', acted: 'no' }
  const kind = kinds[code] ?? (isConnected ? 'interrupted' : 'unreachable')
  return { kind, acted }
}

function whyRefused(code: string, { presented, isCaFileBad }: Progress, now: number): PabxErrorKind {
  const kind = certificateFault(code, presented, now)
  return isOfIssuer(kind) && isCaFileBad() ? 'ca_file_unreadable' : kind
}
