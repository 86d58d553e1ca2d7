import { expect, it } from 'vitest'
import {
  certificateFault,
  isOfCertificate,
} from '../../../../../../src/main/core/pabx/network/certificate-fault'
import type { PabxErrorKind } from '../../../../../../src/shared/vocom/errors'

const now = Date.parse('2026-06-01T12:00:00Z')
const shown = (from: string, to: string, namesIssuer = false) => ({
  notBefore: Date.parse(from),
  notAfter: Date.parse(to),
  namesIssuer,
})
const valid = shown('2026-05-01', '2026-07-01')

it.each<[string, ReturnType<typeof shown> | null, PabxErrorKind]>([
  ['CERT_HAS_EXPIRED', shown('2025-05-01', '2026-05-01'), 'tls_expired'],
  ['CERT_HAS_EXPIRED', shown('2022-05-01', '2023-05-01'), 'wrong_clock'],
  // An issuer's certificate has expired; that of the server tells nothing of the clock.
  ['CERT_HAS_EXPIRED', valid, 'tls_expired'],
  ['CERT_HAS_EXPIRED', null, 'tls_expired'],
  ['CERT_NOT_YET_VALID', shown('2026-06-02', '2026-07-01'), 'tls_not_yet_valid'],
  ['CERT_NOT_YET_VALID', shown('2028-06-02', '2028-07-01'), 'wrong_clock'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', valid, 'tls_wrong_host'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', valid, 'tls_self_signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', valid, 'tls_unknown_issuer'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', valid, 'tls_unknown_issuer'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', valid, 'tls_unknown_issuer'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', shown('2026-05-01', '2026-07-01', true), 'tls_incomplete'],
  ['CERT_REVOKED', valid, 'tls_refused'],
])('%s of %j is %s', (code, presented, kind) => {
  expect(isOfCertificate(code)).toBe(true)
  expect(certificateFault(code, presented, now)).toBe(kind)
})
