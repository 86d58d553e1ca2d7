import type { Sentence } from '../i18n/say'
import type { PabxError, PabxErrorKind } from './errors'

/**
 * What happened and whether the PABX carried it out, for the agent; `reads` is true for requests that change nothing.
 */
export function errorSentence(error: PabxError, reads = false): Sentence {
  const what = failureSentence(error)
  if (reads || error.kind === 'bad_request') return what
  return { key: 'failure', values: { what, acted: { key: `acted_${error.acted}` } } }
}

/** What failed, at the PABX or on the way to it, without whether the request was carried out. */
export function failureSentence({ kind, field = '' }: Pick<PabxError, 'kind' | 'field'>): Sentence {
  return kind === 'bad_request'
    ? { key: 'failure_bad_request', values: { field } }
    : { key: `failure_${kind}` }
}

/**
 * The notice about a dial or a transfer with an unknown outcome, which stands until it is dismissed; `why` is null when
 * the bar ended before the answer.
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
