import type { Sentence } from '../i18n/say'
import type { PabxError } from './errors'

/** What happened and whether the PABX did it, for the agent; `reads` is true for calls that change nothing. */
export function errorSentence(error: PabxError, reads = false): Sentence {
  const what: Sentence = {
    key: `failure_${error.kind}`,
    ...(error.field === undefined ? {} : { values: { field: error.field } }),
  }
  if (reads || error.kind === 'bad_request') return what
  return { key: 'failure', values: { what, acted: { key: `acted_${error.acted}` } } }
}
