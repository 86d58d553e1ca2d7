import type { FaultName } from '../../src/simulator/faults'
import type { Acted, PabxErrorKind } from '../../src/shared/vocom/errors'

/*
 * The fault matrix: what each fault must look like from the bar. `acted` is for calls that act; for those
 * that only read, nothing has happened either way. Some faults are of the network, not of the PABX.
 */

export type Expected = { readonly kind: PabxErrorKind; readonly acted: Acted }
type Row = Expected & { readonly fault: FaultName | 'refused' | 'dns' | 'badCertificate' }

export const matrix: readonly Row[] = [
  { fault: 'refused', kind: 'unreachable', acted: 'no' },
  { fault: 'dns', kind: 'name_not_found', acted: 'no' },
  { fault: 'badCertificate', kind: 'tls_self_signed', acted: 'no' },
  { fault: 'refuse', kind: 'interrupted', acted: 'maybe' },
  { fault: 'resetBefore', kind: 'interrupted', acted: 'maybe' },
  { fault: 'resetAfter', kind: 'interrupted', acted: 'maybe' },
  { fault: 'resetInBody', kind: 'interrupted', acted: 'maybe' },
  { fault: 'error500Before', kind: 'server_failed', acted: 'maybe' },
  { fault: 'error500After', kind: 'server_failed', acted: 'maybe' },
  { fault: 'error502', kind: 'server_failed', acted: 'maybe' },
  { fault: 'error503', kind: 'server_failed', acted: 'maybe' },
  { fault: 'tooMany', kind: 'busy', acted: 'no' },
  { fault: 'silence', kind: 'timed_out', acted: 'maybe' },
  { fault: 'trickle', kind: 'timed_out', acted: 'maybe' },
  { fault: 'html', kind: 'not_vocom', acted: 'maybe' },
  { fault: 'truncated', kind: 'unreadable', acted: 'maybe' },
  { fault: 'empty', kind: 'unreadable', acted: 'maybe' },
  { fault: 'huge', kind: 'unreadable', acted: 'maybe' },
  { fault: 'gzipBomb', kind: 'unreadable', acted: 'maybe' },
  { fault: 'wrongTypes', kind: 'unreadable', acted: 'maybe' },
  { fault: 'paramsFailed', kind: 'params_failed', acted: 'no' },
  { fault: 'authenticationFailed', kind: 'authentication_failed', acted: 'no' },
  { fault: 'executeFailed', kind: 'execute_failed', acted: 'no' },
  { fault: 'notFoundFailed', kind: 'not_found_failed', acted: 'no' },
  { fault: 'unauthorized', kind: 'authentication_failed', acted: 'no' },
  { fault: 'redirect', kind: 'redirected', acted: 'no' },
  { fault: 'redirect302', kind: 'redirected', acted: 'no' },
  { fault: 'echoHeader', kind: 'execute_failed', acted: 'no' },
  { fault: 'unsaid', kind: 'unsaid', acted: 'maybe' },
]

/** Answers that are only written otherwise than the document shows: the bar reads the same in them. */
export const readable: readonly FaultName[] = ['noticeBefore', 'doubled', 'numberedObject', 'outOfRange']
