import type { Sentence } from './i18n/say'
import type { SettingName } from './settings/settings'

/** What is wrong with one field of the settings. */
export type FieldProblem = { readonly name: SettingName | 'key'; readonly sentence: Sentence }

/** What became of one press: the answer of the bus to every surface. */
export type Outcome =
  | { readonly ok: true; readonly sentence?: Sentence }
  | {
      readonly ok: false
      /** `refused`: it makes no sense now; `failed`: it was tried; `unknown`: nobody can tell whether it happened. */
      readonly why: 'refused' | 'failed' | 'unknown' | 'badArgument' | 'unknownCommand'
      readonly sentence: Sentence
      /** Of settings that were not saved: the fields that have to be mended first. */
      readonly problems?: readonly FieldProblem[]
      /** Of settings for another agent: this one is logged in, and it has to be said what becomes of that. */
      readonly stillLoggedIn?: string
    }
