/**
 * Whether the PABX carried out the request: it certainly did not, it certainly did, or nobody here can
 * tell. A dial or a transfer that `maybe` happened is never sent again behind the agent's back.
 */
export type Acted = 'no' | 'yes' | 'maybe'

/** Why the certificate of the PABX was refused; nothing was sent. */
const certificateFaults = [
  'tls_refused',
  /** Issued by an authority that is not known here. */
  'tls_unknown_issuer',
  /** The server leaves out the certificate of its issuer. */
  'tls_incomplete',
  'tls_self_signed',
  'tls_expired',
  'tls_not_yet_valid',
  'tls_wrong_host',
  /** By this computer's clock it expired long ago, or will not hold for long. */
  'wrong_clock',
  /** The same, and `pabx.caFile` cannot be read. */
  'ca_file_unreadable',
] as const

export const pabxErrorKinds = [
  /** The four `status_type` values of APIv2. */
  'params_failed',
  'authentication_failed',
  'execute_failed',
  'not_found_failed',
  /** The PABX answered and said neither "ok" nor "error": `"status": null`. */
  'unsaid',
  /** A request that this program would not send: `field` names what was wrong with it. */
  'bad_request',
  /** Nobody at that address: refused, no route. */
  'unreachable',
  /** No name server knows the address, or none answers. */
  'name_not_found',
  'proxy_unreachable',
  /** The proxy opens no way to the PABX. */
  'proxy_refused',
  /** The proxy wants a name and a password. */
  'proxy_password',
  /** The system names only proxies that the bar does not speak to: SOCKS, or over https. */
  'proxy_unsupported',
  ...certificateFaults,
  'insecure_http_refused',
  'timed_out',
  /** The connection broke after the request may have left. */
  'interrupted',
  /** The server spoke of trouble of its own (5xx without an APIv2 answer). */
  'server_failed',
  /** 429, or a 503 that names a time to wait. */
  'busy',
  /** A 3xx: never followed. */
  'redirected',
  /** An answer that was cut, oversize, empty or of wrong types. */
  'unreadable',
  /** HTML, or a JSON that is not APIv2's: something else lives at that address. */
  'not_vocom',
] as const

export type PabxErrorKind = (typeof pabxErrorKinds)[number]

/** Faults of the way to the PABX that somebody has to mend: they do not pass by themselves. */
export const lastingOfWay: readonly PabxErrorKind[] = [
  ...certificateFaults,
  'proxy_refused',
  'proxy_password',
  'proxy_unsupported',
]

/** A failed call to the PABX, as a plain value: nothing of the request, and never the key, is inside. */
export type PabxError = {
  readonly kind: PabxErrorKind
  readonly acted: Acted
  readonly httpStatus?: number
  /** For `bad_request`: the field of the request that was wrong. */
  readonly field?: string
  /** Milliseconds the server asked us to wait (`Retry-After`). */
  readonly retryAfterMs?: number
  /** For `authentication_failed`: which of the keys that this run has had was sent. */
  readonly keyVersion?: number
}
