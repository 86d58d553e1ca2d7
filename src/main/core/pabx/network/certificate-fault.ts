import type { PeerCertificate } from 'node:tls'
import type { PabxErrorKind } from '../../../../shared/vocom/errors'

/** The details of a certificate that tell one refusal from another. Dates in milliseconds since 1970. */
export type Presented = {
  readonly notBefore: number
  readonly notAfter: number
  /** The certificate names where its issuer's certificate can be fetched, as those of public authorities do. */
  readonly namesIssuer: boolean
}

export const presentedBy = (certificate: PeerCertificate): Presented => ({
  notBefore: Date.parse(certificate.valid_from),
  notAfter: Date.parse(certificate.valid_to),
  namesIssuer: certificate.infoAccess?.['CA Issuers - URI'] !== undefined,
})

const DAY_MS = 24 * 60 * 60_000
/**
 * No server is used this long after its certificate expired, and no certificate is issued this long before it is valid:
 * the clock is wrong. Milliseconds.
 */
const LONG_EXPIRED_MS = 400 * DAY_MS
const LONG_BEFORE_MS = 2 * DAY_MS

/** Node uses OpenSSL's codes for faults of certificates. */
const ofCertificate =
  /^(CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|ERROR_IN_CERT)/

export const isOfCertificate = (code: string): boolean => ofCertificate.test(code)

/** The kind of a certificate fault; `now` is this computer's time. */
export function certificateFault(code: string, presented: Presented | null, now: number): PabxErrorKind {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return presented !== null && now - presented.notAfter > LONG_EXPIRED_MS ? 'wrong_clock' : 'tls_expired'
    case 'CERT_NOT_YET_VALID':
      return presented !== null && presented.notBefore - now > LONG_BEFORE_MS
        ? 'wrong_clock'
        : 'tls_not_yet_valid'
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return 'tls_wrong_host'
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return 'tls_self_signed'
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      // The server sent no issuer: it is the company's own authority, or a public one whose intermediate certificate is
      // missing.
      return presented?.namesIssuer === true ? 'tls_incomplete' : 'tls_unknown_issuer'
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return 'tls_unknown_issuer'
    default:
      return 'tls_refused'
  }
}

/** Faults that a certificate in `pabx.caFile` would have prevented. */
const ofIssuer = new Set<PabxErrorKind>(['tls_unknown_issuer', 'tls_self_signed', 'tls_incomplete'])

export const isOfIssuer = (kind: PabxErrorKind): boolean => ofIssuer.has(kind)
