/** Why no connection to the PABX was made. */
export type FaultCode =
  | 'NAME_NOT_FOUND'
  | 'PROXY_UNREACHABLE'
  | 'PROXY_REFUSED'
  | 'PROXY_PASSWORD'
  | 'PROXY_UNSUPPORTED'
  /** The proxy answered, but could not reach the PABX. */
  | 'PROXY_BAD_GATEWAY'

/** An error with a code, like Node's own. */
export class NetworkFault extends Error {
  constructor(readonly code: FaultCode) {
    super(code)
  }
}
