/**
 * Whether the PABX carried out the request: certainly not, certainly, or unknown. A dial or a transfer that `maybe`
 * happened is never repeated automatically.
 */
export type Acted = 'no' | 'yes' | 'maybe'

/** Why the certificate of the PABX was refused. Nothing was sent. */
const certificateFaults = [
  'tls_refused',
  /** Issued by an authority that this computer does not know. */
  'tls_unknown_issuer',
  /** The server does not send its issuer's certificate. */
  'tls_incomplete',
  'tls_self_signed',
  'tls_expired',
  'tls_not_yet_valid',
  'tls_wrong_host',
  /** By this computer's clock it expired long ago, or becomes valid only in the distant future. */
  'wrong_clock',
  /** The certificate was refused, and `pabx.caFile` cannot be read. */
  'ca_file_unreadable',
] as const

export const pabxErrorKinds = [
  /** The four `status_type` values of APIv2. */
  'params_failed',
  'authentication_failed',
  'execute_failed',
  'not_found_failed',
  /** The PABX answered neither "ok" nor "error": `"status": null`. */
  'unsaid',
  /** A request that this program refuses to send: `field` names the invalid field. */
  'bad_request',
  /** Nothing answers at that address: refused, no route. */
  'unreachable',
  /** No name server knows the address, or none answers. */
  'name_not_found',
  'proxy_unreachable',
  /** The proxy does not open a tunnel to the PABX. */
  'proxy_refused',
  /** The proxy asks for a name and a password. */
  'proxy_password',
  /** The system names only proxies that the bar cannot use: SOCKS, or proxies over https. */
  'proxy_unsupported',
  ...certificateFaults,
  'insecure_http_refused',
  'timed_out',
  /** The connection broke after the request may have been sent. */
  'interrupted',
  /** The server reported an error of its own (5xx without an APIv2 answer). */
  'server_failed',
  /** 429, or a 503 that says how long to wait. */
  'busy',
  /** A 3xx: never followed. */
  'redirected',
  /** An answer that was cut off, too large, empty or of wrong types. */
  'unreadable',
  /** HTML, or JSON that is not APIv2's: something other than a PABX answers at that address. */
  'not_vocom',
] as const

export type PabxErrorKind = (typeof pabxErrorKinds)[number]

const ofCertificate = new Set<PabxErrorKind>(certificateFaults)
export const isCertificateFault = (kind: PabxErrorKind): boolean => ofCertificate.has(kind)

/** Faults on the way to the PABX that somebody has to repair; they do not pass by themselves. */
export const lastingOfWay: readonly PabxErrorKind[] = [
  ...certificateFaults,
  'proxy_refused',
  'proxy_password',
  'proxy_unsupported',
]

/** A failed request to the PABX, as a plain value. Contains nothing of the request, and never the key. */
export type PabxError = {
  readonly kind: PabxErrorKind
  readonly acted: Acted
  readonly httpStatus?: number
  /** For `bad_request`: the name of the invalid field. */
  readonly field?: string
  /** For how many milliseconds the server asked the bar to wait (`Retry-After`). */
  readonly retryAfterMs?: number
  /** For `authentication_failed`: the version of the key that was sent. */
  readonly keyVersion?: number
}
