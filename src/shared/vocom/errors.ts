/**
 * Whether the PABX carried out the request: it certainly did not, it certainly did, or nobody here can
 * tell. A dial or a transfer that `maybe` happened is never sent again behind the agent's back.
 */
export type Acted = 'no' | 'yes' | 'maybe'

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
  /** Nobody at that address: DNS, refused, no route. */
  'unreachable',
  'tls_refused',
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
