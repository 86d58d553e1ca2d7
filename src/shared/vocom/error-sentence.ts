import type { Sentence } from '../i18n/say'
import type { PabxError, PabxErrorKind } from './errors'

/** What happened and whether the PABX did it, for the agent; `reads` is true for calls that change nothing. */
export function errorSentence(error: PabxError, reads = false): Sentence {
  const what = failureSentence(error)
  if (reads || error.kind === 'bad_request') return what
  return { key: 'failure', values: { what, acted: { key: `acted_${error.acted}` } } }
}

/** What the PABX or the way to it refused, without whether it was done. */
export function failureSentence({ kind, field = '' }: Pick<PabxError, 'kind' | 'field'>): Sentence {
  return kind === 'bad_request'
    ? { key: 'failure_bad_request', values: { field } }
    : { key: `failure_${kind}` }
}

/**
 * What is told, and stands until it is put away, of a dial or a transfer whose outcome nobody knows; `why` is null
 * where the bar ended before the answer.
 */
export function unknownSentence(
  command: 'call.dial' | 'call.transfer',
  number: string,
  why: PabxErrorKind | null,
): Sentence {
  if (command === 'call.dial' && why === 'unsaid') return { key: 'dial_unsaid', values: { number } }
  const key = command === 'call.dial' ? 'dial_unknown' : 'transfer_unknown'
  const what: Sentence = why === null ? { key: 'interrupted_by_restart' } : failureSentence({ kind: why })
  return { key, values: { number, what } }
}
