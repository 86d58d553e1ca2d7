/** Why a connection to the PABX was not even begun. */
export type FaultCode =
  | 'NAME_NOT_FOUND'
  | 'PROXY_UNREACHABLE'
  | 'PROXY_REFUSED'
  | 'PROXY_PASSWORD'
  | 'PROXY_UNSUPPORTED'
  /** The proxy answered, and could not reach the PABX. */
  | 'PROXY_BAD_GATEWAY'

/** An error as Node's own: with a code. */
export class NetworkFault extends Error {
  constructor(readonly code: FaultCode) {
    super(code)
  }
}
