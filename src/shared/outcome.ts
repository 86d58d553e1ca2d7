import type { Sentence } from './i18n/say'

/** What became of one press: the answer of the bus to every surface. */
export type Outcome =
  | { readonly ok: true; readonly sentence?: Sentence }
  | {
      readonly ok: false
      /** `refused`: it makes no sense now; `failed`: it was tried; `unknown`: nobody can tell whether it happened. */
      readonly why: 'refused' | 'failed' | 'unknown' | 'badArgument' | 'unknownCommand'
      readonly sentence: Sentence
    }
